using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Pages.Chatbots;

/// <summary>A test of a chatbot's pages: the application, its owner signed in, one client with one chatbot.</summary>
public abstract class ChatbotPageTest : IAsyncLifetime
{
    protected IAfluenceApp App { get; private set; } = null!;

    protected Client Client { get; private set; } = null!;

    protected Chatbot Chatbot { get; private set; } = null!;

    /// <summary>What the chatbot is made with.</summary>
    protected virtual ChatbotSettings Settings => Catalog.Accueil;

    public async Task InitializeAsync()
    {
        App = await StartAsync();
        await App.SignInAsync();
        Client = await App.HasClientAsync("Boulangerie Martin");
        Chatbot = await App.HasChatbotAsync(Client, Settings);
    }

    public async Task DisposeAsync() => await App.DisposeAsync();

    protected virtual Task<IAfluenceApp> StartAsync() => IAfluenceApp.StartAsync();
}
