namespace IAfluence.Core.Storage;

/// <summary>The id of a directory entry: the kind of entry and the value to look up.</summary>
public readonly record struct DirectoryKey(string Value) : IId<DirectoryKey>
{
    public static DirectoryKey From(string value) => new(value);

    public static DirectoryKey OfPublicKey(string publicKey) => new("key:" + publicKey);
}

/// <summary>
/// Maps a chatbot's public key to ids. One of the two ways to read across clients; it contains nothing else. The key is the id, so it is unique.
/// </summary>
public sealed record DirectoryEntry : PlatformDocument<DirectoryKey>
{
    public static readonly CollectionDefinition<DirectoryEntry> Collection = new CollectionDefinition<DirectoryEntry>("directory")
        .ErasedByStep("A public key is freed first, through its chatbot, so that a chatbot being erased cannot be found.");

    public required ClientId ClientId { get; init; }

    public required ChatbotId ChatbotId { get; init; }
}
