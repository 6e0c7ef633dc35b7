namespace IAfluence.Core.Notifications;

/// <summary>The paths of admin pages that e-mails link to, each with a leading slash. Implemented by the host of the pages.</summary>
public interface IAdminPages
{
    /// <summary>The page where users choose their alerts.</summary>
    string Account { get; }

    string Emails { get; }

    string Incidents { get; }

    string Models { get; }

    string Client(ClientId clientId);

    string Chatbot(ClientId clientId, ChatbotId chatbotId);

    string Conversation(ClientId clientId, ConversationId conversationId);

    string Contacts(ClientId clientId);
}
