using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Storage;

namespace IAfluence.Web.Pages.Conversations;

/// <summary>A conversation with the names shown in a list.</summary>
/// <param name="ChatbotName">Null when the chatbot was deleted.</param>
public sealed record ConversationRow(Conversation Conversation, string? ChatbotName, Client Client);

/// <summary>Adds names to the conversations of a list.</summary>
public sealed class ConversationRows(ClientDocuments<Chatbot> chatbots)
{
    /// <param name="clients">The clients that the user can see; conversations of other, deleted clients are left out.</param>
    public async Task<IReadOnlyList<ConversationRow>> OfAsync(
        IReadOnlyList<Conversation> conversations, IReadOnlyDictionary<ClientId, Client> clients, CancellationToken ct)
    {
        var names = new Dictionary<ChatbotId, string?>();
        foreach (var (clientId, chatbotId) in conversations.Select(conversation => (conversation.ClientId, conversation.ChatbotId)).Distinct())
            names[chatbotId] = (await chatbots.FindOrNullAsync(clientId, chatbotId, ct))?.Name;
        return [.. conversations
            .Where(conversation => clients.ContainsKey(conversation.ClientId))
            .Select(conversation => new ConversationRow(conversation, names[conversation.ChatbotId], clients[conversation.ClientId]))];
    }
}

/// <summary>The model of <c>_ConversationRow</c>.</summary>
public sealed record ConversationRowView(ConversationRow Row, bool NamesClient);
