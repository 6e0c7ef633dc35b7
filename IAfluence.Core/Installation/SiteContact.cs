using IAfluence.Core.Storage;

namespace IAfluence.Core.Installation;

/// <summary>A site whose WordPress plugin asked for updates, with its versions and the time of its last request.</summary>
public sealed record SiteContact : ClientDocument<SiteContactId>
{
    public static readonly CollectionDefinition<SiteContact> Collection = new CollectionDefinition<SiteContact>("site-contacts")
        .IndexDescending(contact => contact.LastContactAt, contact => contact.ChatbotId)
        .Expires(contact => contact.ExpiresAt)
        .ErasedWith(OwnerKind.Chatbot, contact => contact.ChatbotId);

    public required ChatbotId ChatbotId { get; init; }

    /// <summary>The site's origin, in the form of allowed origins.</summary>
    public required string Site { get; init; }

    public string PluginVersion { get; init; } = "";

    public string WordPressVersion { get; init; } = "";

    /// <summary>
    /// Whether the chatbot was allowed on this site at the last contact. A site's name is not verified, so anyone can send any name.
    /// </summary>
    public bool Allowed { get; init; }

    public DateTimeOffset LastContactAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }
}
