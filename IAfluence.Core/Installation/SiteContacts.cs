using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Installation;

/// <summary>
/// Stores the sites that use a chatbot's plugin. Update requests are not authenticated, so storage is limited: sites allowed by their exact
/// name are always stored, others only up to a maximum, and one site is written once per minute at most.
/// </summary>
public sealed class SiteContacts(ClientDocuments<SiteContact> contacts, TimeProvider time)
{
    /// <summary>The maximum number of sites not allowed by their exact name, because anyone can invent names under a wildcard.</summary>
    public const int MaxUnnamed = 100;

    /// <summary>The maximum number of sites that are not allowed at all, so that they cannot displace others.</summary>
    public const int MaxNotAllowed = 20;

    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(400);

    private static readonly TimeSpan _pause = TimeSpan.FromMinutes(1);

    private const int MaxRemembered = 10_000;

    private readonly ConcurrentDictionary<SiteContactId, (long At, string Versions)> _written = new();

    /// <summary>Records an update request of a site's plugin.</summary>
    /// <param name="site">The address the plugin sent; an invalid address is ignored.</param>
    /// <param name="pluginVersion">Without a valid version the request is ignored.</param>
    /// <param name="wordPressVersion">An invalid version is stored as empty.</param>
    public async Task RecordAsync(PublishedChatbot chatbot, string? site, string? pluginVersion, string? wordPressVersion, CancellationToken ct)
    {
        if (OriginOrNull(site) is not { } origin || VersionText.CleanOrNull(pluginVersion) is not { } plugin)
            return;
        var wordPress = VersionText.CleanOrNull(wordPressVersion) ?? "";
        var (clientId, chatbotId, id) = (chatbot.Client.Id, chatbot.Chatbot.Id, IdOf(chatbot.Chatbot.Id, origin));
        if (!IsDue(id, $"{plugin} {wordPress}"))
            return;

        var allowedOrigins = chatbot.Settings.AllowedOrigins;
        var (now, allowed) = (time.GetUtcNow(), OriginPolicy.Allows(allowedOrigins, origin));
        var update = new Update<SiteContact>()
            .Set(contact => contact.PluginVersion, plugin).Set(contact => contact.WordPressVersion, wordPress).Set(contact => contact.Allowed, allowed)
            .Set(contact => contact.LastContactAt, now).Set(contact => contact.ExpiresAt, now + KeptFor);
        if ((await contacts.Modify(clientId, id, update)).Applied || (!allowedOrigins.Contains(origin) && !await HasRoomAsync(clientId, chatbotId, allowedOrigins, allowed, ct)))
            return;
        await contacts.Modify(clientId, id, update, seed: new SiteContact { Id = id, ClientId = clientId, ChatbotId = chatbotId, Site = origin });
    }

    /// <summary>Lists the sites, latest contact first.</summary>
    public async Task<IReadOnlyList<SiteContact>> ListAsync(ClientId clientId, ChatbotId chatbotId, CancellationToken ct) =>
        (await contacts.ListAsync(
            clientId,
            DocumentQuery<SiteContact>.Where(Filter<SiteContact>.Eq(contact => contact.ChatbotId, chatbotId)).ByDescending(contact => contact.LastContactAt).Take(MaxUnnamed + ChatbotRules.MaxOrigins),
            ct)).Items;

    private async Task<bool> HasRoomAsync(ClientId clientId, ChatbotId chatbotId, IReadOnlyList<string> allowedOrigins, bool allowed, CancellationToken ct)
    {
        var ofChatbot = Filter<SiteContact>.Eq(contact => contact.ChatbotId, chatbotId);
        var others = await contacts.CountAsync(clientId, ofChatbot, ct) - await contacts.CountAsync(clientId, ofChatbot & Filter<SiteContact>.In(contact => contact.Site, allowedOrigins), ct);
        return others < MaxUnnamed
            && (allowed || await contacts.CountAsync(clientId, ofChatbot & Filter<SiteContact>.Eq(contact => contact.Allowed, false), ct) < MaxNotAllowed);
    }

    private bool IsDue(SiteContactId id, string versions)
    {
        if (_written.TryGetValue(id, out var last) && last.Versions == versions && time.GetElapsedTime(last.At) < _pause)
            return false;
        if (_written.Count >= MaxRemembered)
            _written.Clear();
        _written[id] = (time.GetTimestamp(), versions);
        return true;
    }

    // A site in a subfolder is identified by its host, as allowed origins are.
    private static string? OriginOrNull(string? site) =>
        Uri.TryCreate(site, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? OriginText.OfHeaderOrNull(address.GetLeftPart(UriPartial.Authority)) : null;

    private static SiteContactId IdOf(ChatbotId chatbotId, string origin) =>
        new($"{chatbotId}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(origin)).AsSpan(0, 12))}");
}
