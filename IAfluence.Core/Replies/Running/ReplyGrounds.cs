using IAfluence.Core.Knowledge;
using IAfluence.Core.Replies.Cleaning;
using IAfluence.Core.ReplyCaching;

namespace IAfluence.Core.Replies.Running;

/// <summary>What a reply is based on. One for each reply, because it notes the marks of the models.</summary>
public sealed record ReplyGrounds
{
    /// <summary>Null for a reply from the cache.</summary>
    public RetrievalQuestion? Question { get; init; }

    /// <summary>The passages in the order of the prompt, in which models cite them: the first is cited as [1].</summary>
    public Retrieval Retrieval { get; init; } = Retrieval.Nothing;

    /// <summary>The addresses that the reply can link to.</summary>
    public AllowedAddresses Addresses { get; init; } = AllowedAddresses.None;

    public LeadingMarks Marks { get; } = new();

    /// <summary>The result of a reply from the cache, whose text was cleaned before; otherwise null.</summary>
    public ReplyResult? Known { get; init; }

    public static ReplyGrounds Of(CachedReply kept) => new()
    {
        Known = new ReplyResult(kept.Outcome ?? ReplyOutcome.Answered, kept.OutcomeReason ?? OutcomeReason.Score)
        {
            Sources = kept.Sources,
            Passages = kept.Passages,
            Suggestions = kept.Suggestions,
        },
    };
}
