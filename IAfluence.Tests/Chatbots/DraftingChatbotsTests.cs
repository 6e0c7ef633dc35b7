using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Core.Erasure;
using IAfluence.Core.Storage;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Chatbots;

public sealed class DraftingChatbotsTests : IAsyncLifetime
{
    private static readonly UserId _anne = new("anne");

    private CoreServicesOfATest _core = null!;
    private Client _client = null!;
    private Chatbot _chatbot = null!;

    private ChatbotDrafts Drafts => _core.Get<ChatbotDrafts>();

    private ChatbotPublisher Publisher => _core.Get<ChatbotPublisher>();

    private ChatbotVersions Versions => _core.Get<ChatbotVersions>();

    public async Task InitializeAsync()
    {
        _core = await CoreServicesOfATest.StartAsync();
        _client = await _core.HasClientAsync();
        _chatbot = await _core.HasChatbotAsync(_client);
    }

    public async Task DisposeAsync() => await _core.DisposeAsync();

    [Fact]
    public async Task A_new_chatbot_is_live_and_has_no_draft()
    {
        var drafted = await DraftedAsync();

        Assert.Null(drafted.Draft);
        Assert.True(drafted.IsLive);
        Assert.Equal("Bonjour !", drafted.Settings.Greeting);
    }

    [Fact]
    public async Task A_save_stays_in_the_draft()
    {
        var saved = await EditAsync(settings => settings with { Greeting = "Salut !" });

        var drafted = await DraftedAsync();
        Assert.Equal(SaveKind.Saved, saved.Kind);
        Assert.Equal(["Greeting"], drafted.Changes.Select(field => field.Name));
        Assert.Equal((1, "Bonjour !", "Salut !"), (drafted.Published.Number, drafted.Published.Settings.Greeting, drafted.Settings.Greeting));
        Assert.Equal((1, _anne, _core.Time.GetUtcNow()), (drafted.Draft!.BaseNumber, drafted.Draft.ChangedBy!.Value, drafted.Draft.ChangedAt));
    }

    [Fact]
    public async Task Publishing_makes_one_version_of_all_that_was_saved()
    {
        await EditAsync(settings => settings with { Greeting = "Salut !" });
        await EditAsync(settings => settings with { SystemPrompt = "Sois bref." });

        var outcome = await PublishAsync();

        var drafted = await DraftedAsync();
        Assert.Equal((PublishKind.Published, 2), (outcome.Kind, outcome.Version!.Number));
        Assert.Equal(("Salut !", "Sois bref.", _anne), (drafted.Published.Settings.Greeting, drafted.Published.Settings.SystemPrompt, outcome.Version.CreatedBy!.Value));
        Assert.True(drafted.IsLive);
        Assert.Null(await _core.Get<ClientDocuments<ChatbotDraft>>().FindOrNullAsync(_client.Id, _chatbot.Id, default));
    }

    [Fact]
    public async Task Publishing_without_a_draft_makes_no_version()
    {
        var outcome = await PublishAsync();

        Assert.Equal((PublishKind.Unchanged, 1), (outcome.Kind, outcome.Version!.Number));
    }

    [Fact]
    public async Task An_edit_that_is_undone_leaves_no_draft()
    {
        await EditAsync(settings => settings with { Greeting = "Salut !" });

        await EditAsync(settings => settings with { Greeting = "Bonjour !" });

        Assert.Null((await DraftedAsync()).Draft);
    }

    [Fact]
    public async Task Discarding_shows_what_is_published()
    {
        await EditAsync(settings => settings with { Greeting = "Salut !" });

        Assert.True(await Drafts.DiscardAsync(_client.Id, _chatbot.Id, null, default));

        Assert.Equal("Bonjour !", (await DraftedAsync()).Settings.Greeting);
    }

    [Fact]
    public async Task A_draft_that_was_saved_since_it_was_seen_is_neither_published_nor_discarded()
    {
        await EditAsync(settings => settings with { Greeting = "Salut !" });
        var seen = (await DraftedAsync()).Draft!.Revision;
        await EditAsync(settings => settings with { SystemPrompt = "Sois bref." });

        Assert.Equal(PublishKind.Moved, (await Publisher.PublishAsync(_client.Id, _chatbot.Id, seen, _anne, default)).Kind);
        Assert.False(await Drafts.DiscardAsync(_client.Id, _chatbot.Id, seen, default));

        Assert.Equal(2, (await DraftedAsync()).Changes.Count);
    }

