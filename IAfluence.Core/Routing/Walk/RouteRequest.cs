using IAfluence.Core.Clients;
using IAfluence.Core.Quotas.Metering;
using Microsoft.Extensions.AI;

namespace IAfluence.Core.Routing.Walk;

/// <summary>The request to a route: the prompt, and the ids under which the ledger records it.</summary>
public sealed record RouteRequest
{
    public required Client Client { get; init; }

    public required ChatbotId ChatbotId { get; init; }

    public required ChatbotVersionId VersionId { get; init; }

    public required ConversationId ConversationId { get; init; }

    public required MessageId MessageId { get; init; }

    public required MessageId ReplyId { get; init; }

    public required IReadOnlyList<ChatMessage> Messages { get; init; }

    /// <summary>The options without a model; each attempt sets its own.</summary>
    public required ChatOptions Options { get; init; }

    /// <summary>Shortens the prompt for a model whose context it exceeds. The argument is the step, starting at 1; the result is null when the prompt cannot be shortened further.</summary>
    public Func<int, RoutePrompt?>? Shorter { get; init; }

    /// <summary>Reads the beginning of each attempt's text; null to take every text as it is.</summary>
    public Func<IAttemptOpening>? NewOpening { get; init; }

    /// <summary>The estimated tokens of the prompt, for providers that do not report them.</summary>
    public required long EstimatedInputTokens { get; init; }

    /// <summary>Returns the prompt, shortened by the given number of steps if possible.</summary>
    internal RoutePrompt PromptAt(int shortened) =>
        shortened > 0 && Shorter?.Invoke(shortened) is { } shorter ? shorter : new RoutePrompt(Messages, EstimatedInputTokens);

    /// <param name="number">1 for the first attempt.</param>
    /// <param name="continues">Whether the attempt continues existing text.</param>
    internal ReplyAttempt AttemptAt(int number, bool continues) => new(VersionId, ConversationId, MessageId, ReplyId, number, continues);
}

/// <summary>A prompt and its estimated tokens.</summary>
public sealed record RoutePrompt(IReadOnlyList<ChatMessage> Messages, long EstimatedInputTokens);
