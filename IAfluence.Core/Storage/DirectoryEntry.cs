namespace IAfluence.Core.Storage;

/// <summary>The id of a directory entry: its kind and what is looked up.</summary>
public readonly record struct DirectoryKey(string Value) : IId<DirectoryKey>
{
    public static DirectoryKey From(string value) => new(value);

    public static DirectoryKey OfPublicKey(string publicKey) => new("key:" + publicKey);
}

/// <summary>
/// One of the two doors across clients: leads from a chatbot's public key to ids, and says nothing else. The key being the id makes it unique.
/// </summary>
public sealed record DirectoryEntry : PlatformDocument<DirectoryKey>
{
    public static readonly CollectionDefinition<DirectoryEntry> Collection = new CollectionDefinition<DirectoryEntry>("directory")
        .ErasedByStep("A public key is freed first, through its chatbot, so that nothing finds what is being erased.");

    public required ClientId ClientId { get; init; }

    public required ChatbotId ChatbotId { get; init; }
}
