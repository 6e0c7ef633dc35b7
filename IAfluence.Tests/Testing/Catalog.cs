using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Core.Providers;

namespace IAfluence.Tests.Testing;

/// <summary>Clients and chatbots for tests of Core, as the services make them.</summary>
internal static class Catalog
{
    public static readonly ClientSettings Martin = new() { Name = "Boulangerie Martin", Locale = "fr", TimeZone = "Europe/Paris" };

    public static readonly ChatbotSettings Accueil = new()
    {
        Name = "Assistant Martin",
        Locale = "fr",
        SystemPrompt = "Tu réponds aux clients de la boulangerie.",
        Greeting = "Bonjour !",
        AllowedOrigins = ["https://www.martin.fr"],
    };

    /// <summary>A server that speaks OpenAI's chat completions, as a provider is stored.</summary>
    public static Provider Server(string baseUrl) => new() { Id = new ProviderId("server"), Key = "server", Kind = ProviderKind.OpenAi, BaseUrl = baseUrl, PrivateNetworkAllowed = true };

    public static async Task<Client> HasClientAsync(this CoreHost core, string name = "Boulangerie Martin")
    {
        var made = await core.Get<ClientService>().CreateAsync(Martin with { Name = name }, default);
        return made.Value ?? throw new InvalidOperationException($"{made.Kind}: {string.Join(", ", made.Errors)}");
    }

    public static async Task<Chatbot> HasChatbotAsync(this CoreHost core, Client client, ChatbotSettings? settings = null, string? publicKey = null)
    {
        var made = await core.Get<ChatbotService>().CreateAsync(client.Id, settings ?? Accueil, null, default, publicKey: publicKey);
        return made.Value ?? throw new InvalidOperationException($"{made.Kind}: {string.Join(", ", made.Errors)}");
    }
}
