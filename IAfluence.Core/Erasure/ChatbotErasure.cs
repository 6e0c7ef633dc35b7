using IAfluence.Core.Chatbots;
using IAfluence.Core.Notifications;
using IAfluence.Core.Replies.Running;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Erasure;

/// <summary>Erases a chatbot that is marked as being deleted. Safe to repeat. Usage stays in the ledger.</summary>
public sealed class ChatbotErasure(
    ClientDocuments<Chatbot> chatbots, PublicKeys publicKeys, RepliesUnderWay replies, Outbox outbox, OwnedErasure owned, ErasureSettling settling)
{
    public async Task EraseAsync(Chatbot chatbot, CancellationToken ct)
    {
        var settled = settling.IsSettled(chatbot.DeletingSince);
        await publicKeys.FreeAsync(chatbot);
        await replies.EndAsync(chatbot.ClientId, chatbot.Id, ct);
        await outbox.EraseAsync(chatbot.ClientId, Filter<Email>.Eq(email => email.ChatbotId, chatbot.Id));
        await owned.EraseAsync(chatbot.ClientId, OwnerKind.Chatbot, chatbot.Id.Value, ct);
        if (!settled)
            return;
        await owned.EraseStraysAsync(chatbot.ClientId, OwnerKind.Chatbot, chatbot.Id.Value, ct);
        await chatbots.Delete(chatbot.ClientId, chatbot.Id);
    }
}
