using System.Text.Json.Nodes;
using IAfluence.Core.Bootstrap.Configuration;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Core.Quotas;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Bootstrap;

/// <summary>Checks and applies the chatbots of the bootstrap file; a change becomes a new published version.</summary>
public sealed partial class ChatbotBootstrap(
    ChatbotService service, FilePublication publication, KnowledgeBootstrap knowledge, QuotaService quotas, AppliedObjects applied,
    ILogger<ChatbotBootstrap> log)
{
    private const string RouteName = "route";

    /// <param name="client">Its stored client; null for one that the file is about to make.</param>
    /// <param name="owner">Its client as it is to be.</param>
    /// <param name="routes">The models' keys.</param>
    /// <param name="faults">Where faults are noted.</param>
    /// <param name="ct">Ends the waiting.</param>
    internal async Task CheckAsync(ConfigurationObject item, Client? client, ClientConfiguration owner, RouteKeys routes, Faults faults, CancellationToken ct)
    {
        var stored = client is null ? null : await service.FindByKeyOrNullAsync(client.Id, item.Key, ct);
        var before = stored is null ? null : await publication.FindOrNullAsync(stored, ct);
        var said = SaidOf(item, stored);
        var configured = Merge(said, stored, before?.Settings, owner.Locale, routes);
        if (!applied.IsUnchanged(item))
        {
            var nameIsMissing = stored is null && !said.ContainsKey("name");
            if (nameIsMissing)
                faults.AddRule($"{item.Path}.name", "is missing; a new chatbot needs one.");
            routes.Check(said, RouteName, $"{item.Path}.{RouteName}", faults);
            await CheckPublicKeyAsync(item, stored, faults, ct);
            var settings = ChatbotRules.Tidy(SettingsOf(configured, said, before?.Settings, routes));
            var cssChanged = settings.Appearance.Css != before?.Settings.Appearance.Css;
            faults.AddErrors(item, ChatbotRules.Check(settings, !owner.WithoutBrand && cssChanged)
                .Where(error => !nameIsMissing || error.Field != nameof(ChatbotSettings.Name))
                .Select(error => error with { Field = ChatbotConfiguration.NameOf(error.Field) }));
            faults.AddErrors(item, configured.Quota?.Check() ?? []);
        }

        foreach (var text in item.Children("knowledge"))
            await knowledge.CheckAsync(text, stored, configured.Settings.Locale, faults, ct);
    }

    internal async Task ApplyAsync(ConfigurationObject item, Client client, RouteKeys routes, CancellationToken ct)
    {
        var stored = await service.FindByKeyOrNullAsync(client.Id, item.Key, ct);
        if (!applied.IsUnchanged(item))
        {
            var said = SaidOf(item, stored);
            var configured = stored is null
                ? Merge(said, null, null, client.Locale, routes)
                : Merge(said, stored, (await publication.FindOrNullAsync(stored, ct))?.Settings, client.Locale, routes);
            stored = stored is null ? await CreateAsync(item, client, configured, routes, ct) : await SaveAsync(item, client, stored, routes, ct);
            if (said.ContainsKey("active") && configured.Active != stored.Active)
                stored = await service.SetActiveAsync(client.Id, stored.Id, configured.Active, ct) ?? stored;
            if (said.ContainsKey("quota") && configured.Quota?.ToQuota() != stored.Quota)
                await quotas.SetAsync(QuotaScope.OfChatbot(client.Id, stored.Id), configured.Quota?.ToQuota(), ct);
            await applied.RecordAsync(item);
        }

        if (stored is null)
        {
            Log.Deleted(log, item.Key, client.Key);
            return;
        }

        var published = await publication.FindOrNullAsync(stored, ct);
        foreach (var text in item.Children("knowledge"))
            await knowledge.ApplyAsync(text, stored, published?.Settings.Locale ?? client.Locale, ct);
    }

    private async Task<Chatbot> CreateAsync(ConfigurationObject item, Client client, ChatbotConfiguration configured, RouteKeys routes, CancellationToken ct)
    {
        var created = await service.CreateAsync(client.Id, SettingsOf(configured, item.Said, null, routes), null, ct, item.Key, configured.PublicKey);
        return created.Succeeded ? created.Value! : throw FaultText.Refused(item, created.Errors);
    }

    private async Task<Chatbot> SaveAsync(ConfigurationObject item, Client client, Chatbot stored, RouteKeys routes, CancellationToken ct)
    {
        var said = SaidOf(item, stored);
        await publication.PublishAsync(
            item, stored, before => SettingsOf(Merge(said, stored, before, client.Locale, routes), said, before, routes), ct);
        if (item.TextOrNull("publicKey") is not { } publicKey || !said.ContainsKey("publicKey") || publicKey == stored.PublicKey)
            return stored;
        var renamed = await service.ChangePublicKeyAsync(client.Id, stored.Id, publicKey, ct);
        return renamed.Succeeded ? renamed.Value! : throw FaultText.Refused(item, renamed.Errors);
    }

    private async Task CheckPublicKeyAsync(ConfigurationObject item, Chatbot? stored, Faults faults, CancellationToken ct)
    {
        if (item.TextOrNull("publicKey") is not { } publicKey)
            return;
        var path = $"{item.Path}.publicKey";
        if (!Keys.IsPublicKey(publicKey))
            faults.AddRule(path, $"'{Faults.Shown(publicKey)}' is not a valid public key. Use 3 to {Keys.MaxKeyCharacters} letters, digits, hyphens or underscores.");
        else if (await service.FindByPublicKeyOrNullAsync(publicKey, ct) is { } holder && holder.Id != stored?.Id)
            faults.AddRule(path, $"'{publicKey}' belongs to another chatbot already.");
    }

    private JsonObject SaidOf(ConfigurationObject item, Chatbot? stored) => stored is null ? item.Said : applied.ChangesOf(item);

    private static ChatbotConfiguration Merge(JsonObject said, Chatbot? stored, ChatbotSettings? before, string clientLocale, RouteKeys routes) =>
        ConfigurationMerge.Onto(ChatbotConfiguration.Of(stored, InLanguagesOf(said, before ?? New(clientLocale)), routes), said);

    /// <summary>Texts that stand keep their language when the file changes the chatbot's languages, the first of which plain texts are in.</summary>
    private static ChatbotSettings InLanguagesOf(JsonObject said, ChatbotSettings before)
    {
        if (!said.TryGetPropertyValue("languages", out var languages))
            return before;
        return ChatbotTexts.WithLanguages(before, languages is JsonArray array ? [.. array.Select(language => (string?)language ?? "")] : [(string?)said["locale"] ?? before.Locale]);
    }

    private static ChatbotSettings SettingsOf(ChatbotConfiguration configured, JsonObject said, ChatbotSettings? before, RouteKeys routes) =>
        configured.SettingsOnto(before ?? New(""), routes.Resolve(said, RouteName, before?.Route));

    private static ChatbotSettings New(string locale) => new() { Name = "", Locale = locale };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Chatbot {ChatbotKey} of client {ClientKey} in the bootstrap file was deleted and stays so until the file says something else of it")]
        public static partial void Deleted(ILogger log, string chatbotKey, string clientKey);
    }
}
