using IAfluence.Core.Knowledge;
using IAfluence.Core.Storage;
using static IAfluence.Tests.Knowledge.KnowledgeStore;

namespace IAfluence.Tests.Knowledge;

public sealed class KeepingTextsTests
{
    [Fact]
    public async Task Saved_text_is_found_and_raises_the_knowledge_version()
    {
        await using var store = await OpenAsync();
        var chatbot = await store.HasChatbotAsync(Martin, "accueil");

        var text = await store.KnowsAsync(Martin, chatbot, "Horaires", "# Horaires\n\nOuvert le mardi.\n\n## Dimanche\n\nFermé le dimanche.");

        Assert.Equal(2, text.PassageCount);
        var found = Assert.Single(await store.AskAsync(Martin, chatbot, "le dimanche ?"));
        Assert.Equal(("Horaires", "Fermé le dimanche.", text.Id), (found.Title, found.Text, found.TextId));
        Assert.Equal(["Dimanche"], found.Headings);
        Assert.Equal(1, await VersionAsync(store, chatbot));
    }

    [Fact]
    public async Task Changed_text_replaces_its_passages()
    {
        await using var store = await OpenAsync();
        var chatbot = await store.HasChatbotAsync(Martin, "accueil");
        var before = await store.KnowsAsync(Martin, chatbot, "Horaires", "## Mardi\n\nOuvert.\n\n## Dimanche\n\nFermé.");

        var after = await store.KnowsAsync(Martin, chatbot, "Horaires", "## Mardi\n\nFermé pour travaux.");

        Assert.Equal(before.Id, after.Id);
        Assert.Empty(await store.AskAsync(Martin, chatbot, "dimanche"));
        Assert.Equal("Fermé pour travaux.", Assert.Single(await store.AskAsync(Martin, chatbot, "mardi")).Text);
        Assert.Equal(1, await store.Passages.CountAsync(Martin, Filter<Passage>.Eq(passage => passage.ChatbotId, chatbot), CancellationToken.None));
        Assert.Equal(2, await VersionAsync(store, chatbot));
    }

    [Fact]
    public async Task Text_saved_again_as_it_is_changes_nothing()
    {
        await using var store = await OpenAsync();
        var chatbot = await store.HasChatbotAsync(Martin, "accueil");
        var draft = new KnowledgeDraft("faq", "Questions", "Réponses.", " ", "fr");
        await store.Service.SaveAsync(Martin, chatbot, draft, CancellationToken.None);

        var again = await store.Service.SaveAsync(Martin, chatbot, draft, CancellationToken.None);

        Assert.Equal(KnowledgeSaveResult.Unchanged, again.Result);
        Assert.Null(again.Text!.Url);
        Assert.Equal(1, await VersionAsync(store, chatbot));
    }

    [Fact]
    public async Task Text_that_changes_language_moves_to_its_new_one()
    {
        await using var store = await OpenAsync();
        var chatbot = await store.HasChatbotAsync(Martin, "accueil");
        await store.KnowsAsync(Martin, chatbot, "Delivery", "We deliver on Mondays.");

        await store.KnowsAsync(Martin, chatbot, "Delivery", "We deliver on Mondays.", "en");

        Assert.Equal("en", Assert.Single(await store.AskAsync(Martin, chatbot, "is anything delivered on a monday?", "en")).Locale);
    }

    [Fact]
    public async Task Deleted_text_answers_no_more()
    {
        await using var store = await OpenAsync();
        var chatbot = await store.HasChatbotAsync(Martin, "accueil");
        var text = await store.KnowsAsync(Martin, chatbot, "Horaires", "Fermé le dimanche.");

        Assert.True(await store.Service.DeleteAsync(Martin, chatbot, text.Id, CancellationToken.None));

        Assert.Empty(await store.AskAsync(Martin, chatbot, "dimanche"));
        Assert.Null(await store.Service.FindOrNullAsync(Martin, chatbot, text.Id, CancellationToken.None));
        Assert.False(await store.Service.DeleteAsync(Martin, chatbot, text.Id, CancellationToken.None));
        Assert.Equal(2, await VersionAsync(store, chatbot));
    }

