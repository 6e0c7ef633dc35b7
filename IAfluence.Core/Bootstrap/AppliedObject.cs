using IAfluence.Core.Storage;

namespace IAfluence.Core.Bootstrap;

/// <summary>What the bootstrap file last said of one object: what the file changes is told by comparing with it.</summary>
public sealed record AppliedObject : PlatformDocument<AppliedObjectId>
{
    public static readonly CollectionDefinition<AppliedObject> Collection = new CollectionDefinition<AppliedObject>("bootstrap-objects")
        .ErasedByStep("The content of what is gone is forgotten; its address and digest stay, so that an unchanged file does not make it again.");

    /// <summary>Keys down to the object, such as <c>clients/martin/chatbots/accueil</c>.</summary>
    public required string Address { get; init; }

    public required string Digest { get; init; }

    /// <summary>Null for what an older version applied, which kept the digest only, and where it was forgotten.</summary>
    public AppliedContent? Content { get; init; }

    /// <summary>Whether the content was erased with the client or chatbot that it described; null for no.</summary>
    public bool? Forgotten { get; init; }

    public required DateTimeOffset AppliedAt { get; init; }
}

/// <summary>An object's content as it was applied.</summary>
/// <param name="Digest">The object's digest. Where the document has another one, an older version has applied the object since.</param>
/// <param name="Json">Its properties, digests in place of secrets and of long texts.</param>
public sealed record AppliedContent(string Digest, string Json);
