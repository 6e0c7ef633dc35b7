using IAfluence.Core.Clients;

namespace IAfluence.Core.Chatbots;

/// <summary>A chatbot that answers visitors now: it and its client are switched on, and this version is the published one.</summary>
public sealed record PublishedChatbot(Client Client, Chatbot Chatbot, ChatbotVersion Version)
{
    public ChatbotSettings Settings => Version.Settings;
}
