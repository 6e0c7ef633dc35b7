using IAfluence.Core.Chatbots;
using IAfluence.Core.Notifications;
using IAfluence.Core.Replies.Running;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Erasure;

/// <summary>Erases a chatbot that is marked as being deleted. Safe to repeat. Usage stays in the ledger.</summary>
public sealed class ChatbotErasure(
    ClientDocuments<Chatbot> chatbots, PublicKeyErasure publicKeys, ReplyCancellation replies, Outbox outbox, OwnedErasure owned, ErasureDelay delay)
{
    public async Task EraseAsync(Chatbot chatbot, CancellationToken ct)
    {
        var hasElapsed = delay.HasElapsed(chatbot.DeletingSince);
        await publicKeys.FreeAsync(chatbot);
        await replies.EndAsync(chatbot.ClientId, chatbot.Id, ct);
        await outbox.EraseAsync(chatbot.ClientId, Filter<Email>.Eq(email => email.ChatbotId, chatbot.Id));
        await owned.EraseAsync(chatbot.ClientId, OwnerKind.Chatbot, chatbot.Id.Value, ct);
        if (!hasElapsed)
            return;
        await owned.EraseOrphansAsync(chatbot.ClientId, OwnerKind.Chatbot, chatbot.Id.Value, ct);
        await chatbots.Delete(chatbot.ClientId, chatbot.Id);
    }
}
