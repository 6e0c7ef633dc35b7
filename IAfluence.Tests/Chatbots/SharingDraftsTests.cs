using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Core.Providers;
using IAfluence.Core.Storage;

namespace IAfluence.Tests.Chatbots;

/// <summary>What one editor of a draft may do to the work of another.</summary>
public sealed class SharingDraftsTests : DraftsOfAChatbot
{
    [Fact]
    public async Task A_stamp_that_cannot_be_read_is_a_conflict_and_not_an_edit_of_what_stands()
    {
        await EditAsync(settings => settings with { Greeting = "De A" });

        var refused = await EditAsync(settings => settings with { Greeting = "De B" }, "made-by-another-release");

        Assert.Equal(SaveKind.Conflict, refused.Kind);
        Assert.Equal(["Greeting"], refused.Value!.Overtaken.Select(field => field.Name));
        Assert.Equal("De A", (await DraftedAsync()).Settings.Greeting);
        Assert.Equal(SaveKind.Unchanged, (await EditAsync(settings => settings, "made-by-another-release")).Kind);
        await Drafts.SaveAsync(Client.Id, Chatbot.Id, "made-by-another-release", settings => settings with { Greeting = "De B" }, Anne, default, insist: true);
        Assert.Equal("De B", (await DraftedAsync()).Settings.Greeting);
    }

    [Fact]
    public async Task A_conflict_names_the_settings_that_others_changed_and_no_others()
    {
        var read = (await DraftedAsync()).Stamp;
        await EditAsync(settings => settings with { Greeting = "De A", SystemPrompt = "De A" });

        var refused = await EditAsync(settings => settings with { Greeting = "De B", Apology = "De B", SystemPrompt = "Tu réponds aux clients de la boulangerie." }, read);

        Assert.Equal(["Greeting"], refused.Value!.Overtaken.Select(field => field.Name));
    }

    [Fact]
    public async Task A_save_tells_which_draft_it_was_made_on()
    {
        var first = (await EditAsync(settings => settings with { Greeting = "Salut !" })).Value!;
        var second = (await EditAsync(settings => settings with { Apology = "Pardon." })).Value!;

        Assert.Equal(("", first.Revision), (first.SavedOn, second.SavedOn));
        Assert.False(first.HeldMoreThan(""));
        Assert.True(second.HeldMoreThan(""));
        Assert.False(second.HeldMoreThan(first.Revision));
    }

    [Fact]
    public async Task A_draft_that_was_saved_since_it_was_seen_is_neither_replaced_nor_taken_back()
    {
        await ChangeAsync(settings => settings with { Greeting = "Salut !" });
        await EditAsync(settings => settings with { Apology = "Pardon." });

        var restored = await Drafts.RestoreAsync(Client.Id, Chatbot.Id, 1, Anne, default, seen: "");
        var taken = await Drafts.TakeBackAsync(Client.Id, Chatbot.Id, ["Apology"], Anne, default, seen: "another");

        Assert.Equal((SaveKind.Conflict, SaveKind.Conflict), (restored.Kind, taken.Kind));
        Assert.Equal("Pardon.", restored.Value!.Settings.Apology);
        Assert.Equal(["Apology"], (await DraftedAsync()).Changes.Select(field => field.Name));
        var seen = (await DraftedAsync()).Revision;
        Assert.Equal(SaveKind.Saved, (await Drafts.RestoreAsync(Client.Id, Chatbot.Id, 1, Anne, default, seen)).Kind);
    }

    [Fact]
    public async Task Restoring_leaves_the_route_where_the_person_may_not_see_it()
    {
        var model = new Model { Id = new ModelId("m"), Key = "m", ProviderId = new ProviderId("p"), Name = "m", Price = ModelPrice.Free };
        await Core.Get<PlatformDocuments<Model>>().Insert(model);
        await ChangeAsync(settings => settings with { Greeting = "Salut !", Route = [model.Id] });

        await Drafts.RestoreAsync(Client.Id, Chatbot.Id, 1, Anne, default, keepRoute: true);

        Assert.Equal(["Greeting"], (await DraftedAsync()).Changes.Select(field => field.Name));
    }

    [Theory]
    [InlineData("Locale")]
    [InlineData("Languages")]
    public async Task The_languages_are_one_change_and_are_taken_back_as_one(string field)
    {
        await ChangeAsync(settings => ChatbotTexts.WithLanguages(settings, ["fr", "en"]));
        await EditAsync(settings => ChatbotTexts.WithLanguages(settings, ["en", "fr"]) with { Apology = LocalText.Of(("fr", "Pardon."), ("en", "Sorry.")) });
        Assert.Equal(["Languages", "Apology"], (await DraftedAsync()).Changes.Select(change => change.Name));

        await Drafts.TakeBackAsync(Client.Id, Chatbot.Id, [field], Anne, default);

        var drafted = await DraftedAsync();
        Assert.Equal(["Apology"], drafted.Changes.Select(change => change.Name));
        Assert.Equal(["fr", "en"], drafted.Settings.Spoken);
        Assert.Equal("fr", drafted.Settings.Locale);
    }

    [Fact]
    public async Task Languages_that_are_taken_back_take_their_texts_along()
    {
        await EditAsync(settings => ChatbotTexts.WithLanguages(settings, ["en", "fr"]) with { Apology = LocalText.Of(("fr", "Pardon."), ("en", "Sorry.")) });

        await Drafts.TakeBackAsync(Client.Id, Chatbot.Id, ["Languages"], Anne, default);

        var drafted = await DraftedAsync();
        Assert.Equal(("fr", null, "Pardon."), (drafted.Settings.Locale, drafted.Settings.Languages, drafted.Settings.Apology));
        Assert.Empty(ChatbotRules.Check(drafted.Settings));
    }

    [Fact]
    public async Task Languages_changed_in_the_draft_and_past_it_are_one_conflict_and_stay_consistent()
    {
        await ChangeAsync(settings => ChatbotTexts.WithLanguages(settings, ["fr", "en"]));
        await EditAsync(settings => ChatbotTexts.WithLanguages(settings, ["fr", "en", "de"]));
        await ChangeAsync(settings => ChatbotTexts.WithLanguages(settings, ["en", "fr"]));

        var drafted = await DraftedAsync();
        Assert.Equal(["Languages"], drafted.Contested.Select(field => field.Name));

        var insisted = await Publisher.PublishAsync(Client.Id, Chatbot.Id, null, Anne, default, insist: true);

        Assert.Equal(["fr", "en", "de"], insisted.Version!.Settings.Spoken);
        Assert.Equal("fr", insisted.Version.Settings.Locale);
    }
}
