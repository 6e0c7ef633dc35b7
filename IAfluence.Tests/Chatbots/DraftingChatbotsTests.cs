using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Core.Storage;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Chatbots;

public sealed class DraftingChatbotsTests : DraftsOfAChatbot
{
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
        Assert.Equal((1, Anne, Core.Time.GetUtcNow()), (drafted.Draft!.BaseNumber, drafted.Draft.ChangedBy!.Value, drafted.Draft.ChangedAt));
    }

    [Fact]
    public async Task Publishing_makes_one_version_of_all_that_was_saved()
    {
        await EditAsync(settings => settings with { Greeting = "Salut !" });
        await EditAsync(settings => settings with { SystemPrompt = "Sois bref." });

        var outcome = await PublishAsync();

        var drafted = await DraftedAsync();
        Assert.Equal((PublishKind.Published, 2), (outcome.Kind, outcome.Version!.Number));
        Assert.Equal(("Salut !", "Sois bref.", Anne), (drafted.Published.Settings.Greeting, drafted.Published.Settings.SystemPrompt, outcome.Version.CreatedBy!.Value));
        Assert.True(drafted.IsLive);
        Assert.Null(await Core.Get<ClientDocuments<ChatbotDraft>>().FindOrNullAsync(Client.Id, Chatbot.Id, default));
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

        Assert.True(await Drafts.DiscardAsync(Client.Id, Chatbot.Id, null, default));

        Assert.Equal("Bonjour !", (await DraftedAsync()).Settings.Greeting);
    }

    [Fact]
    public async Task A_draft_that_was_saved_since_it_was_seen_is_neither_published_nor_discarded()
    {
        await EditAsync(settings => settings with { Greeting = "Salut !" });
        var seen = (await DraftedAsync()).Draft!.Revision;
        await EditAsync(settings => settings with { SystemPrompt = "Sois bref." });

        Assert.Equal(PublishKind.Moved, (await Publisher.PublishAsync(Client.Id, Chatbot.Id, seen, Anne, default)).Kind);
        Assert.False(await Drafts.DiscardAsync(Client.Id, Chatbot.Id, seen, default));

        Assert.Equal(2, (await DraftedAsync()).Changes.Count);
    }

    [Fact]
    public async Task Change_that_is_taken_back_leaves_the_others()
    {
        await EditAsync(settings => settings with { Greeting = "Salut !", SystemPrompt = "Sois bref." });

        await Drafts.TakeBackAsync(Client.Id, Chatbot.Id, ["Greeting"], Anne, default);

        var drafted = await DraftedAsync();
        Assert.Equal(("Bonjour !", "Sois bref."), (drafted.Settings.Greeting, drafted.Settings.SystemPrompt));
        await Drafts.TakeBackAsync(Client.Id, Chatbot.Id, ["SystemPrompt"], Anne, default);
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

        await Drafts.SaveAsync(Client.Id, Chatbot.Id, read, settings => settings with { Greeting = "De B" }, Anne, default, insist: true);
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
    public async Task Draft_that_breaks_a_rule_is_not_saved()
    {
        var outcome = await EditAsync(settings => settings with { Name = " ", Route = [new ModelId("gone")] });

        Assert.Equal([("Name", FieldErrors.Required), ("Route", FieldErrors.UnknownModel)], outcome.Errors.Select(error => (error.Field, error.Code)));
        Assert.Null((await DraftedAsync()).Draft);
    }

    [Fact]
    public async Task Lists_are_told_how_many_settings_are_unpublished()
    {
        var second = await Core.HasChatbotAsync(Client);
        await EditAsync(settings => settings with { Greeting = "Salut !", Apology = "Pardon." });

        var changes = await Drafts.CountChangesAsync(Client.Id, [Chatbot.Id, second.Id], default);

        Assert.Equal([KeyValuePair.Create(Chatbot.Id, 2)], changes);
    }
}
