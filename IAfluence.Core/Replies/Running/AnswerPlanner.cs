using IAfluence.Core.AnswerCaching;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Providers;
using IAfluence.Core.Quotas;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Routing.Walk;

namespace IAfluence.Core.Replies.Running;

/// <summary>What a plan is made for.</summary>
/// <param name="Chatbot">As published.</param>
/// <param name="Question">The visitor's message, stored or about to be.</param>
/// <param name="Locale">The visitor's language.</param>
/// <param name="ConversationId">The conversation it goes on with; null when it begins one.</param>
/// <param name="IsStored">Whether the message is stored already, its reply being made anew.</param>
public sealed record PlanRequest(PublishedChatbot Chatbot, Message Question, string Locale, ConversationId? ConversationId, bool IsStored);

/// <summary>
/// Decides how a message is answered: whether quotas let it be, from the cache or by a model, and by which models in which order. It
/// stores nothing; what models have set aside of their own quota is given back with <see cref="IAnswer.GiveUp"/>.
/// </summary>
public sealed class AnswerPlanner(
    PromptBuilder prompts, RouteResolver routes, ModelRouter router, MessageQuotas quotas, IAnswerCache cache)
{
    /// <returns>The plan, or the code of <see cref="ReplyErrors"/> that keeps the message from being answered.</returns>
    public async Task<(AnswerPlan? Plan, string? Refusal)> PlanAsync(PlanRequest request, CancellationToken ct)
    {
        var (chatbot, question) = (request.Chatbot, request.Question);
        var standing = await quotas.FindStandingAsync(chatbot, question.At, ct);
        await quotas.NoteStepAsync(chatbot, standing);
        // A message that was admitted is answered, whatever others have used since.
        if (standing.Step == DegradeStep.Off && !request.IsStored)
            return (null, ReplyErrors.QuotaExceeded);

        var cached = request.ConversationId is null ? CachedQuestion.OfOrNull(chatbot, question.Text, request.Locale) : null;
        if (cached is not null && await cache.FindOrNullAsync(cached, ct) is { } kept)
            return (Claimed(request, new AnswerPlan(new AnswerFromCache(kept), kept.Sources, QuotaUse.None, null)), null);

        var candidates = CandidatesOf(chatbot, standing.Step);
        if (candidates.Count == 0)
            return (null, ReplyErrors.NoModelAvailable);
        var prompt = await prompts.BuildAsync(
            chatbot, question.Text, request.Locale, request.ConversationId, request.IsStored ? question.Id : null, ct);
        if (standing.Step == DegradeStep.Cheaper)
            candidates = CheaperFirst(candidates, prompt.EstimatedInputTokens);
        if (await router.SetOutAsync(RequestOf(question, prompt), candidates, ct) is not { } walk)
            return (null, ReplyErrors.NoModelAvailable);
        var estimate = standing.Window.Tempered(ModelQuotas.EstimateOf(walk.First.Price, prompt.EstimatedInputTokens));
        return (Claimed(request, new AnswerPlan(walk, prompt.Sources, estimate, cached is null ? null : new AnswerSlot(cache, cached))), null);
    }

    /// <summary>The claim of a reply that this process has taken over from a dead one.</summary>
    public async Task<AnswerPlan> TakeOverAsync(PlanRequest request, AnswerPlan plan, DateTimeOffset now, CancellationToken ct) =>
        plan with { Claim = await quotas.TakeOverOrNullAsync(request.Chatbot, request.Question, plan.Estimate, now, ct) };

    private AnswerPlan Claimed(PlanRequest request, AnswerPlan plan) =>
        request.IsStored ? plan : plan with { Claim = quotas.ClaimOrNull(request.Chatbot, request.Question, plan.Estimate) };

    private IReadOnlyList<ResolvedModel> CandidatesOf(PublishedChatbot chatbot, DegradeStep step)
    {
        if (step >= DegradeStep.Knowledge && router.Candidates([BuiltinProvider.ModelId], chatbot.Client) is { Count: > 0 } builtin)
            return builtin;
        return router.Candidates(routes.Resolve(chatbot), chatbot.Client);
    }

    // The builtin model stays where the route has it, behind those that converse: to answer from knowledge alone is a later step. A client's
    // own keys stay before the agency's.
    private static IReadOnlyList<ResolvedModel> CheaperFirst(IReadOnlyList<ResolvedModel> candidates, long inputTokens) =>
        [.. candidates.OrderBy(model => model.Provider.Kind == ProviderKind.Builtin).ThenBy(model => model.KeyOf is null).ThenBy(model => ModelQuotas.EstimateOf(model.Model.Price, inputTokens).CostMicros)];

    private static RouteRequest RequestOf(Message question, Prompt prompt) => new()
    {
        ClientId = question.ClientId,
        ChatbotId = question.ChatbotId,
        VersionId = question.VersionId,
        ConversationId = question.ConversationId,
        MessageId = question.Id,
        ReplyId = question.ReplyId!.Value,
        Messages = prompt.Messages,
        Options = prompt.Options,
        EstimatedInputTokens = prompt.EstimatedInputTokens,
        Shorter = prompt.Shorter,
    };
}
