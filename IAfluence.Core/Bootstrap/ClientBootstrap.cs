using IAfluence.Core.Clients;
using IAfluence.Core.Quotas;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Bootstrap;

/// <summary>Checks and applies the clients of the bootstrap file with all below them.</summary>
public sealed partial class ClientBootstrap(
    ClientService service, ChatbotBootstrap chatbots, QuotaService quotas, AppliedObjects applied, ILogger<ClientBootstrap> log)
{
    private const string DefaultLocale = "fr";
    private const string DefaultTimeZone = "Europe/Paris";

    public bool IsApplied(BootstrapClient client) =>
        applied.Holds(AddressOf(client), client.Digest) && client.Chatbots.All(chatbot => chatbots.IsApplied(AddressOf(client), chatbot));

    public async Task CheckAsync(BootstrapClient client, RouteKeys routes, List<string> problems, CancellationToken ct)
    {
        var before = await service.FindByKeyOrNullAsync(client.Key, ct);
        if (!applied.Holds(AddressOf(client), client.Digest))
        {
            if (before is null && !client.Name.IsGiven)
                problems.Add($"{client.Path}.name: is missing; a new client needs one.");
            if (client.DefaultRoute.Value is { } route)
                routes.Check(route, client.Path + ".defaultRoute", problems);
            problems.AddRange(Merge(client, before, routes).Check()
                .Where(error => before is not null || client.Name.IsGiven || error.Field != nameof(ClientSettings.Name))
                .Select(error => FaultText.Of(client, error)));
        }

        foreach (var chatbot in client.Chatbots)
        {
            await chatbots.CheckAsync(
                AddressOf(client), before, client.Locale.Or(before?.Locale ?? DefaultLocale), !client.WithoutBrand.Or(before?.WithoutBrand ?? false), chatbot, routes, problems, ct);
        }
    }

    public async Task ApplyAsync(BootstrapClient client, RouteKeys routes, CancellationToken ct)
    {
        var stored = await service.FindByKeyOrNullAsync(client.Key, ct);
        if (!applied.Holds(AddressOf(client), client.Digest))
        {
            var settings = Merge(client, stored, routes);
            var saved = stored is null ? await service.CreateAsync(settings, ct, client.Key) : await service.SaveAsync(stored.Id, null, settings, ct);
            stored = saved.Succeeded ? saved.Value! : throw new BootstrapException([.. saved.Errors.Select(error => FaultText.Of(client, error))]);
            if (client.Active.IsGiven && client.Active.Value != stored.Active)
                stored = await service.SetActiveAsync(stored.Id, client.Active.Value, ct) ?? stored;
            if (client.WithoutBrand.IsGiven && client.WithoutBrand.Value != stored.WithoutBrand)
                stored = await service.SetWithoutBrandAsync(stored.Id, client.WithoutBrand.Value, ct) ?? stored;
            if (client.Quota.IsGiven)
                await quotas.SetAsync(QuotaScope.OfClient(stored.Id), client.Quota.Value, ct);
            if (client.Ladder.IsGiven)
                await quotas.SetLadderAsync(stored.Id, client.Ladder.Value, ct);
            await applied.RecordAsync(AddressOf(client), client.Digest);
        }

        if (stored is null)
        {
            Log.Deleted(log, client.Key);
            return;
        }

        foreach (var chatbot in client.Chatbots)
            await chatbots.ApplyAsync(AddressOf(client), stored, chatbot, routes, ct);
    }

    private static ClientSettings Merge(BootstrapClient said, Client? before, RouteKeys routes) => new ClientSettings
    {
        Name = said.Name.Or(before?.Name ?? ""),
        Locale = said.Locale.Or(before?.Locale ?? DefaultLocale),
        TimeZone = said.TimeZone.Or(before?.TimeZone ?? DefaultTimeZone),
        RetentionDays = before?.RetentionDays,
        AllowedProcessors = said.AllowedProcessors.IsGiven ? said.AllowedProcessors.Value : before?.AllowedProcessors,
        DefaultRoute = said.DefaultRoute.IsGiven
            ? said.DefaultRoute.Value is { } route ? routes.Resolve(route) : null
            : before?.DefaultRoute,
    }.Tidy();

    private static string AddressOf(BootstrapClient client) => "clients/" + client.Key;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Client {ClientKey} of the bootstrap file was deleted and stays so until the file says something else of it")]
        public static partial void Deleted(ILogger log, string clientKey);
    }
}
