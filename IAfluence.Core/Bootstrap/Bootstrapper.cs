using IAfluence.Core.Providers;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Bootstrap;

/// <summary>
/// Brings an installation to what it starts with: the builtin model and what the bootstrap file says. Awaited at every start, before
/// anything is served; with nothing to do it only reads.
/// </summary>
public sealed partial class Bootstrapper(
    ProviderService service, ProviderBootstrap providers, ClientBootstrap clients, AppliedObjects applied, BootstrapLease lease,
    ILogger<Bootstrapper> log)
{
    /// <param name="path">The bootstrap file; null for none.</param>
    /// <param name="ct">Ends the waiting.</param>
    /// <exception cref="BootstrapException">The file cannot be applied.</exception>
    public async Task RunAsync(string? path, CancellationToken ct)
    {
        await service.EnsureBuiltinAsync(ct);
        if (path is not null)
            await ApplyAsync(await ReadAsync(path, ct), ct);
    }

    /// <summary>Applies what a file says, or nothing of it.</summary>
    /// <exception cref="BootstrapException">It names what there is not, or holds values that are not accepted.</exception>
    public async Task ApplyAsync(BootstrapFile file, CancellationToken ct)
    {
        await applied.LoadAsync(ct);
        if (IsApplied(file))
            return;
        await lease.RunAsync(() => ApplyUnderLeaseAsync(file, ct), ct);
    }

    private static async Task<BootstrapFile> ReadAsync(string path, CancellationToken ct)
    {
        try
        {
            return BootstrapReader.Read(await File.ReadAllBytesAsync(path, ct));
        }
        catch (BootstrapException error)
        {
            throw new BootstrapException([.. error.Problems.Select(problem => $"{Path.GetFileName(path)}: {problem}")]);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BootstrapException([$"Bootstrap:File: '{path}' cannot be read. {error.Message}"]);
        }
    }

    private async Task ApplyUnderLeaseAsync(BootstrapFile file, CancellationToken ct)
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
