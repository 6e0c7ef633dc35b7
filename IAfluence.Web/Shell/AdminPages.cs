using IAfluence.Core.Notifications;

namespace IAfluence.Web.Shell;

/// <summary>Generates the paths in e-mails from the routes of the pages.</summary>
internal sealed class AdminPages(LinkGenerator links) : IAdminPages
{
    public string Account => To("/Accounts/Account");

    public string Emails => To("/Emails/Index");

    public string Incidents => To("/Incidents/Index");

    public string Models => To("/Llm/Providers/Index");

    public string Client(ClientId clientId) => To("/Clients/Overview", new { clientId });

    public string Chatbot(ClientId clientId, ChatbotId chatbotId) => To("/Chatbots/General/Index", new { clientId, chatbotId });

    public string Conversation(ClientId clientId, ConversationId conversationId) => To("/Conversations/Thread", new { clientId, id = conversationId });

    public string Contacts(ClientId clientId) => To("/Conversations/Contacts", new { client = clientId });

    private string To(string page, object? values = null) =>
        links.GetPathByPage(page, values: values) ?? throw new InvalidOperationException($"The page '{page}' does not exist, or a route value is missing.");
}
