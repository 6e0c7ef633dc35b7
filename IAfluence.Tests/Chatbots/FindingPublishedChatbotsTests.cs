using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Chatbots;

public sealed class FindingPublishedChatbotsTests : IAsyncLifetime
{
    private CoreHost _core = null!;
    private Client _client = null!;
    private Chatbot _chatbot = null!;

    public async Task InitializeAsync()
    {
        _core = await CoreHost.StartAsync();
        _client = await _core.HasClientAsync();
        _chatbot = await _core.HasChatbotAsync(_client, publicKey: "pk_martin");
    }

    public async Task DisposeAsync() => await _core.DisposeAsync();

    [Fact]
    public async Task A_public_key_leads_to_client_chatbot_and_settings()
    {
        var found = await FindAsync();

        Assert.Equal((_client.Id, _chatbot.Id, "Bonjour !"), (found!.Client.Id, found.Chatbot.Id, found.Settings.Greeting));
    }

    [Theory]
    [InlineData("pk_unknown")]
    [InlineData("")]
    [InlineData("pk_martin/../x")]
    public async Task Unknown_key_finds_no_chatbot(string key) =>
        Assert.Null(await _core.Get<PublishedChatbots>().FindByPublicKeyOrNullAsync(key, default));

    [Fact]
    public async Task A_save_is_seen_by_the_next_call()
    {
        await FindAsync();

        await _core.Get<ChatbotVersions>().SaveAsync(_client.Id, _chatbot.Id, 1, Catalog.Accueil with { Greeting = "Salut !" }, null, default);

        Assert.Equal("Salut !", (await FindAsync())!.Settings.Greeting);
    }

    [Fact]
    public async Task Switched_off_it_answers_nobody_until_it_is_on_again()
    {
        await FindAsync();
        var chatbots = _core.Get<ChatbotService>();

        await chatbots.SetActiveAsync(_client.Id, _chatbot.Id, false, default);
        Assert.Null(await FindAsync());

        await chatbots.SetActiveAsync(_client.Id, _chatbot.Id, true, default);
        Assert.NotNull(await FindAsync());
    }

    [Fact]
    public async Task A_client_that_is_switched_off_takes_its_chatbots_along()
    {
        await FindAsync();

        await _core.Get<ClientService>().SetActiveAsync(_client.Id, false, default);

        Assert.Null(await FindAsync());
    }

    [Fact]
    public async Task A_chatbot_made_after_its_key_was_asked_for_is_found()
    {
        Assert.Null(await _core.Get<PublishedChatbots>().FindByPublicKeyOrNullAsync("pk_second", default));

        await _core.HasChatbotAsync(_client, publicKey: "pk_second");

        Assert.NotNull(await _core.Get<PublishedChatbots>().FindByPublicKeyOrNullAsync("pk_second", default));
    }

    [Fact]
    public async Task Change_of_another_process_is_seen_within_a_second()
    {
        await using var other = await CoreHost.StartAsync(onDatabaseOf: _core);
        await FindAsync();
        await other.Get<ChatbotService>().SetActiveAsync(_client.Id, _chatbot.Id, false, default);

        Assert.NotNull(await FindAsync());
        _core.Time.Advance(PublishedChatbots.UsableFor);

        Assert.Null(await FindAsync());
    }

    [Fact]
    public async Task A_call_in_between_brings_what_another_process_saved_sooner()
    {
        await using var other = await CoreHost.StartAsync(onDatabaseOf: _core);
        await FindAsync();
        await other.Get<ChatbotService>().SetActiveAsync(_client.Id, _chatbot.Id, false, default);
        _core.Time.Advance(PublishedChatbots.FreshFor);

        await Eventually.HoldsAsync(async () => await FindAsync() is null, "the change of the other process is seen");
    }

    [Fact]
    public async Task Ids_of_another_client_lead_nowhere()
    {
        var other = await _core.HasClientAsync("Fleurs Durand");

        Assert.Null(await _core.Get<PublishedChatbots>().FindOrNullAsync(other.Id, _chatbot.Id, default));
        Assert.NotNull(await _core.Get<PublishedChatbots>().FindOrNullAsync(_client.Id, _chatbot.Id, default));
    }

    [Fact]
    public async Task Twenty_thousand_unknown_keys_leave_the_known_one_found()
    {
        for (var stranger = 0; stranger < 20_000; stranger++)
            await _core.Get<PublishedChatbots>().FindByPublicKeyOrNullAsync($"pk_{stranger}", default);

        Assert.NotNull(await FindAsync());
    }

    private async Task<PublishedChatbot?> FindAsync() => await _core.Get<PublishedChatbots>().FindByPublicKeyOrNullAsync("pk_martin", default);
}
