using Microsoft.Extensions.AI;

namespace IAfluence.Core.Routing.Walk;

/// <summary>What is asked of a route: the prompt, and for whom the ledger notes it.</summary>
public sealed record RouteRequest
{
    public required ClientId ClientId { get; init; }

    public required ChatbotId ChatbotId { get; init; }

    public required ChatbotVersionId VersionId { get; init; }

    public required ConversationId ConversationId { get; init; }

    public required MessageId MessageId { get; init; }

    public required MessageId ReplyId { get; init; }

    public required IReadOnlyList<ChatMessage> Messages { get; init; }

    /// <summary>Without a model: each attempt sets its own.</summary>
    public required ChatOptions Options { get; init; }

    /// <summary>The prompt made shorter, for a model whose context it passes: 1 for the first step, 2 …; null when there is nothing more to leave out.</summary>
    public Func<int, RoutePrompt?>? Shorter { get; init; }

    /// <summary>The prompt's tokens as counted here, for providers that do not report them.</summary>
    public required long EstimatedInputTokens { get; init; }
}

/// <summary>A prompt and its tokens as counted here.</summary>
public sealed record RoutePrompt(IReadOnlyList<ChatMessage> Messages, long EstimatedInputTokens);
