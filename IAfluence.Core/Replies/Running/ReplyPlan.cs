using IAfluence.Core.Providers;
using IAfluence.Core.Quotas;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.ReplyCaching;
using IAfluence.Core.Routing.Walk;

namespace IAfluence.Core.Replies.Running;

/// <summary>The plan of a reply, made before anything is stored.</summary>
/// <param name="Producer">Produces the text: a walk along the route, or a cached reply.</param>
/// <param name="Grounds">What the reply is based on.</param>
/// <param name="Estimate">The estimated use of quotas.</param>
/// <param name="Slot">Stores the reply in the cache; null when it is not to be cached.</param>
public sealed record ReplyPlan(IReplyProducer Producer, ReplyGrounds Grounds, QuotaUse Estimate, ReplyCacheSlot? Slot)
{
    /// <summary>The claim on the quotas of the client and the chatbot; null when neither has a quota.</summary>
    public QuotaClaim? Claim { get; init; }
}

/// <summary>Stores the reply to one question in the cache.</summary>
public sealed class ReplyCacheSlot(IReplyCache cache, CachedQuestion question)
{
    /// <summary>Stores a complete reply of a paid model. Other replies are ignored.</summary>
    public void Keep(Message reply, long costMicros)
    {
        if (reply is not { FinishReason: FinishReason.Stop, ModelId: { } model } || model == BuiltinProvider.ModelId)
            return;
        cache.Keep(question, new CachedReply
        {
            Id = question.Id,
            ClientId = question.ClientId,
            ChatbotId = question.ChatbotId,
            Text = reply.Text,
            Outcome = reply.Outcome,
            OutcomeReason = reply.OutcomeReason,
            Sources = reply.Sources,
            Passages = reply.Passages,
            Suggestions = reply.Suggestions,
            ModelId = model,
            CostMicros = costMicros,
            ExpiresAt = reply.At + question.Life,
        });
    }
}
