using IAfluence.Core.Chatbots;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Erasure;

/// <summary>Frees the public keys of chatbots that are being erased, so that the keys can be used again.</summary>
public sealed class PublicKeyErasure(ClientDocuments<Chatbot> chatbots, PlatformDocuments<DirectoryEntry> directory)
{
    /// <summary>Frees the keys of all chatbots of a client.</summary>
    public async Task FreeAsync(ClientId clientId, CancellationToken ct)
    {
        string? after = null;
        do
        {
            var page = await chatbots.ListAsync(clientId, new DocumentQuery<Chatbot>().StartAfter(after), ct);
            foreach (var chatbot in page.Items)
                await FreeAsync(chatbot);
            after = page.Next;
        }
        while (after is not null);
    }

    /// <summary>Frees a chatbot's key, unless the key already belongs to another chatbot.</summary>
    public async Task FreeAsync(Chatbot chatbot) =>
        await directory.DeleteWhere(
            Filter<DirectoryEntry>.Eq(entry => entry.Id, DirectoryKey.OfPublicKey(chatbot.PublicKey))
            & Filter<DirectoryEntry>.Eq(entry => entry.ChatbotId, chatbot.Id));
}
