using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Core.Erasure;
using IAfluence.Core.Storage;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Chatbots;

public sealed class SavingChatbotsTests : IAsyncLifetime
{
    private CoreHost _core = null!;
    private Client _client = null!;

    private ChatbotVersions Versions => _core.Get<ChatbotVersions>();

    public async Task InitializeAsync()
    {
        _core = await CoreHost.StartAsync();
        _client = await _core.HasClientAsync();
    }

    public async Task DisposeAsync() => await _core.DisposeAsync();

    [Fact]
    public async Task A_new_chatbot_has_keys_and_one_published_version()
    {
        var chatbot = await _core.HasChatbotAsync(_client);

        var version = await Versions.FindPublishedOrNullAsync(_client.Id, chatbot.Id, default);
        Assert.Equal("assistant-martin", chatbot.Key);
        Assert.StartsWith("pk_", chatbot.PublicKey, StringComparison.Ordinal);
        Assert.Equal(1, version!.Number);
        Assert.Equal(["https://www.martin.fr"], version.Settings.AllowedOrigins);
    }

    [Fact]
    public async Task Two_chatbots_of_one_name_are_told_apart_by_their_keys()
    {
        await _core.HasChatbotAsync(_client);

        var second = await _core.HasChatbotAsync(_client);

        Assert.Equal("assistant-martin-2", second.Key);
    }

    [Fact]
    public async Task A_public_key_leads_to_one_chatbot_only()
    {
        var other = await _core.HasClientAsync("Fleurs Durand");
        await _core.HasChatbotAsync(_client, publicKey: "pk_martin");

        var outcome = await _core.Get<ChatbotService>().CreateAsync(other.Id, Catalog.Accueil, null, default, publicKey: "pk_martin");

        Assert.Equal([new FieldError("PublicKey", FieldErrors.Taken, "pk_martin")], outcome.Errors);
        Assert.Empty((await _core.Get<ChatbotLists>().OfClientAsync(other.Id, null, null, 10, default)).Items);
    }

    [Fact]
    public async Task The_public_key_of_a_deleted_chatbot_can_be_given_again()
    {
        var first = await _core.HasChatbotAsync(_client, publicKey: "pk_martin");
        await _core.Get<ChatbotService>().DeleteAsync(_client.Id, first.Id, default);

        var second = await _core.HasChatbotAsync(_client, publicKey: "pk_martin");
        await _core.Get<ErasureSweep>().SweepAsync(default);

        var found = await _core.Get<PublishedChatbots>().FindByPublicKeyOrNullAsync("pk_martin", default);
        Assert.Equal(second.Id, found!.Chatbot.Id);
    }

    [Fact]
    public async Task Every_save_is_a_version_of_its_own_with_its_author()
    {
        var chatbot = await _core.HasChatbotAsync(_client);
        var author = new UserId("u1");

        var outcome = await Versions.SaveAsync(_client.Id, chatbot.Id, 1, Catalog.Accueil with { Greeting = "Salut !" }, author, default);

        var all = await Versions.ListAsync(_client.Id, chatbot.Id, null, 10, default);
        Assert.Equal(SaveKind.Saved, outcome.Kind);
        Assert.Equal([("Salut !", (UserId?)author), ("Bonjour !", null)], all.Items.Select(version => (version.Settings.Greeting, version.CreatedBy)));
        Assert.Equal(outcome.Value!.Id, (await Versions.FindPublishedOrNullAsync(_client.Id, chatbot.Id, default))!.Id);
    }

    [Fact]
    public async Task Saving_what_already_stands_writes_nothing()
    {
        var chatbot = await _core.HasChatbotAsync(_client);

        var outcome = await Versions.SaveAsync(_client.Id, chatbot.Id, 1, Catalog.Accueil with { Greeting = " Bonjour !\r\n" }, null, default);

        Assert.Equal((SaveKind.Unchanged, 1), (outcome.Kind, outcome.Value!.Number));
    }

    [Fact]
    public async Task Two_editors_of_different_settings_both_keep_their_work()
    {
        var chatbot = await _core.HasChatbotAsync(_client);
        await Versions.SaveAsync(_client.Id, chatbot.Id, 1, Catalog.Accueil with { Greeting = "Salut !" }, null, default);

        var outcome = await Versions.SaveAsync(_client.Id, chatbot.Id, 1, Catalog.Accueil with { SystemPrompt = "Sois bref." }, null, default);

        Assert.Equal((SaveKind.Saved, 3), (outcome.Kind, outcome.Value!.Number));
        Assert.Equal(("Salut !", "Sois bref."), (outcome.Value.Settings.Greeting, outcome.Value.Settings.SystemPrompt));
    }

    [Fact]
    public async Task Two_editors_of_the_same_setting_are_told_and_nothing_is_written()
    {
        var chatbot = await _core.HasChatbotAsync(_client);
        await Versions.SaveAsync(_client.Id, chatbot.Id, 1, Catalog.Accueil with { Greeting = "Salut !" }, null, default);

        var outcome = await Versions.SaveAsync(_client.Id, chatbot.Id, 1, Catalog.Accueil with { Greeting = "Coucou !" }, null, default);

        Assert.Equal((SaveKind.Conflict, 2), (outcome.Kind, outcome.Value!.Number));
        Assert.Equal("Salut !", (await Versions.FindPublishedOrNullAsync(_client.Id, chatbot.Id, default))!.Settings.Greeting);
    }