    [Fact]
    public async Task Text_of_another_client_or_chatbot_does_not_exist()
    {
        await using var store = await OpenAsync();
        var chatbot = await store.HasChatbotAsync(Martin, "accueil");
        var sibling = await store.HasChatbotAsync(Martin, "boutique");
        var stranger = await store.HasChatbotAsync(Dupont, "accueil");
        var text = await store.KnowsAsync(Martin, chatbot, "Horaires", "Fermé le dimanche.");

        Assert.False(await store.Service.DeleteAsync(Martin, sibling, text.Id, CancellationToken.None));
        Assert.False(await store.Service.DeleteAsync(Dupont, chatbot, text.Id, CancellationToken.None));
        Assert.Null(await store.Service.FindOrNullAsync(Dupont, stranger, text.Id, CancellationToken.None));
        Assert.Empty((await store.Service.ListAsync(Martin, sibling, null, CancellationToken.None)).Items);
        var saved = await store.Service.SaveAsync(Dupont, chatbot, new KnowledgeDraft("horaires", "H", "T", null, "fr"), CancellationToken.None);
        Assert.Equal(KnowledgeSaveResult.UnknownChatbot, saved.Result);
        Assert.Single(await store.AskAsync(Martin, chatbot, "dimanche"));
    }

    [Theory]
    [InlineData("", "Titre", "Texte")]
    [InlineData("cle", " ", "Texte")]
    [InlineData("cle", "Titre", " \n")]
    public async Task Text_without_key_title_or_content_is_invalid(string key, string title, string text)
    {
        await using var store = await OpenAsync();
        var chatbot = await store.HasChatbotAsync(Martin, "accueil");

        var saved = await store.Service.SaveAsync(Martin, chatbot, new KnowledgeDraft(key, title, text, null, "fr"), CancellationToken.None);

        Assert.Equal(KnowledgeSaveResult.Invalid, saved.Result);
        Assert.Equal(0, await VersionAsync(store, chatbot));
    }

    [Fact]
    public async Task Longest_text_is_kept_and_a_longer_one_is_invalid()
    {
        await using var store = await OpenAsync();
        var chatbot = await store.HasChatbotAsync(Martin, "accueil");
        var longest = string.Concat(Enumerable.Range(0, KnowledgeText.MaxCharacters / 20).Select(number => $"Phrase no {number,8}. "));

        var kept = await store.Service.SaveAsync(Martin, chatbot, new KnowledgeDraft("long", "Long", longest, null, "fr"), CancellationToken.None);
        var tooLong = await store.Service.SaveAsync(
            Martin, chatbot, new KnowledgeDraft("long", "Long", new string('x', KnowledgeText.MaxCharacters + 1), null, "fr"), CancellationToken.None);

        Assert.Equal(KnowledgeSaveResult.Saved, kept.Result);
        Assert.Contains("9876", Assert.Single(await store.AskAsync(Martin, chatbot, "9876")).Text, StringComparison.Ordinal);
        Assert.Equal(KnowledgeSaveResult.Invalid, tooLong.Result);
    }

    [Fact]
    public async Task Of_texts_saved_at_once_under_one_key_only_whole_ones_are_kept()
    {
        await using var store = await OpenAsync();
        var chatbot = await store.HasChatbotAsync(Martin, "accueil");

        var saves = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => store.Service.SaveAsync(
            Martin, chatbot, new KnowledgeDraft("faq", "FAQ", $"## Un\n\nmarque{number}\n\n## Deux\n\nmarque{number}", null, "fr"), CancellationToken.None)));

        Assert.Contains(saves, saved => saved.Result == KnowledgeSaveResult.Saved);
        Assert.All(saves, saved => Assert.True(saved.Result is KnowledgeSaveResult.Saved or KnowledgeSaveResult.Conflict));
        var text = await store.Service.FindByKeyOrNullAsync(Martin, chatbot, "faq", CancellationToken.None);
        var passages = await store.Passages.ListAsync(Martin, new DocumentQuery<Passage>(), CancellationToken.None);
        Assert.Equal(2, passages.Items.Count);
        Assert.All(passages.Items, passage => Assert.Contains(passage.Text, text!.Text, StringComparison.Ordinal));
        Assert.Equal(saves.Count(saved => saved.Result == KnowledgeSaveResult.Saved), await VersionAsync(store, chatbot));
    }

    [Fact]
    public async Task Texts_are_listed_by_title()
    {
        await using var store = await OpenAsync();
        var chatbot = await store.HasChatbotAsync(Martin, "accueil");
        foreach (var title in new[] { "Été", "école", "Zoo" })
            await store.KnowsAsync(Martin, chatbot, title, "Texte.");

        var page = await store.Service.ListAsync(Martin, chatbot, null, CancellationToken.None);

        Assert.Equal(["école", "Été", "Zoo"], page.Items.Select(text => text.Title));
    }

    private static async Task<long> VersionAsync(KnowledgeStore store, ChatbotId chatbot) =>
        (await store.Chatbots.FindOrNullAsync(Martin, chatbot, CancellationToken.None))!.KnowledgeVersion;
}
