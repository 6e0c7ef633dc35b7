using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;

namespace IAfluence.Tests.Testing;

/// <summary>Chatbots for tests that speak through pages.</summary>
internal static class AppCatalog
{
    public static async Task<Chatbot> HasChatbotAsync(this IAfluenceApp app, Client client, ChatbotSettings? settings = null)
    {
        var made = await app.Service<ChatbotService>().CreateAsync(client.Id, settings ?? Catalog.Accueil, null, default);
        return made.Value ?? throw new InvalidOperationException($"{made.Kind}: {string.Join(", ", made.Errors)}");
    }

    public static string Address(this Chatbot chatbot, string section = "") =>
        $"/admin/chatbots/{chatbot.ClientId}/{chatbot.Id}" + (section.Length == 0 ? "" : "/" + section);
}
