using IAfluence.Core.Knowledge;
using IAfluence.Core.Storage;

namespace IAfluence.Core.ReplyCaching;

/// <summary>The id of a cached reply: a digest of everything it depends on. It does not reveal the question.</summary>
public readonly record struct CachedReplyId(string Value) : IId<CachedReplyId>
{
    public static CachedReplyId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>A cached reply. The question is not stored.</summary>
public sealed record CachedReply : ClientDocument<CachedReplyId>
{
    public static readonly CollectionDefinition<CachedReply> Collection = new CollectionDefinition<CachedReply>("cached-answers")
        .Index(reply => reply.ChatbotId)
        .Expires(reply => reply.ExpiresAt)
        .ErasedWith(OwnerKind.Chatbot, reply => reply.ChatbotId);

    public required ChatbotId ChatbotId { get; init; }

    public required string Text { get; init; }

    /// <summary>Null for replies of versions that did not store it.</summary>
    public ReplyOutcome? Outcome { get; init; }

    public OutcomeReason? OutcomeReason { get; init; }

    public IReadOnlyList<MessageSource> Sources { get; init; } = [];

    public IReadOnlyList<PassageId> Passages { get; init; } = [];

    public IReadOnlyList<string> Suggestions { get; init; } = [];

    /// <summary>The model that wrote it.</summary>
    public required ModelId ModelId { get; init; }

    /// <summary>What the model's reply cost, in micro-dollars. Each reuse saves this amount.</summary>
    public required long CostMicros { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}