    [Fact]
    public async Task One_change_is_taken_back_and_the_others_stay()
    {
        await EditAsync(settings => settings with { Greeting = "Salut !", SystemPrompt = "Sois bref." });

        await Drafts.TakeBackAsync(_client.Id, _chatbot.Id, ["Greeting"], _anne, default);

        var drafted = await DraftedAsync();
        Assert.Equal(("Bonjour !", "Sois bref."), (drafted.Settings.Greeting, drafted.Settings.SystemPrompt));
        await Drafts.TakeBackAsync(_client.Id, _chatbot.Id, ["SystemPrompt"], _anne, default);
        Assert.Null((await DraftedAsync()).Draft);
    }

    [Fact]
    public async Task Two_editors_of_different_settings_both_keep_their_work()
    {
        var read = (await DraftedAsync()).Stamp;
        await EditAsync(settings => settings with { Greeting = "Salut !", SystemPrompt = "" }, read);

        // The second form sends the greeting as it was read.
        var second = await EditAsync(settings => settings with { Greeting = "Bonjour !", Apology = "Pardon." }, read);

        Assert.Equal((SaveKind.Saved, "Salut !", "Pardon."), (second.Kind, second.Value!.Settings.Greeting, second.Value.Settings.Apology));
    }

    [Fact]
    public async Task Two_editors_of_the_same_setting_are_told_and_nothing_is_written_unless_they_insist()
    {
        var read = (await DraftedAsync()).Stamp;
        await EditAsync(settings => settings with { Greeting = "De A" }, read);

        var refused = await EditAsync(settings => settings with { Greeting = "De B" }, read);
        Assert.Equal((SaveKind.Conflict, "De A"), (refused.Kind, refused.Value!.Settings.Greeting));
        Assert.Equal("De A", (await DraftedAsync()).Settings.Greeting);

        await Drafts.SaveAsync(_client.Id, _chatbot.Id, read, settings => settings with { Greeting = "De B" }, _anne, default, insist: true);
        Assert.Equal("De B", (await DraftedAsync()).Settings.Greeting);
    }

    [Fact]
    public async Task A_form_read_before_the_draft_was_published_saves_on_what_is_published()
    {
        var read = (await EditAsync(settings => settings with { Greeting = "Salut !" })).Value!.Stamp;
        await PublishAsync();

        var saved = await EditAsync(settings => settings with { Greeting = "Salut !", Apology = "Pardon." }, read);

        Assert.Equal(SaveKind.Saved, saved.Kind);
        Assert.Equal(["Apology"], saved.Value!.Changes.Select(field => field.Name));
    }

    [Fact]
    public async Task Editors_of_five_settings_at_once_lose_nothing()
    {
        var read = (await DraftedAsync()).Stamp;

        var outcomes = await Task.WhenAll(
            EditAsync(settings => settings with { Greeting = "1" }, read),
            EditAsync(settings => settings with { SystemPrompt = "2" }, read),
            EditAsync(settings => settings with { Temperature = 0.3 }, read),
            EditAsync(settings => settings with { Apology = "4" }, read),
            EditAsync(settings => settings with { Suggestions = LocalTexts.Plain(["5"]) }, read));

        Assert.All(outcomes, outcome => Assert.Equal(SaveKind.Saved, outcome.Kind));
        Assert.Equal(5, (await DraftedAsync()).Changes.Count);
    }

    [Fact]
    public void A_stamp_tells_every_setting_apart()
    {
        var read = SettingsStamp.ReadOrNull(SettingsStamp.Of(Catalog.Accueil))!;
        var other = Catalog.Accueil with { Appearance = new ChatbotAppearance { Color = "#000000" }, Hours = new ChatbotHours { Intervals = [new OpenInterval(1, "09:00", "12:00")] } };

        Assert.Equal(["Appearance.Color", "Hours"], ChatbotField.All.Where(field => !read.Holds(field, other)).Select(field => field.Name).Order());
        Assert.Null(SettingsStamp.ReadOrNull("1"));
        Assert.Null(SettingsStamp.ReadOrNull(SettingsStamp.Of(Catalog.Accueil)[..^1]));
    }

