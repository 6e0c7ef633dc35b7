namespace IAfluence.Core.Knowledge;

/// <summary>What a reply did for its question. Filters, statistics and teaching read this one field.</summary>
public enum ReplyOutcome
{
    /// <summary>The reply answers the question.</summary>
    Answered,

    /// <summary>The reply is a guess, or offers what the visitor may have meant.</summary>
    Unsure,

    /// <summary>The reply says that the knowledge does not contain the answer.</summary>
    Unanswered,

    /// <summary>The provider or the model refused to answer.</summary>
    Refused,

    /// <summary>There is no reply, or it ended with an error.</summary>
    Failed,

    /// <summary>A greeting, thanks, or another message without a question.</summary>
    SmallTalk,
}

/// <summary>What decided the <see cref="ReplyOutcome"/>.</summary>
public enum OutcomeReason
{
    /// <summary>The mark with which the model began its reply; see <see cref="OutcomeMarks"/>.</summary>
    Mark,

    /// <summary>The score of the passages, because the model wrote no mark.</summary>
    Score,

    /// <summary>The visitor's message, which contains no word to search.</summary>
    Words,

    /// <summary>The provider, which refused the message or filtered the reply.</summary>
    Provider,

    /// <summary>The model, which refused to answer.</summary>
    Model,

    /// <summary>An error: no model replied.</summary>
    Error,

    /// <summary>The reply was stopped before its first word.</summary>
    Cancelled,
}
