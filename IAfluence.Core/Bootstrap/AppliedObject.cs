using IAfluence.Core.Storage;

namespace IAfluence.Core.Bootstrap;

/// <summary>The last applied state of one object of the bootstrap file, for comparison with the next file.</summary>
public sealed record AppliedObject : PlatformDocument<AppliedObjectId>
{
    public static readonly CollectionDefinition<AppliedObject> Collection = new CollectionDefinition<AppliedObject>("bootstrap-objects")
        .ErasedByStep("The content of a deleted object is erased; its address and digest stay, so that an unchanged file does not create it again.");

    /// <summary>The path of keys to the object, such as <c>clients/martin/chatbots/accueil</c>.</summary>
    public required string Address { get; init; }

    public required string Digest { get; init; }

    /// <summary>Null when it was erased, or when an older version, which stored only the digest, applied the object.</summary>
    public AppliedContent? Content { get; init; }

    /// <summary>Whether the content was erased with its client or chatbot; null means no.</summary>
    public bool? Forgotten { get; init; }

    public required DateTimeOffset AppliedAt { get; init; }
}

/// <summary>An object's content when it was applied.</summary>
/// <param name="Digest">The object's digest. When the document has a different one, an older version has applied the object since.</param>
/// <param name="Json">The properties as JSON, with digests in place of secrets and long texts.</param>
public sealed record AppliedContent(string Digest, string Json);
