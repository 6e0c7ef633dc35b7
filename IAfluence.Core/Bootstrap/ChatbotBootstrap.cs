using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Core.Quotas;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Bootstrap;

/// <summary>Checks and applies the chatbots of the bootstrap file; a change becomes a new published version.</summary>
public sealed partial class ChatbotBootstrap(
    ChatbotService service, ChatbotVersions versions, KnowledgeBootstrap knowledge, QuotaService quotas, AppliedObjects applied,
    ILogger<ChatbotBootstrap> log)
{
    public bool IsApplied(string clientAddress, BootstrapChatbot chatbot)
    {
        var address = AddressOf(clientAddress, chatbot);
        return applied.Holds(address, chatbot.Digest) && chatbot.Knowledge.All(text => knowledge.IsApplied(address, text));
    }

    public async Task CheckAsync(
        string clientAddress, Client? client, string clientLocale, bool brandShows, BootstrapChatbot chatbot, RouteKeys routes, List<string> problems, CancellationToken ct)
    {
        var address = AddressOf(clientAddress, chatbot);
        var stored = client is null ? null : await service.FindByKeyOrNullAsync(client.Id, chatbot.Key, ct);
        if (!applied.Holds(address, chatbot.Digest))
        {
            if (stored is null && !chatbot.Name.IsGiven)
                problems.Add($"{chatbot.Path}.name: is missing; a new chatbot needs one.");
            if (chatbot.Route.Value is { } route)
                routes.Check(route, chatbot.Path + ".route", problems);
            if (chatbot.PublicKey.IsGiven && await service.FindByPublicKeyOrNullAsync(chatbot.PublicKey.Value!, ct) is { } holder && holder.Id != stored?.Id)
                problems.Add($"{chatbot.Path}.publicKey: '{chatbot.PublicKey.Value}' belongs to another chatbot already.");
            var before = stored is null ? null : await versions.FindPublishedOrNullAsync(stored.ClientId, stored.Id, ct);
            var settings = ChatbotRules.Tidy(Merge(chatbot, before?.Settings, clientLocale, routes));
            problems.AddRange(ChatbotRules.Check(settings, brandShows && settings.Appearance.Css != before?.Settings.Appearance.Css)
                .Where(error => stored is not null || chatbot.Name.IsGiven || error.Field != nameof(ChatbotSettings.Name))
                .Select(error => FaultText.Of(chatbot, error)));
        }

        foreach (var text in chatbot.Knowledge)
            await knowledge.CheckAsync(address, stored, text, problems, ct);
    }

    public async Task ApplyAsync(string clientAddress, Client client, BootstrapChatbot chatbot, RouteKeys routes, CancellationToken ct)
    {
        var address = AddressOf(clientAddress, chatbot);
        var stored = await service.FindByKeyOrNullAsync(client.Id, chatbot.Key, ct);
        if (!applied.Holds(address, chatbot.Digest))
        {
            stored = stored is null ? await CreateAsync(client, chatbot, routes, ct) : await SaveAsync(client, stored, chatbot, routes, ct);
            if (chatbot.Active.IsGiven && chatbot.Active.Value != stored.Active)
                stored = await service.SetActiveAsync(client.Id, stored.Id, chatbot.Active.Value, ct) ?? stored;
            if (chatbot.Quota.IsGiven)
                await quotas.SetAsync(QuotaScope.OfChatbot(client.Id, stored.Id), chatbot.Quota.Value, ct);
            await applied.RecordAsync(address, chatbot.Digest);
        }

        if (stored is null)
        {
            Log.Deleted(log, chatbot.Key, client.Key);
            return;
        }

        var published = await versions.FindPublishedOrNullAsync(client.Id, stored.Id, ct);
        foreach (var text in chatbot.Knowledge)
            await knowledge.ApplyAsync(address, stored, published?.Settings.Locale ?? client.Locale, text, ct);
    }

    private async Task<Chatbot> CreateAsync(Client client, BootstrapChatbot chatbot, RouteKeys routes, CancellationToken ct)
    {
        var publicKey = chatbot.PublicKey.IsGiven ? chatbot.PublicKey.Value : null;
        var created = await service.CreateAsync(client.Id, Merge(chatbot, null, client.Locale, routes), null, ct, chatbot.Key, publicKey);
        return created.Succeeded ? created.Value! : throw Refused(chatbot, created.Errors);
    }

    private async Task<Chatbot> SaveAsync(Client client, Chatbot stored, BootstrapChatbot chatbot, RouteKeys routes, CancellationToken ct)
    {
        if (await versions.FindPublishedOrNullAsync(client.Id, stored.Id, ct) is { } published)
        {
            var settings = Merge(chatbot, published.Settings, client.Locale, routes);
            var saved = await versions.SaveAsync(client.Id, stored.Id, published.Number, settings, null, ct, insist: true);
            if (!saved.Succeeded)
                throw Refused(chatbot, saved.Errors);
        }

        if (!chatbot.PublicKey.IsGiven || chatbot.PublicKey.Value == stored.PublicKey)
            return stored;
        var renamed = await service.ChangePublicKeyAsync(client.Id, stored.Id, chatbot.PublicKey.Value!, ct);
        return renamed.Succeeded ? renamed.Value! : throw Refused(chatbot, renamed.Errors);
    }

    private static ChatbotSettings Merge(BootstrapChatbot said, ChatbotSettings? before, string clientLocale, RouteKeys routes)
    {
        var settings = before ?? new ChatbotSettings { Name = "", Locale = clientLocale };
        return settings with
        {
            Name = said.Name.Or(settings.Name),
            Locale = said.Locale.Or(settings.Locale),
            SystemPrompt = said.SystemPrompt.Or(settings.SystemPrompt),
            Greeting = said.Greeting.Or(settings.Greeting),
            Suggestions = said.Suggestions.Or(settings.Suggestions),
            AllowedOrigins = said.AllowedOrigins.Or(settings.AllowedOrigins),
            Route = said.Route.IsGiven ? said.Route.Value is { } route ? routes.Resolve(route) : null : settings.Route,
            Temperature = said.Temperature.Or(settings.Temperature),
            Apology = said.Apology.Or(settings.Apology),
            OffMessage = said.OffMessage.Or(settings.OffMessage),
            AnswerCacheHours = said.AnswerCacheHours.Or(settings.AnswerCacheHours),
            Limits = settings.Limits with
            {
                MessagesPerMinute = said.MessagesPerMinute.Or(settings.Limits.MessagesPerMinute),
                MessageCharacters = said.MessageCharacters.Or(settings.Limits.MessageCharacters),
                MessagesPerConversation = said.MessagesPerConversation.Or(settings.Limits.MessagesPerConversation),
                MessagesPerMinuteOfAll = said.MessagesPerMinuteOfAll.Or(settings.Limits.MessagesPerMinuteOfAll),
            },
            Appearance = said.Appearance.Onto(settings.Appearance),
            Behaviour = said.Behaviour.Onto(settings.Behaviour),
            Contact = said.Contact.Or(settings.Contact),
            Handover = said.Handover.Or(settings.Handover),
            Hours = said.Hours.Or(settings.Hours),
            Images = said.Images.Or(settings.Images),
        };
    }

    private static BootstrapException Refused(BootstrapChatbot chatbot, IReadOnlyList<FieldError> errors) =>
        new(errors.Count == 0 ? [$"{chatbot.Path}: it was deleted while it was to be saved; start again."] : [.. errors.Select(error => FaultText.Of(chatbot, error))]);

    private static string AddressOf(string clientAddress, BootstrapChatbot chatbot) => $"{clientAddress}/chatbots/{chatbot.Key}";

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Chatbot {ChatbotKey} of client {ClientKey} in the bootstrap file was deleted and stays so until the file says something else of it")]
        public static partial void Deleted(ILogger log, string chatbotKey, string clientKey);
    }
}
