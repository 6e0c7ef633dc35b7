using IAfluence.Core.Storage;

namespace IAfluence.Core.Installation;

/// <summary>A site whose WordPress plugin has asked for updates: that it is there, in which version, and when it last asked.</summary>
public sealed record SiteContact : ClientDocument<SiteContactId>
{
    public static readonly CollectionDefinition<SiteContact> Collection = new CollectionDefinition<SiteContact>("site-contacts")
        .IndexDescending(contact => contact.LastContactAt, contact => contact.ChatbotId)
        .Expires(contact => contact.ExpiresAt)
        .ErasedWith(OwnerKind.Chatbot, contact => contact.ChatbotId);

    public required ChatbotId ChatbotId { get; init; }

    /// <summary>The site's origin, as allowed origins are written.</summary>
    public required string Site { get; init; }

    public string PluginVersion { get; init; } = "";

    public string WordPressVersion { get; init; } = "";

    /// <summary>Whether the chatbot may speak there, at the last contact. Anybody can claim to be a site that it may not speak on.</summary>
    public bool Allowed { get; init; }

    public DateTimeOffset LastContactAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }
}
