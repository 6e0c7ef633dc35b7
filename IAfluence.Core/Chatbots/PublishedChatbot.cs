using IAfluence.Core.Clients;

namespace IAfluence.Core.Chatbots;

/// <summary>A chatbot that is available to visitors: it and its client are active, and the version is the published one.</summary>
public sealed record PublishedChatbot(Client Client, Chatbot Chatbot, ChatbotVersion Version)
{
    public ChatbotSettings Settings => Version.Settings;
}
