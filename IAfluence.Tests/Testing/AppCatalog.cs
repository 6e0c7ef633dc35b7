using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Core.Erasure;
using IAfluence.Core.Installation;
using IAfluence.Core.Knowledge;
using IAfluence.Core.Quotas;

namespace IAfluence.Tests.Testing;

/// <summary>Clients and chatbots of the application: as others change them while a test speaks through pages, and as they are stored.</summary>
internal static class AppCatalog
{
    public static async Task<Chatbot> HasChatbotAsync(this IAfluenceApp app, Client client, ChatbotSettings? settings = null, string? publicKey = null)
    {
        var made = await app.BelowHttp.Get<ChatbotService>().CreateAsync(client.Id, settings ?? Catalog.Accueil, null, default, publicKey: publicKey);
        return made.Value ?? throw new InvalidOperationException($"{made.Kind}: {string.Join(", ", made.Errors)}");
    }

    public static string Address(this Chatbot chatbot, string section = "") =>
        $"/admin/chatbots/{chatbot.ClientId}/{chatbot.Id}" + (section.Length == 0 ? "" : "/" + section);

    /// <summary>Saves a client as its settings page would.</summary>
    public static async Task<Client> ChangeClientAsync(this IAfluenceApp app, Client client, Func<ClientSettings, ClientSettings> edit)
    {
        var saved = await app.BelowHttp.Get<ClientService>().SaveAsync(client.Id, null, edit(ClientSettings.Of(client)), default);
        return saved.Value!;
    }

    public static Task SetActiveAsync(this IAfluenceApp app, Client client, bool active) =>
        app.BelowHttp.Get<ClientService>().SetActiveAsync(client.Id, active, default);

    public static Task SetActiveAsync(this IAfluenceApp app, Chatbot chatbot, bool active) =>
        app.BelowHttp.Get<ChatbotService>().SetActiveAsync(chatbot.ClientId, chatbot.Id, active, default);

    public static Task SetWithoutBrandAsync(this IAfluenceApp app, Client client, bool withoutBrand) =>
        app.BelowHttp.Get<ClientService>().SetWithoutBrandAsync(client.Id, withoutBrand, default);

    public static async Task<ChatbotVersion> PublishedAsync(this IAfluenceApp app, Chatbot chatbot) =>
        (await app.BelowHttp.Get<ChatbotVersions>().FindPublishedOrNullAsync(chatbot.ClientId, chatbot.Id, default))!;

    public static async Task<DraftedChatbot> DraftedAsync(this IAfluenceApp app, Chatbot chatbot) =>
        (await app.BelowHttp.Get<ChatbotDrafts>().FindOrNullAsync(chatbot.ClientId, chatbot.Id, default))!;

    /// <summary>Saves a change to the draft, as a colleague does.</summary>
    public static async Task EditDraftAsync(this IAfluenceApp app, Chatbot chatbot, Func<ChatbotSettings, ChatbotSettings> edit) =>
        Assert.Equal(SaveKind.Saved, (await app.BelowHttp.Get<ChatbotDrafts>().SaveAsync(chatbot.ClientId, chatbot.Id, null, edit, null, default)).Kind);

    public static Task TakeBackFromDraftAsync(this IAfluenceApp app, Chatbot chatbot, params string[] properties) =>
        app.BelowHttp.Get<ChatbotDrafts>().TakeBackAsync(chatbot.ClientId, chatbot.Id, properties, null, default);

    /// <summary>Publishes the draft, as a colleague does.</summary>
    public static Task PublishDraftAsync(this IAfluenceApp app, Chatbot chatbot) =>
        app.BelowHttp.Get<ChatbotPublisher>().PublishAsync(chatbot.ClientId, chatbot.Id, null, null, default);

