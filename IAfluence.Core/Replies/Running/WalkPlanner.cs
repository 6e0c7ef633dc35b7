using IAfluence.Core.Chatbots;
using IAfluence.Core.Providers;
using IAfluence.Core.Quotas;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Replies.Prompts;
using IAfluence.Core.Routing.Walk;

namespace IAfluence.Core.Replies.Running;

/// <summary>Chooses the models for a reply, their order and the prompt.</summary>
public sealed class WalkPlanner(PromptBuilder prompts, RouteResolver routes, ModelRouter router)
{
    /// <param name="step">The step of the degrade ladder to apply.</param>
    /// <returns>The walk, with the quota of its first call reserved, and its prompt; null when no model can be called.</returns>
    public async Task<(RouteWalk Walk, Prompt Prompt)?> CreateWalkOrNullAsync(PlanRequest request, DegradeStep step, CancellationToken ct)
    {
        var (chatbot, question) = (request.Chatbot, request.Question);
        var candidates = CandidatesOf(chatbot, step);
        if (candidates.Count == 0)
            return null;
        var prompt = await prompts.BuildAsync(
            chatbot, question.Text, request.Locale, request.ConversationId, request.IsStored ? question.Id : null, ct);
        if (step == DegradeStep.Cheaper)
            candidates = CheaperFirst(candidates, prompt.EstimatedInputTokens);
        return await router.CreateWalkAsync(RequestOf(chatbot, question, prompt), candidates, ct) is { } walk ? (walk, prompt) : null;
    }

    private IReadOnlyList<ResolvedModel> CandidatesOf(PublishedChatbot chatbot, DegradeStep step)
    {
        if (step >= DegradeStep.Knowledge && router.Candidates([BuiltinProvider.ModelId], chatbot.Client) is { Count: > 0 } builtin)
            return builtin;
        return router.Candidates(routes.Resolve(chatbot), chatbot.Client);
    }

    // The builtin model stays last, because replying from knowledge alone is a later step of the ladder. Models with the client's own key stay before
    // those with the agency's.
    private static IReadOnlyList<ResolvedModel> CheaperFirst(IReadOnlyList<ResolvedModel> candidates, long inputTokens) =>
        [.. candidates.OrderBy(model => model.Provider.Kind == ProviderKind.Builtin).ThenBy(model => model.KeyOf is null).ThenBy(model => ModelQuotas.EstimateOf(model.Model.Price, inputTokens).CostMicros)];

    private static RouteRequest RequestOf(PublishedChatbot chatbot, Message question, Prompt prompt) => new()
    {
        Client = chatbot.Client,
        ChatbotId = question.ChatbotId,
        VersionId = question.VersionId,
        ConversationId = question.ConversationId,
        MessageId = question.Id,
        ReplyId = question.ReplyId!.Value,
        Messages = prompt.Messages,
        Options = prompt.Options,
        EstimatedInputTokens = prompt.EstimatedInputTokens,
        Shorter = prompt.Shorter,
        NewOpening = prompt.Grounds.Marks.Begin,
    };
}
