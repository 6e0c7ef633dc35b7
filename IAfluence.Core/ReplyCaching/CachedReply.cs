using IAfluence.Core.Knowledge;
using IAfluence.Core.Storage;

namespace IAfluence.Core.ReplyCaching;

/// <summary>The id of a kept answer: a digest of what it depends on, which tells nothing of the question.</summary>
public readonly record struct CachedReplyId(string Value) : IId<CachedReplyId>
{
    public static CachedReplyId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>An answer kept for whoever asks the same again. The question is not kept.</summary>
public sealed record CachedReply : ClientDocument<CachedReplyId>
{
    public static readonly CollectionDefinition<CachedReply> Collection = new CollectionDefinition<CachedReply>("cached-answers")
        .Index(answer => answer.ChatbotId)
        .Expires(answer => answer.ExpiresAt)
        .ErasedWith(OwnerKind.Chatbot, answer => answer.ChatbotId);

    public required ChatbotId ChatbotId { get; init; }

    /// <summary>The chatbot's own words.</summary>
    public required string Text { get; init; }

    public IReadOnlyList<MessageSource> Sources { get; init; } = [];

    /// <summary>The model that wrote it.</summary>
    public required ModelId ModelId { get; init; }

    /// <summary>What writing it cost, in micro-dollars: what each answer from the cache saves.</summary>
    public required long CostMicros { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}
