using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Chatbots;

/// <summary>A chatbot of a client, live at its first version, and what its drafts' scenarios say of it.</summary>
public abstract class DraftsOfAChatbot : IAsyncLifetime
{
    protected static readonly UserId Anne = new("anne");

    internal CoreHost Core { get; private set; } = null!;
    protected Client Client { get; private set; } = null!;
    protected Chatbot Chatbot { get; private set; } = null!;

    protected ChatbotDrafts Drafts => Core.Get<ChatbotDrafts>();

    protected ChatbotPublisher Publisher => Core.Get<ChatbotPublisher>();

    protected ChatbotVersions Versions => Core.Get<ChatbotVersions>();

    public async Task InitializeAsync()
    {
        Core = await CoreHost.StartAsync();
        Client = await Core.HasClientAsync();
        Chatbot = await Core.HasChatbotAsync(Client);
    }

    public async Task DisposeAsync() => await Core.DisposeAsync();

    protected async Task<DraftedChatbot> DraftedAsync() => (await Drafts.FindOrNullAsync(Client.Id, Chatbot.Id, default))!;

    protected Task<SaveOutcome<DraftedChatbot>> EditAsync(Func<ChatbotSettings, ChatbotSettings> edit, string? read = null) =>
        Drafts.SaveAsync(Client.Id, Chatbot.Id, read, edit, Anne, default);

    protected Task<PublishOutcome> PublishAsync() => Publisher.PublishAsync(Client.Id, Chatbot.Id, null, Anne, default);

    protected async Task<PublishOutcome> ChangeAsync(Func<ChatbotSettings, ChatbotSettings> change)
    {
        var published = (await Versions.FindPublishedOrNullAsync(Client.Id, Chatbot.Id, default))!.Settings;
        return await Publisher.PublishChangeAsync(Client.Id, Chatbot.Id, published, change(published), null, default);
    }
}
