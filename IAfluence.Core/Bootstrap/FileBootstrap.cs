using IAfluence.Core.Bootstrap.Configuration;
using IAfluence.Core.Storage;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Bootstrap;

/// <summary>
/// Applies a bootstrap file: checks the whole file against the rules and the store, then writes what changed since it was last applied.
/// One process applies the file at a time; the others wait and then find nothing to do.
/// </summary>
public sealed partial class FileBootstrap(
    ProviderBootstrap providers, ModelBootstrap models, ClientBootstrap clients, AppliedObjects applied, Lease<BootstrapLeaseState> lease,
    ILogger<FileBootstrap> log)
{
    /// <summary>Checks the whole file, then writes its changes.</summary>
    /// <exception cref="BootstrapException">The file has faults; the exception lists all of them.</exception>
    public async Task ApplyAsync(ConfigurationFile file, CancellationToken ct)
    {
        await applied.LoadAsync(ct);
        if (IsDone(file))
            return;
        await lease.RunAsync(held => ApplyUnderLeaseAsync(file, held), ct);
    }

    /// <summary>Applies the file for a caller that already holds the lease.</summary>
    internal async Task ApplyUnderLeaseAsync(ConfigurationFile file, CancellationToken ct)
    {
        // Another process may have applied it while this one waited.
        await applied.LoadAsync(ct);
        if (IsDone(file))
            return;

        await CheckAsync(file, ct);
        foreach (var item in file.Objects().Where(item => applied.IsUnchanged(item) && !applied.IsRecorded(item)))
            await applied.RecordAsync(item);
        await providers.ApplyAsync(file, ct);
        await models.ApplyAsync(file, ct);
        var routes = await models.KeysAsync(file, ct);
        await models.ApplyDefaultRouteAsync(file, routes, ct);
        foreach (var client in file.Clients)
            await clients.ApplyAsync(client, routes, ct);
        Log.Applied(log, file.Providers.Count, file.Models.Count, file.Clients.Count);
    }

    private async Task CheckAsync(ConfigurationFile file, CancellationToken ct)
    {
        var routes = await models.KeysAsync(file, ct);
        await providers.CheckAsync(file, ct);
        await models.CheckAsync(file, ct);
        models.CheckDefaultRoute(file, routes);
        CheckPublicKeys(file);
        await clients.CheckAsync(file, routes, ct);
        if (file.Faults.Lines.Count > 0)
            throw new BootstrapException(file.Faults.Lines);
    }

    private bool IsDone(ConfigurationFile file) => file.Faults.Lines.Count == 0 && file.Objects().All(applied.IsRecorded);

    private static void CheckPublicKeys(ConfigurationFile file)
    {
        var seen = new Dictionary<string, string>();
        foreach (var chatbot in file.Clients.SelectMany(client => client.Children("chatbots")))
        {
            if (chatbot.TextOrNull("publicKey") is { } publicKey && !seen.TryAdd(publicKey, chatbot.Path))
                file.Faults.AddRule($"{chatbot.Path}.publicKey", $"'{Faults.Format(publicKey)}' is already the public key of {seen[publicKey]}. Use another public key.");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Applied the changes of the bootstrap file, which has {Providers} providers, {Models} models and {Clients} clients")]
        public static partial void Applied(ILogger log, int providers, int models, int clients);
    }
}
