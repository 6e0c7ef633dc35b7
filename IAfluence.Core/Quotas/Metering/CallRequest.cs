using IAfluence.Core.Clients;
using IAfluence.Core.Providers;
using IAfluence.Core.Usage;

namespace IAfluence.Core.Quotas.Metering;

/// <summary>The request for one metered call of a model.</summary>
public sealed record CallRequest
{
    /// <summary>The client whose data is sent. Its allowed processors apply to calls of every purpose.</summary>
    public required Client Client { get; init; }

    public required ChatbotId ChatbotId { get; init; }

    /// <summary>May use the client's own key only for a reply. Calls of every other purpose are billed to the agency.</summary>
    public required ResolvedModel Model { get; init; }

    public required AttemptPurpose Purpose { get; init; }

    /// <summary>The estimated tokens of the prompt. They are reserved, and billed when the provider does not report its own count.</summary>
    public required long EstimatedInputTokens { get; init; }

    /// <summary>The attempt at a reply; required for <see cref="AttemptPurpose.Reply"/>, null for every other purpose.</summary>
    public ReplyAttempt? Reply { get; init; }

    /// <exception cref="ArgumentException">The purpose, the reply and the key do not fit together.</exception>
    internal void Check()
    {
        if ((Purpose == AttemptPurpose.Reply) != Reply is not null)
            throw new ArgumentException("A call for a reply must name the reply, and a call for any other purpose must not.", nameof(Reply));
        if (Reply is null && Model.KeyOf is not null)
            throw new ArgumentException("A call that is not for a reply is billed to the agency. It cannot use the client's own key.", nameof(Model));
    }
}

/// <summary>Identifies one attempt at a reply in its ledger entry.</summary>
/// <param name="VersionId">The published version of the chatbot.</param>
/// <param name="MessageId">The visitor's message.</param>
/// <param name="Number">1 for the first model called, 2 for its first fallback, and so on.</param>
/// <param name="Continues">Whether the attempt continues the text of an earlier attempt.</param>
public sealed record ReplyAttempt(
    ChatbotVersionId VersionId, ConversationId ConversationId, MessageId MessageId, MessageId ReplyId, int Number, bool Continues);

/// <summary>Why a call was not made.</summary>
public enum CallRefusal
{
    /// <summary>The client does not allow the model's provider to process its data.</summary>
    ProcessorNotAllowed,

    /// <summary>The quota of the model or its provider is used up.</summary>
    QuotaUsedUp,
}

/// <summary>The call with its quota reserved, or the reason why it was refused; exactly one of the two is set.</summary>
public readonly record struct ReservedCall(MeteredCall? Call, CallRefusal? Refusal);

/// <summary>The result of a whole call.</summary>
/// <param name="Refusal">Why the call was not made; null when it was made.</param>
/// <param name="Failure">Why the call failed; null when it completed or was not made.</param>
/// <param name="Error">The exception of the provider's adapter, for the log.</param>
/// <param name="Value">The value of a completed call; otherwise the default.</param>
/// <param name="Entry">The closed ledger entry; null when the call was not made.</param>
public sealed record MeteredResult<T>(CallRefusal? Refusal, ProviderFailure? Failure, Exception? Error, T? Value, Attempt? Entry)
{
    public bool IsCompleted => Refusal is null && Failure is null;
}
