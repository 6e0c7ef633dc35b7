using IAfluence.Core.Chatbots;
using IAfluence.Core.Quotas;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.ReplyCaching;
using IAfluence.Core.Routing.Walk;

namespace IAfluence.Core.Replies.Running;

/// <summary>The message for which a reply is planned.</summary>
/// <param name="ConversationId">The conversation that the message continues; null when it begins one.</param>
/// <param name="IsStored">True when the message is already stored and its reply is restarted.</param>
public sealed record PlanRequest(PublishedChatbot Chatbot, Message Question, string Locale, ConversationId? ConversationId, bool IsStored);

/// <summary>
/// Plans the reply to a message: checks the quotas, and chooses between the cache and the models of the route. It stores nothing except reservations in
/// the quotas of models, which <see cref="IReplyProducer.Release"/> releases when the plan is not used.
/// </summary>
public sealed class ReplyPlanner(MessageQuotas quotas, IReplyCache cache, WalkPlanner walks)
{
    /// <returns>The plan, or the code of <see cref="ReplyErrors"/> with which the message is refused.</returns>
    public async Task<(ReplyPlan? Plan, string? Refusal)> PlanAsync(PlanRequest request, CancellationToken ct)
    {
        var (chatbot, question) = (request.Chatbot, request.Question);
        var standing = await quotas.FindStandingAsync(chatbot, question.At, ct);
        await quotas.NoteStepAsync(chatbot, standing);
        // A message that was admitted before gets a reply, even if the quota was used up since.
        if (standing.Step == DegradeStep.Off && !request.IsStored)
            return (null, ReplyErrors.QuotaExceeded);

        var cached = request.ConversationId is null ? CachedQuestion.OfOrNull(chatbot, question.Text, request.Locale) : null;
        if (cached is not null && await cache.FindOrNullAsync(cached, ct) is { } kept)
            return (Claimed(request, new ReplyPlan(new CachedReplyProducer(kept), ReplyGrounds.Of(kept), QuotaUse.None, null)), null);

        if (await walks.CreateWalkOrNullAsync(request, standing.Step, ct) is not { } set)
            return (null, ReplyErrors.NoModelAvailable);
        var opening = set.Walk.Opening.Opening;
        var estimate = standing.Window.Refine(ModelQuotas.EstimateOf(opening.Price, set.Prompt.EstimatedInputTokens));
        return (Claimed(request, new ReplyPlan(set.Walk, set.Prompt.Grounds, estimate, cached is null ? null : new ReplyCacheSlot(cache, cached))), null);
    }

    /// <summary>Adds the claim to the plan of a reply that this process has taken over from a dead process.</summary>
    public async Task<ReplyPlan> TakeOverAsync(PlanRequest request, ReplyPlan plan, DateTimeOffset now, CancellationToken ct) =>
        plan with { Claim = await quotas.TakeOverOrNullAsync(request.Chatbot, MessageOf(request), plan.Estimate, now, ct) };

    private ReplyPlan Claimed(PlanRequest request, ReplyPlan plan) =>
        request.IsStored ? plan : plan with { Claim = quotas.ClaimOrNull(request.Chatbot, MessageOf(request), plan.Estimate) };

    private static ClaimedMessage MessageOf(PlanRequest request) => new(request.Question.Id, request.Question.ReplyId!.Value, request.Question.At);
}
