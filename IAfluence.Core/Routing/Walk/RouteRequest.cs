using IAfluence.Core.Clients;
using IAfluence.Core.Quotas.Metering;
using Microsoft.Extensions.AI;

namespace IAfluence.Core.Routing.Walk;

/// <summary>What is asked of a route: the prompt, and for whom the ledger notes it.</summary>
public sealed record RouteRequest
{
    public required Client Client { get; init; }

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

    /// <summary>The prompt, shortened by so many steps if that is possible.</summary>
    internal RoutePrompt PromptAt(int shortened) =>
        shortened > 0 && Shorter?.Invoke(shortened) is { } shorter ? shorter : new RoutePrompt(Messages, EstimatedInputTokens);

    /// <param name="number">1 for the first attempt.</param>
    /// <param name="continues">Whether it goes on with what was said.</param>
    internal ReplyAttempt AttemptAt(int number, bool continues) => new(VersionId, ConversationId, MessageId, ReplyId, number, continues);
}

/// <summary>A prompt and its tokens as counted here.</summary>
public sealed record RoutePrompt(IReadOnlyList<ChatMessage> Messages, long EstimatedInputTokens);
