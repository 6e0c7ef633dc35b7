using IAfluence.Core.Storage;

namespace IAfluence.Core.Knowledge;

/// <summary>How many vectors of a chatbot's passages were stored so far. One document for each chatbot.</summary>
public sealed record PassageIndex : ClientDocument<ChatbotId>
{
    public static readonly CollectionDefinition<PassageIndex> Collection = new CollectionDefinition<PassageIndex>("passage-indexes")
        .ErasedWith(OwnerKind.Chatbot, index => index.Id);

    /// <summary>
    /// The position of the vector that was stored last: one more with each vector, and written after it, so that all vectors up to here exist.
    /// </summary>
    public long Stamp { get; init; }
}