    /// <summary>Publishes a change beside the draft, as the bootstrap file does.</summary>
    public static Task PublishChangeAsync(this IAfluenceApp app, Chatbot chatbot, ChatbotSettings before, ChatbotSettings after) =>
        app.BelowHttp.Get<ChatbotPublisher>().PublishChangeAsync(chatbot.ClientId, chatbot.Id, before, after, null, default);

    /// <summary>Publishes another version whose settings differ so.</summary>
    public static async Task ChangeChatbotAsync(this IAfluenceApp app, Chatbot chatbot, Func<ChatbotSettings, ChatbotSettings> edit)
    {
        var published = await app.PublishedAsync(chatbot);
        await app.BelowHttp.Get<ChatbotVersions>().SaveAsync(chatbot.ClientId, chatbot.Id, published.Number, edit(published.Settings), null, default);
    }

    /// <summary>Gives the chatbot a text to answer from, known to this process at once.</summary>
    public static async Task KnowsAsync(this IAfluenceApp app, Chatbot chatbot, string title, string text)
    {
        await app.BelowHttp.Get<KnowledgeService>().SaveAsync(
            chatbot.ClientId, chatbot.Id, new KnowledgeDraft(title.ToLowerInvariant(), title, text, null, "fr"), default);
        app.BelowHttp.Get<PublishedChatbots>().Invalidate();
    }

    public static Task SetQuotaAsync(this IAfluenceApp app, Chatbot chatbot, Quota quota) =>
        app.BelowHttp.Get<QuotaService>().SetAsync(QuotaScope.OfChatbot(chatbot.ClientId, chatbot.Id), quota, default);

    /// <summary>Records a call of the widget from a site that is not allowed.</summary>
    public static Task HasRefusedOriginAsync(this IAfluenceApp app, Chatbot chatbot, string origin) =>
        app.BelowHttp.Get<RefusedOrigins>().RecordAsync(chatbot.ClientId, chatbot.Id, origin, default);

    /// <returns>The id of the stored logo.</returns>
    public static async Task<string?> HasLogoAsync(this IAfluenceApp app, Chatbot chatbot, byte[] image) =>
        (await app.BelowHttp.Get<ChatbotLogos>().StoreAsync(chatbot.ClientId, chatbot.Id, image, default)).LogoId;

    /// <returns>The secret that the client's site signs with.</returns>
    public static async Task<string> HasIdentitySecretAsync(this IAfluenceApp app, Chatbot chatbot) =>
        (await app.BelowHttp.Get<IdentitySecrets>().RenewAsync(chatbot.ClientId, chatbot.Id, default))!;

    public static string? IdentitySecretOrNull(this IAfluenceApp app, Chatbot chatbot) => app.BelowHttp.Get<IdentitySecrets>().OpenOrNull(chatbot);

    /// <summary>Records a call of the WordPress plugin from a client's site.</summary>
    public static async Task HasSiteContactAsync(this IAfluenceApp app, Chatbot chatbot, string site, string plugin, string wordPress)
    {
        var published = await app.BelowHttp.Get<PublishedChatbots>().FindOrNullAsync(chatbot.ClientId, chatbot.Id, default);
        await app.BelowHttp.Get<SiteContacts>().RecordAsync(published!, site, plugin, wordPress, default);
    }

    public static Task<IReadOnlyList<SiteContact>> SiteContactsAsync(this IAfluenceApp app, Chatbot chatbot) =>
        app.BelowHttp.Get<SiteContacts>().ListAsync(chatbot.ClientId, chatbot.Id, default);

    /// <summary>Deletes a chatbot as its page does; a sweep erases what it owned.</summary>
    public static Task DeleteAsync(this IAfluenceApp app, Chatbot chatbot) =>
        app.BelowHttp.Get<ChatbotService>().DeleteAsync(chatbot.ClientId, chatbot.Id, default);

    /// <summary>Erases at once what a chatbot owns.</summary>
    public static Task EraseAsync(this IAfluenceApp app, Chatbot chatbot) => app.BelowHttp.Get<ChatbotErasure>().EraseAsync(chatbot, default);
}
