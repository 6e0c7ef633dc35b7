using IAfluence.Core.Knowledge;
using IAfluence.Core.Providers;
using IAfluence.Core.Quotas;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.ReplyCaching;
using IAfluence.Core.Routing.Walk;

namespace IAfluence.Core.Replies.Running;

/// <summary>How a message is going to be answered, decided before anything is stored.</summary>
/// <param name="Producer">From where the words come.</param>
/// <param name="Sources">What the answer rests on.</param>
/// <param name="Estimate">What it is thought to take of quotas.</param>
/// <param name="Slot">Where the answer is kept for the next who asks the same; null when it is not kept.</param>
public sealed record ReplyPlan(IReplyProducer Producer, IReadOnlyList<MessageSource> Sources, QuotaUse Estimate, ReplyCacheSlot? Slot)
{
    /// <summary>What is set aside of the client's and the chatbot's quota; null where there is none.</summary>
    public QuotaClaim? Claim { get; init; }
}

/// <summary>The place of a new answer in the cache.</summary>
public sealed class ReplyCacheSlot(IReplyCache cache, CachedQuestion question)
{
    /// <summary>Keeps a whole reply that a model was paid for.</summary>
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
            Sources = reply.Sources,
            ModelId = model,
            CostMicros = costMicros,
            ExpiresAt = reply.At + question.Life,
        });
    }
}