    [Fact]
    public async Task What_breaks_a_rule_is_not_saved()
    {
        var outcome = await EditAsync(settings => settings with { Name = " ", Route = [new ModelId("gone")] });

        Assert.Equal([("Name", FieldErrors.Required), ("Route", FieldErrors.UnknownModel)], outcome.Errors.Select(error => (error.Field, error.Code)));
        Assert.Null((await DraftedAsync()).Draft);
    }

    [Fact]
    public async Task A_version_published_since_the_draft_began_keeps_its_changes()
    {
        await EditAsync(settings => settings with { Greeting = "Salut !" });
        await ChangeAsync(settings => settings with { SystemPrompt = "Du fichier." });

        var outcome = await PublishAsync();

        Assert.Equal((3, "Salut !", "Du fichier."), (outcome.Version!.Number, outcome.Version.Settings.Greeting, outcome.Version.Settings.SystemPrompt));
    }

    [Fact]
    public async Task A_change_past_the_draft_never_makes_the_drafts_own_edits_live()
    {
        await EditAsync(settings => settings with { Greeting = "Salut !" });

        var outcome = await ChangeAsync(settings => settings with { SystemPrompt = "Du fichier." });

        var drafted = await DraftedAsync();
        Assert.Equal((PublishKind.Published, 2, "Bonjour !"), (outcome.Kind, outcome.Version!.Number, outcome.Version.Settings.Greeting));
        Assert.Equal(["Greeting"], drafted.Changes.Select(field => field.Name));
        Assert.Equal(("Salut !", "Du fichier."), (drafted.Settings.Greeting, drafted.Settings.SystemPrompt));
    }

    [Fact]
    public async Task A_setting_changed_in_the_draft_and_past_it_is_a_conflict_until_someone_decides()
    {
        await EditAsync(settings => settings with { Greeting = "Du brouillon" });
        await ChangeAsync(settings => settings with { Greeting = "Du fichier" });

        var refused = await PublishAsync();
        var drafted = await DraftedAsync();
        Assert.Equal((PublishKind.Conflict, 2), (refused.Kind, refused.Version!.Number));
        Assert.Equal(["Greeting"], drafted.Contested.Select(field => field.Name));
        Assert.Equal(("Du fichier", "Du brouillon"), (drafted.Published.Settings.Greeting, drafted.Settings.Greeting));

        // Another save does not hide it.
        await EditAsync(settings => settings with { Apology = "Pardon." });
        Assert.Equal(PublishKind.Conflict, (await PublishAsync()).Kind);

        var insisted = await Publisher.PublishAsync(_client.Id, _chatbot.Id, null, _anne, default, insist: true);
        Assert.Equal((3, "Du brouillon", "Pardon."), (insisted.Version!.Number, insisted.Version.Settings.Greeting, insisted.Version.Settings.Apology));
    }

    [Fact]
    public async Task A_conflict_is_settled_by_taking_the_drafts_change_back()
    {
        await EditAsync(settings => settings with { Greeting = "Du brouillon", Apology = "Pardon." });
        await ChangeAsync(settings => settings with { Greeting = "Du fichier" });

        await Drafts.TakeBackAsync(_client.Id, _chatbot.Id, ["Greeting"], _anne, default);

        var outcome = await PublishAsync();
        Assert.Equal((3, "Du fichier", "Pardon."), (outcome.Version!.Number, outcome.Version.Settings.Greeting, outcome.Version.Settings.Apology));
    }

    [Fact]
    public async Task Restoring_puts_an_old_version_into_the_draft()
    {
        await ChangeAsync(settings => settings with { Greeting = "Salut !", AllowedOrigins = [] });

        await Drafts.RestoreAsync(_client.Id, _chatbot.Id, 1, _anne, default);

        var drafted = await DraftedAsync();
        Assert.Equal((2, "Salut !"), (drafted.Published.Number, drafted.Published.Settings.Greeting));
        Assert.Equal(["Greeting", "AllowedOrigins"], drafted.Changes.Select(field => field.Name));
        Assert.Equal(SaveKind.Missing, (await Drafts.RestoreAsync(_client.Id, _chatbot.Id, 9, _anne, default)).Kind);
    }