    [Fact]
    public async Task Editors_of_five_settings_at_once_lose_nothing()
    {
        var chatbot = await _core.HasChatbotAsync(_client);

        var outcomes = await Task.WhenAll(
            SaveAsync(settings => settings with { Greeting = "1" }),
            SaveAsync(settings => settings with { SystemPrompt = "2" }),
            SaveAsync(settings => settings with { Temperature = 0.3 }),
            SaveAsync(settings => settings with { Apology = "4" }),
            SaveAsync(settings => settings with { Suggestions = LocalTexts.Plain(["5"]) }));

        var last = (await Versions.FindPublishedOrNullAsync(_client.Id, chatbot.Id, default))!;
        Assert.All(outcomes, outcome => Assert.Equal(SaveKind.Saved, outcome.Kind));
        Assert.Equal(6, last.Number);
        Assert.Equal(("1", "2", 0.3, "4"), (last.Settings.Greeting, last.Settings.SystemPrompt, last.Settings.Temperature, last.Settings.Apology));
        Assert.Equal(["5"], last.Settings.Suggestions.In("fr", "fr"));

        Task<SaveOutcome<ChatbotVersion>> SaveAsync(Func<ChatbotSettings, ChatbotSettings> edit) =>
            Versions.SaveAsync(_client.Id, chatbot.Id, 1, edit(Catalog.Accueil), null, default);
    }

    [Fact]
    public async Task A_version_that_a_crash_left_unpublished_does_not_block_the_next_save()
    {
        var chatbot = await _core.HasChatbotAsync(_client);
        var leftover = new ChatbotVersion
        {
            Id = new ChatbotVersionId("left"),
            ClientId = _client.Id,
            ChatbotId = chatbot.Id,
            Number = 2,
            Settings = Catalog.Accueil with { Greeting = "Perdu ?" },
            CreatedAt = _core.Time.GetUtcNow(),
        };
        await _core.Get<ClientDocuments<ChatbotVersion>>().Insert(_client.Id, leftover);

        var outcome = await Versions.SaveAsync(_client.Id, chatbot.Id, 1, Catalog.Accueil with { SystemPrompt = "Sois bref." }, null, default);

        Assert.Equal(("Perdu ?", "Sois bref.", 3), (outcome.Value!.Settings.Greeting, outcome.Value.Settings.SystemPrompt, outcome.Value.Number));
    }

    [Fact]
    public async Task Restoring_an_old_version_makes_a_new_one()
    {
        var chatbot = await _core.HasChatbotAsync(_client);
        await Versions.SaveAsync(_client.Id, chatbot.Id, 1, Catalog.Accueil with { Greeting = "Salut !", AllowedOrigins = [] }, null, default);

        await _core.Get<ChatbotDrafts>().RestoreAsync(_client.Id, chatbot.Id, 1, null, default);
        var outcome = await _core.Get<ChatbotPublisher>().PublishAsync(_client.Id, chatbot.Id, null, null, default);

        Assert.Equal((PublishKind.Published, 3, "Bonjour !"), (outcome.Kind, outcome.Version!.Number, outcome.Version.Settings.Greeting));
        Assert.Equal(["https://www.martin.fr"], outcome.Version.Settings.AllowedOrigins);
    }

    [Fact]
    public async Task Settings_that_break_a_rule_are_named_field_by_field_and_not_saved()
    {
        var chatbot = await _core.HasChatbotAsync(_client);
        var wrong = Catalog.Accueil with
        {
            Name = " ",
            SystemPrompt = new string('x', 20_001),
            Suggestions = LocalTexts.Plain(["ok", new string('x', 121)]),
            Temperature = 2.1,
            Appearance = new ChatbotAppearance { Color = "red", Side = "top" },
            Limits = new ChatbotLimits { MessageCharacters = 99, MessagesPerMinute = 601 },
            AllowedOrigins = ["nowhere"],
            Route = [new ModelId("gone")],
        };

        var outcome = await Versions.SaveAsync(_client.Id, chatbot.Id, 1, wrong, null, default);

        Assert.Equal(
            [
                ("Name", FieldErrors.Required), ("SystemPrompt", FieldErrors.TooLong), ("Suggestions[1]", FieldErrors.TooLong),
                ("Temperature", FieldErrors.OutOfRange), ("Limits.MessageCharacters", FieldErrors.OutOfRange),
                ("Limits.MessagesPerMinute", FieldErrors.OutOfRange), ("Appearance.Color", FieldErrors.NotAColor),
                ("Appearance.Side", FieldErrors.NotValid), ("AllowedOrigins", FieldErrors.NotAnOrigin), ("Route", FieldErrors.UnknownModel),
            ],
            outcome.Errors.Select(error => (error.Field, error.Code)));
        Assert.Equal(1, (await Versions.FindPublishedOrNullAsync(_client.Id, chatbot.Id, default))!.Number);
    }

    [Fact]
    public async Task Chatbot_of_another_client_does_not_exist()
    {
        var chatbot = await _core.HasChatbotAsync(_client);
        var other = await _core.HasClientAsync("Fleurs Durand");

        Assert.Null(await _core.Get<ChatbotService>().FindOrNullAsync(other.Id, chatbot.Id, default));
        Assert.Equal(SaveKind.Missing, (await Versions.SaveAsync(other.Id, chatbot.Id, 1, Catalog.Accueil, null, default)).Kind);
        Assert.False(await _core.Get<ChatbotService>().DeleteAsync(other.Id, chatbot.Id, default));
        Assert.Null(await _core.Get<ChatbotService>().SetActiveAsync(other.Id, chatbot.Id, false, default));
    }
}
