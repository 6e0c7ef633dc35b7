using IAfluence.Core.Providers;
using IAfluence.Core.Storage;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Bootstrap;

/// <summary>
/// Applies a bootstrap file: checks all of it against the store, then makes and changes what it says otherwise than it last did. One process
/// at a time; the others wait and find it done.
/// </summary>
public sealed partial class FileBootstrap(
    ProviderService service, ProviderBootstrap providers, ClientBootstrap clients, AppliedObjects applied, Lease<BootstrapLeaseState> lease, ILogger<FileBootstrap> log)
{
    /// <summary>Applies what a file says, or nothing of it.</summary>
    /// <exception cref="BootstrapException">It names what there is not, or holds values that are not accepted.</exception>
    public async Task ApplyAsync(BootstrapFile file, CancellationToken ct)
    {
        await applied.LoadAsync(ct);
        if (IsApplied(file))
            return;
        await lease.RunAsync(held => ApplyUnderLeaseAsync(file, held), ct);
    }

    /// <summary>The same for a caller that holds the lease.</summary>
    internal async Task ApplyUnderLeaseAsync(BootstrapFile file, CancellationToken ct)
    {
        // Another process may have applied it while this one waited.
        await applied.LoadAsync(ct);
        if (IsApplied(file))
            return;

        var problems = new List<string>();
        var routes = await RoutesAsync(file, ct);
        await providers.CheckAsync(file, routes, problems, ct);
        CheckPublicKeys(file, problems);
        foreach (var client in file.Clients)
            await clients.CheckAsync(client, routes, problems, ct);
        if (problems.Count > 0)
            throw new BootstrapException(problems);

        await providers.ApplyAsync(file, ct);
        routes = await RoutesAsync(file, ct);
        await providers.ApplyDefaultRouteAsync(file, routes, ct);
        foreach (var client in file.Clients)
            await clients.ApplyAsync(client, routes, ct);
        Log.Applied(log, file.Providers.Count, file.Models.Count, file.Clients.Count);
    }

    private async Task<RouteKeys> RoutesAsync(BootstrapFile file, CancellationToken ct) =>
        new(await service.ListModelIdsAsync(ct), file.Models.Select(model => model.Key));

    private bool IsApplied(BootstrapFile file) => providers.IsApplied(file) && file.Clients.All(clients.IsApplied);

    private static void CheckPublicKeys(BootstrapFile file, List<string> problems)
    {
        var seen = new Dictionary<string, string>();
        foreach (var chatbot in file.Clients.SelectMany(client => client.Chatbots).Where(chatbot => chatbot.PublicKey.IsGiven))
        {
            if (!seen.TryAdd(chatbot.PublicKey.Value!, chatbot.Path))
                problems.Add($"{chatbot.Path}.publicKey: '{chatbot.PublicKey.Value}' is the public key of {seen[chatbot.PublicKey.Value!]} already.");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Applied what had changed among {Providers} providers, {Models} models and {Clients} clients")]
        public static partial void Applied(ILogger log, int providers, int models, int clients);
    }
}
