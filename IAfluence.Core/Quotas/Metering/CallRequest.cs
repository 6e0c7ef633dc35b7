using IAfluence.Core.Clients;
using IAfluence.Core.Providers;
using IAfluence.Core.Usage;

namespace IAfluence.Core.Quotas.Metering;

/// <summary>A call of a model to be made: for whom, for what, at which model.</summary>
public sealed record CallRequest
{
    /// <summary>Whose data is sent: its allowed processors are respected whatever the call is for.</summary>
    public required Client Client { get; init; }

    public required ChatbotId ChatbotId { get; init; }

    /// <summary>With the client's own key only for answers; every other purpose is billed to the agency.</summary>
    public required ResolvedModel Model { get; init; }

    public required AttemptPurpose Purpose { get; init; }

    /// <summary>The prompt's tokens as counted here: what is set aside, and what is billed if the provider does not report them.</summary>
    public required long EstimatedInputTokens { get; init; }

    /// <summary>Of <see cref="AttemptPurpose.Reply"/>: which attempt at which reply. Null for every other purpose.</summary>
    public ReplyAttempt? Reply { get; init; }

    /// <exception cref="ArgumentException">The request contradicts itself.</exception>
    internal void Check()
    {
        if ((Purpose == AttemptPurpose.Reply) != Reply is not null)
            throw new ArgumentException("A call names a reply if it is for an answer, and only then.", nameof(Reply));
        if (Reply is null && Model.KeyOf is not null)
            throw new ArgumentException("A call that is not for an answer is billed to the agency: it cannot use a client's own key.", nameof(Model));
    }
}

/// <summary>One attempt at a reply, as its entry names it.</summary>
/// <param name="VersionId">The published version.</param>
/// <param name="MessageId">The visitor's message.</param>
/// <param name="Number">1 for the first model asked, 2 for its first fallback …</param>
/// <param name="Continues">Whether it goes on with what an earlier attempt has said.</param>
public sealed record ReplyAttempt(
    ChatbotVersionId VersionId, ConversationId ConversationId, MessageId MessageId, MessageId ReplyId, int Number, bool Continues);

/// <summary>Why a call is not made.</summary>
public enum CallRefusal
{
    /// <summary>The client does not allow the model's provider to process its data.</summary>
    ProcessorNotAllowed,

    /// <summary>The quota of the model or its provider is used up.</summary>
    QuotaUsedUp,
}

/// <summary>The call with its quota set aside, or why there is none: exactly one of them.</summary>
public readonly record struct ReservedCall(MeteredCall? Call, CallRefusal? Refusal);

/// <summary>How a whole call ended.</summary>
/// <param name="Refusal">Why it was not made; null when it was.</param>
/// <param name="Failure">Why it failed; null when it was not made or finished well.</param>
/// <param name="Error">What the provider's adapter threw, for the log.</param>
/// <param name="Value">What it gave; the default unless it finished well.</param>
/// <param name="Entry">Its closed entry in the ledger; null when it was not made.</param>
public sealed record MeteredResult<T>(CallRefusal? Refusal, ProviderFailure? Failure, Exception? Error, T? Value, Attempt? Entry)
{
    public bool IsCompleted => Refusal is null && Failure is null;
}