    [Fact]
    public async Task A_crash_between_publishing_and_deleting_the_draft_leaves_nothing_unpublished()
    {
        await EditAsync(settings => settings with { Greeting = "Salut !" });
        var draft = (await DraftedAsync()).Draft!;
        await PublishAsync();
        await _core.Get<ClientDocuments<ChatbotDraft>>().Insert(_client.Id, draft);

        Assert.True((await DraftedAsync()).IsLive);
        Assert.Equal((PublishKind.Unchanged, 2), ((await PublishAsync()).Kind, (await DraftedAsync()).Published.Number));
        await ChangeAsync(settings => settings with { Greeting = "Coucou !" });
        Assert.Null((await DraftedAsync()).Draft);
        Assert.Equal(SaveKind.Saved, (await EditAsync(settings => settings with { Apology = "Pardon." })).Kind);
    }

    [Fact]
    public async Task A_draft_left_by_a_crash_gives_way_to_the_next_save()
    {
        await EditAsync(settings => settings with { Greeting = "Salut !" });
        var draft = (await DraftedAsync()).Draft!;
        await PublishAsync();
        await _core.Get<ClientDocuments<ChatbotDraft>>().Insert(_client.Id, draft);

        await EditAsync(settings => settings with { Apology = "Pardon." });

        Assert.Equal(["Apology"], (await DraftedAsync()).Changes.Select(field => field.Name));
    }

    [Fact]
    public async Task A_version_that_a_crash_left_without_its_pointer_is_published_first()
    {
        await EditAsync(settings => settings with { Greeting = "Salut !" });
        var draft = (await DraftedAsync()).Draft!;
        await _core.Get<ClientDocuments<ChatbotVersion>>().Insert(_client.Id, new ChatbotVersion
        {
            Id = new ChatbotVersionId("left"),
            ClientId = _client.Id,
            ChatbotId = _chatbot.Id,
            Number = 2,
            Settings = draft.Settings,
            DraftRevision = draft.Revision,
            CreatedAt = _core.Time.GetUtcNow(),
        });

        var outcome = await PublishAsync();

        Assert.Equal((PublishKind.Unchanged, 2, "Salut !"), (outcome.Kind, outcome.Version!.Number, outcome.Version.Settings.Greeting));
        Assert.True((await DraftedAsync()).IsLive);
    }

    [Fact]
    public async Task A_chatbots_draft_is_erased_with_it_and_hidden_from_other_clients()
    {
        await EditAsync(settings => settings with { Greeting = "Salut !" });
        var other = await _core.HasClientAsync("Durand");
        Assert.Null(await Drafts.FindOrNullAsync(other.Id, _chatbot.Id, default));
        Assert.Equal(SaveKind.Missing, (await Drafts.SaveAsync(other.Id, _chatbot.Id, null, settings => settings, null, default)).Kind);
        Assert.Equal(PublishKind.Missing, (await Publisher.PublishAsync(other.Id, _chatbot.Id, null, null, default)).Kind);

        await _core.Get<ChatbotService>().DeleteAsync(_client.Id, _chatbot.Id, default);
        await _core.Get<ErasureSweep>().SweepAsync(default);

        Assert.Null(await Drafts.FindOrNullAsync(_client.Id, _chatbot.Id, default));
        Assert.Null(await _core.Get<ClientDocuments<ChatbotDraft>>().FindOrNullAsync(_client.Id, _chatbot.Id, default));
    }

    [Fact]
    public async Task Lists_are_told_how_many_settings_are_unpublished()
    {
        var second = await _core.HasChatbotAsync(_client);
        await EditAsync(settings => settings with { Greeting = "Salut !", Apology = "Pardon." });

        var changes = await Drafts.CountChangesAsync(_client.Id, [_chatbot.Id, second.Id], default);

        Assert.Equal([KeyValuePair.Create(_chatbot.Id, 2)], changes);
    }

    private async Task<DraftedChatbot> DraftedAsync() => (await Drafts.FindOrNullAsync(_client.Id, _chatbot.Id, default))!;

    private Task<SaveOutcome<DraftedChatbot>> EditAsync(Func<ChatbotSettings, ChatbotSettings> edit, string? read = null) =>
        Drafts.SaveAsync(_client.Id, _chatbot.Id, read, edit, _anne, default);

    private Task<PublishOutcome> PublishAsync() => Publisher.PublishAsync(_client.Id, _chatbot.Id, null, _anne, default);

    private async Task<PublishOutcome> ChangeAsync(Func<ChatbotSettings, ChatbotSettings> change)
    {
        var published = (await Versions.FindPublishedOrNullAsync(_client.Id, _chatbot.Id, default))!.Settings;
        return await Publisher.PublishChangeAsync(_client.Id, _chatbot.Id, published, change(published), null, default);
    }
}
