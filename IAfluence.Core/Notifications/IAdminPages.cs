namespace IAfluence.Core.Notifications;

/// <summary>The paths of the admin's pages to which e-mails lead, each from the first slash on. The host that has the pages implements it.</summary>
public interface IAdminPages
{
    /// <summary>Where users choose which alerts they get.</summary>
    string Account { get; }

    string Emails { get; }

    string Incidents { get; }

    string Models { get; }

    string Client(ClientId clientId);

    string Chatbot(ClientId clientId, ChatbotId chatbotId);

    string Conversation(ClientId clientId, ConversationId conversationId);

    string Contacts(ClientId clientId);
}
