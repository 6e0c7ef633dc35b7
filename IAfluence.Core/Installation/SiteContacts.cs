using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Installation;

/// <summary>
/// The sites that a chatbot's plugin has spoken from. Nobody proves who they are when they ask for updates, so little is kept, a site
/// that is allowed by its own name has its place, few places are left to sites that the chatbot may not speak on, and one site is
/// written once a minute at most.
/// </summary>
public sealed class SiteContacts(ClientDocuments<SiteContact> contacts, TimeProvider time)
{
    /// <summary>So many sites at most that are not allowed by their own name: anybody can make up names under a wildcard.</summary>
    public const int MaxUnnamed = 100;

    /// <summary>So many of them at most are sites that are not allowed: strangers cannot take the others' places.</summary>
    public const int MaxNotAllowed = 20;

    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(400);

    private static readonly TimeSpan _pause = TimeSpan.FromMinutes(1);

    private const int Remembered = 10_000;

    private readonly ConcurrentDictionary<SiteContactId, (long At, string Versions)> _written = new();

    /// <summary>Notes that a site's plugin has asked.</summary>
    /// <param name="site">The site's address as the plugin sent it; an invalid address is not stored.</param>
    /// <param name="pluginVersion">Digits and dots; anything else is not kept.</param>
    /// <param name="wordPressVersion">Digits and dots; anything else is not kept.</param>
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

    /// <summary>The last to ask first.</summary>
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
        if (_written.Count >= Remembered)
            _written.Clear();
        _written[id] = (time.GetTimestamp(), versions);
        return true;
    }

    // A site in a folder is known by its host, as allowed origins are.
    private static string? OriginOrNull(string? site) =>
        Uri.TryCreate(site, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? OriginText.OfHeaderOrNull(address.GetLeftPart(UriPartial.Authority)) : null;

    private static SiteContactId IdOf(ChatbotId chatbotId, string origin) =>
        new($"{chatbotId}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(origin)).AsSpan(0, 12))}");
}
