using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Core.Erasure;
using IAfluence.Core.Storage;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Chatbots;

public sealed class PublishingDraftsTests : DraftsOfAChatbot
{
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

        var insisted = await Publisher.PublishAsync(Client.Id, Chatbot.Id, null, Anne, default, insist: true);
        Assert.Equal((3, "Du brouillon", "Pardon."), (insisted.Version!.Number, insisted.Version.Settings.Greeting, insisted.Version.Settings.Apology));
    }

    [Fact]
    public async Task A_conflict_is_settled_by_restoring_the_version_that_the_draft_was_based_on()
    {
        await EditAsync(settings => settings with { Greeting = "Du brouillon" });
        await ChangeAsync(settings => settings with { Greeting = "Du fichier" });

        var restored = await Drafts.RestoreAsync(Client.Id, Chatbot.Id, 1, Anne, default);

        var drafted = await DraftedAsync();
        Assert.Equal((SaveKind.Saved, "Bonjour !"), (restored.Kind, drafted.Settings.Greeting));
        Assert.Empty(drafted.Contested);
        Assert.Equal("Bonjour !", (await PublishAsync()).Version!.Settings.Greeting);
    }

    [Theory]
    [InlineData("Bonjour !")]
    [InlineData("Du fichier")]
    [InlineData("Encore autre")]
    public async Task A_conflict_is_settled_by_typing_any_value(string typed)
    {
        await EditAsync(settings => settings with { Greeting = "Du brouillon" });
        await ChangeAsync(settings => settings with { Greeting = "Du fichier" });

        await EditAsync(settings => settings with { Greeting = typed });

        var drafted = await DraftedAsync();
        Assert.Equal(typed, drafted.Settings.Greeting);
        Assert.Empty(drafted.Contested);
    }

    [Fact]
    public async Task An_edit_beside_a_conflict_is_kept_also_when_it_is_the_value_that_the_draft_began_with()
    {
        var apology = (await DraftedAsync()).Settings.Apology;
        await EditAsync(settings => settings with { Greeting = "Du brouillon" });
        await ChangeAsync(settings => settings with { Greeting = "Du fichier", Apology = "Nouvelle." });

        await EditAsync(settings => settings with { Apology = apology });

        var drafted = await DraftedAsync();
        Assert.Equal(("Du brouillon", apology), (drafted.Settings.Greeting, drafted.Settings.Apology));
        Assert.Equal(["Greeting"], drafted.Contested.Select(field => field.Name));
        Assert.Equal(PublishKind.Conflict, (await PublishAsync()).Kind);
    }

    [Fact]
    public async Task A_conflict_is_settled_by_taking_the_drafts_change_back()
    {
        await EditAsync(settings => settings with { Greeting = "Du brouillon", Apology = "Pardon." });
        await ChangeAsync(settings => settings with { Greeting = "Du fichier" });

        await Drafts.TakeBackAsync(Client.Id, Chatbot.Id, ["Greeting"], Anne, default);

        var outcome = await PublishAsync();
        Assert.Equal((3, "Du fichier", "Pardon."), (outcome.Version!.Number, outcome.Version.Settings.Greeting, outcome.Version.Settings.Apology));
    }

    [Fact]
    public async Task Restoring_puts_an_old_version_into_the_draft()
    {
        await ChangeAsync(settings => settings with { Greeting = "Salut !", AllowedOrigins = [] });

        await Drafts.RestoreAsync(Client.Id, Chatbot.Id, 1, Anne, default);

        var drafted = await DraftedAsync();
        Assert.Equal((2, "Salut !"), (drafted.Published.Number, drafted.Published.Settings.Greeting));
        Assert.Equal(["Greeting", "AllowedOrigins"], drafted.Changes.Select(field => field.Name));
        Assert.Equal(SaveKind.Missing, (await Drafts.RestoreAsync(Client.Id, Chatbot.Id, 9, Anne, default)).Kind);
    }

    [Fact]
    public async Task A_crash_between_publishing_and_deleting_the_draft_leaves_nothing_unpublished()
    {
        await EditAsync(settings => settings with { Greeting = "Salut !" });
        var draft = (await DraftedAsync()).Draft!;
        await PublishAsync();
        await Core.Get<ClientDocuments<ChatbotDraft>>().Insert(Client.Id, draft);

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
        await Core.Get<ClientDocuments<ChatbotDraft>>().Insert(Client.Id, draft);

        await EditAsync(settings => settings with { Apology = "Pardon." });

        Assert.Equal(["Apology"], (await DraftedAsync()).Changes.Select(field => field.Name));
    }

    [Fact]
    public async Task A_version_that_a_crash_left_without_its_pointer_is_published_first()
    {
        await EditAsync(settings => settings with { Greeting = "Salut !" });
        var draft = (await DraftedAsync()).Draft!;
        await Core.Get<ClientDocuments<ChatbotVersion>>().Insert(Client.Id, new ChatbotVersion
        {
            Id = new ChatbotVersionId("left"),
            ClientId = Client.Id,
            ChatbotId = Chatbot.Id,
            Number = 2,
            Settings = draft.Settings,
            DraftRevision = draft.Revision,
            CreatedAt = Core.Time.GetUtcNow(),
        });

        var outcome = await PublishAsync();

        Assert.Equal((PublishKind.Unchanged, 2, "Salut !"), (outcome.Kind, outcome.Version!.Number, outcome.Version.Settings.Greeting));
        Assert.True((await DraftedAsync()).IsLive);
    }

    [Fact]
    public async Task A_chatbots_draft_is_erased_with_it_and_hidden_from_other_clients()
    {
        await EditAsync(settings => settings with { Greeting = "Salut !" });
        var other = await Core.HasClientAsync("Durand");
        Assert.Null(await Drafts.FindOrNullAsync(other.Id, Chatbot.Id, default));
        Assert.Equal(SaveKind.Missing, (await Drafts.SaveAsync(other.Id, Chatbot.Id, null, settings => settings, null, default)).Kind);
        Assert.Equal(PublishKind.Missing, (await Publisher.PublishAsync(other.Id, Chatbot.Id, null, null, default)).Kind);

        await Core.Get<ChatbotService>().DeleteAsync(Client.Id, Chatbot.Id, default);
        await Core.Get<ErasureSweep>().SweepAsync(default);

        Assert.Null(await Drafts.FindOrNullAsync(Client.Id, Chatbot.Id, default));
        Assert.Null(await Core.Get<ClientDocuments<ChatbotDraft>>().FindOrNullAsync(Client.Id, Chatbot.Id, default));
    }
}
