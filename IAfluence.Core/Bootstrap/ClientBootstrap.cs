using System.Text.Json.Nodes;
using IAfluence.Core.Bootstrap.Configuration;
using IAfluence.Core.Clients;
using IAfluence.Core.Providers;
using IAfluence.Core.Quotas;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Bootstrap;

/// <summary>Checks and applies the clients of the bootstrap file with their chatbots.</summary>
public sealed partial class ClientBootstrap(
    ClientService service, ProviderService providers, ChatbotBootstrap chatbots, QuotaService quotas, AppliedObjects applied, ILogger<ClientBootstrap> log)
{
    private const int MaxTries = 5;
    private const string RouteName = "defaultRoute";

    internal async Task CheckAsync(ConfigurationFile file, RouteKeys routes, CancellationToken ct)
    {
        var providerKeys = (await providers.ListProviderKeysAsync(ct))
            .Concat(file.Providers.Where(item => !applied.IsUnchanged(item)).Select(item => item.Key)).ToHashSet();
        foreach (var item in file.Clients)
        {
            var stored = await service.FindByKeyOrNullAsync(item.Key, ct);
            var (configured, properties) = Merge(item, stored, routes);
            if (!applied.IsUnchanged(item))
                Check(file.Faults, item, stored, configured, properties, routes, providerKeys);
            foreach (var chatbot in item.Children("chatbots"))
                await chatbots.CheckAsync(chatbot, stored, configured, routes, file.Faults, ct);
        }
    }

    internal async Task ApplyAsync(ConfigurationObject item, RouteKeys routes, CancellationToken ct)
    {
        var stored = await service.FindByKeyOrNullAsync(item.Key, ct);
        if (!applied.IsUnchanged(item))
        {
            stored = await SaveAsync(item, routes, ct);
            await applied.RecordAsync(item);
        }

        if (stored is null)
        {
            Log.Deleted(log, item.Key);
            return;
        }

        foreach (var chatbot in item.Children("chatbots"))
            await chatbots.ApplyAsync(chatbot, stored, routes, ct);
    }

    private static void Check(
        Faults faults, ConfigurationObject item, Client? stored, ClientConfiguration configured, JsonObject properties, RouteKeys routes, HashSet<string> providerKeys)
    {
        var nameIsMissing = stored is null && !properties.ContainsKey("name");
        if (nameIsMissing)
            faults.AddRule($"{item.Path}.name", "is missing. A new client needs a name.");
        routes.Check(properties, RouteName, $"{item.Path}.{RouteName}", faults);
        var allowed = properties.ContainsKey("allowedProcessors") ? configured.AllowedProcessors?.Providers ?? [] : [];
        for (var index = 0; index < allowed.Count; index++)
        {
            if (!providerKeys.Contains(allowed[index]))
                faults.AddRule($"{item.Path}.allowedProcessors.providers[{index}]", $"provider '{Faults.Format(allowed[index])}' does not exist.");
        }

        faults.AddErrors(item, configured.Settings(stored, routes.Resolve(properties, RouteName, stored?.DefaultRoute)).Tidy().Check()
            .Where(error => !nameIsMissing || error.Field != nameof(ClientSettings.Name)));
        faults.AddErrors(item, configured.Quota?.Check() ?? []);
        faults.AddErrors(item, configured.Ladder?.ToLadder().Check() ?? []);
    }

    private async Task<Client> SaveAsync(ConfigurationObject item, RouteKeys routes, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            var before = await service.FindByKeyOrNullAsync(item.Key, ct);
            var (configured, properties) = Merge(item, before, routes);
            var settings = configured.Settings(before, routes.Resolve(properties, RouteName, before?.DefaultRoute));
            var saved = before is null ? await service.CreateAsync(settings, ct, item.Key) : await service.SaveAsync(before.Id, before.Version, settings, ct);
            if (saved.Kind == SaveKind.Conflict && tries < MaxTries)
                continue;
            if (!saved.Succeeded)
                throw FaultText.Refused(item, saved.Errors);
            return await ApplyRemainingAsync(saved.Value!, configured, properties, ct);
        }
    }

    private async Task<Client> ApplyRemainingAsync(Client client, ClientConfiguration configured, JsonObject properties, CancellationToken ct)
    {
        if (properties.ContainsKey("active") && configured.Active != client.Active)
            client = await service.SetActiveAsync(client.Id, configured.Active, ct) ?? client;
        if (properties.ContainsKey("withoutBrand") && configured.WithoutBrand != client.WithoutBrand)
            client = await service.SetWithoutBrandAsync(client.Id, configured.WithoutBrand, ct) ?? client;
        if (properties.ContainsKey("quota") && configured.Quota?.ToQuota() != client.Quota)
            await quotas.SetAsync(QuotaScope.OfClient(client.Id), configured.Quota?.ToQuota(), ct);
        if (properties.ContainsKey("ladder") && configured.Ladder?.ToLadder() != client.Ladder)
            await quotas.SetLadderAsync(client.Id, configured.Ladder?.ToLadder(), ct);
        return client;
    }

    private (ClientConfiguration Configured, JsonObject Properties) Merge(ConfigurationObject item, Client? stored, RouteKeys routes)
    {
        var properties = stored is null ? item.Properties : applied.ChangesOf(item);
        return (ConfigurationMerge.Onto(stored is null ? new ClientConfiguration { Key = item.Key, Name = "" } : ClientConfiguration.Of(stored, routes), properties), properties);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Client {ClientKey} in the bootstrap file was deleted. It is created again only when its content in the file changes")]
        public static partial void Deleted(ILogger log, string clientKey);
    }
}
