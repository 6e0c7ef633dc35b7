using IAfluence.Core.Storage;

namespace IAfluence.Core.Embedding;

/// <summary>The id of a site's contact: chatbot and a digest of the site's origin.</summary>
public readonly record struct SiteContactId(string Value) : IId<SiteContactId>
{
    public static SiteContactId From(string value) => new(value);

    public override string ToString() => Value;
}
