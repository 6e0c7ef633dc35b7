using IAfluence.Core.Notifications;

namespace IAfluence.Tests.Testing;

/// <summary>Stands where the host's pages do.</summary>
internal sealed class AdminPagesOfATest : IAdminPages
{
    public string Account => "/account";

    public string Emails => "/admin/emails";

    public string Incidents => "/admin/incidents";

    public string Models => "/admin/llm";

    public string Client(ClientId clientId) => $"/admin/clients/{clientId}";

    public string Chatbot(ClientId clientId, ChatbotId chatbotId) => $"/admin/chatbots/{clientId}/{chatbotId}";

    public string Conversation(ClientId clientId, ConversationId conversationId) => $"/admin/conversations/{clientId}/{conversationId}";

    public string Contacts(ClientId clientId) => $"/admin/conversations/contacts?client={clientId}";
}
