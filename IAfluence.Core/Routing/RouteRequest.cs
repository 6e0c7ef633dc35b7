using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Core.Conversations;
using Microsoft.Extensions.AI;

namespace IAfluence.Core.Routing;

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

    /// <summary>The prompt's tokens as counted here, for providers that do not report them.</summary>
    public required long EstimatedInputTokens { get; init; }
}
