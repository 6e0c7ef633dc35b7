using IAfluence.Core.Knowledge;
using IAfluence.Core.Knowledge.Builtin;
using static IAfluence.Tests.Knowledge.KnowledgeStore;

namespace IAfluence.Tests.Knowledge;

public sealed class RetrievingPassagesTests
{
    [Theory]
    [InlineData("fr", "Les marchandises abîmées sont remboursées.", "marchandise abimee")]
    [InlineData("fr", "Les marchandises abîmées sont remboursées.", "vous remboursez ?")]
    [InlineData("fr", "L’hôtel accepte les chevaux.", "un cheval à l'hotel")]
    [InlineData("fr", "Nos œufs sont frais.", "OEUF")]
    [InlineData("fr", "Écrivez à contact@martin.example.", "contact@martin.example")]
    [InlineData("en", "Damaged goods are refunded.", "can I get a refund")]
    [InlineData("en", "The visitor’s cafés.", "visitors cafe")]
    [InlineData("de", "Öffnungszeiten am Sonntag", "offnungszeiten")]
    public async Task Passage_is_found_however_the_word_is_written(string locale, string text, string question)
    {
        await using var store = await OpenAsync();
        var chatbot = await store.HasChatbotAsync(Martin, "accueil");
        await store.KnowsAsync(Martin, chatbot, "Texte", text, locale);
        await store.KnowsAsync(Martin, chatbot, "Autre", "Bicyclette, bicycle.", locale);

        var found = await store.AskAsync(Martin, chatbot, question, locale);

        Assert.Equal(text, Assert.Single(found).Text);
    }

    [Fact]
    public async Task Question_is_answered_from_a_text_in_another_language()
    {
        await using var store = await OpenAsync();
        var chatbot = await store.HasChatbotAsync(Martin, "accueil");
        await store.KnowsAsync(Martin, chatbot, "Parking", "Le parking est gratuit.");

        var found = Assert.Single(await store.AskAsync(Martin, chatbot, "Is there a parking?", "en"));

        Assert.Equal("fr", found.Locale);
        var reply = PassageReply.Compose(new ReplyContext("Is there a parking?", "en", new Retrieval(found.Band, [found]), "Accueil", HasHandover: false));
        Assert.Equal("[[answered]]\nThis text is in French:\n\nLe parking est gratuit. [1]", reply);
    }

    [Fact]
    public async Task Same_match_in_the_visitors_language_comes_first()
    {
        await using var store = await OpenAsync();
        var chatbot = await store.HasChatbotAsync(Martin, "accueil");
        await store.KnowsAsync(Martin, chatbot, "A", "Parking gratuit.");
        await store.KnowsAsync(Martin, chatbot, "B", "Parking free.", "en");

        Assert.Equal(["fr", "en"], (await store.AskAsync(Martin, chatbot, "parking")).Select(passage => passage.Locale));
        Assert.Equal(["en", "fr"], (await store.AskAsync(Martin, chatbot, "parking", "en")).Select(passage => passage.Locale));
    }

    [Fact]
    public async Task Texts_of_two_chatbots_and_of_two_clients_never_mix()
    {
        await using var store = await OpenAsync();
        var first = await store.HasChatbotAsync(Martin, "accueil");
        var second = await store.HasChatbotAsync(Martin, "boutique");
        var other = await store.HasChatbotAsync(Dupont, "accueil");
        await store.KnowsAsync(Martin, first, "Un", "Le code est 1111.");
        await store.KnowsAsync(Martin, second, "Deux", "Le code est 2222.");
        await store.KnowsAsync(Dupont, other, "Trois", "Le code est 3333.");

        Assert.Equal("Le code est 1111.", Assert.Single(await store.AskAsync(Martin, first, "code")).Text);
        Assert.Equal("Le code est 2222.", Assert.Single(await store.AskAsync(Martin, second, "code")).Text);
        Assert.Equal("Le code est 3333.", Assert.Single(await store.AskAsync(Dupont, other, "code")).Text);
        Assert.Empty(await store.AskAsync(Dupont, first, "code"));
        Assert.Empty(await store.AskAsync(Martin, other, "code"));
    }

    [Fact]
    public async Task Texts_of_others_do_not_change_a_score()
    {
        await using var store = await OpenAsync();
        var chatbot = await store.HasChatbotAsync(Martin, "accueil");
        var other = await store.HasChatbotAsync(Dupont, "accueil");
        await store.KnowsAsync(Martin, chatbot, "Un", "Le code du portail est 1111.");
        await store.KnowsAsync(Martin, chatbot, "Deux", "Le portail est vert.");
        var before = await store.AskAsync(Martin, chatbot, "code portail");

        for (var number = 0; number < 5; number++)
            await store.KnowsAsync(Dupont, other, $"Texte {number}", "Un autre code, un autre portail.");

        var after = await store.AskAsync(Martin, chatbot, "code portail");
        Assert.Equal(before.Select(passage => (passage.Text, passage.Score)), after.Select(passage => (passage.Text, passage.Score)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("???")]
    [InlineData("Bonjour, merci")]
    [InlineData("xyzzy")]
    public async Task Question_that_says_nothing_finds_nothing(string question)
    {
        await using var store = await OpenAsync();
        var chatbot = await store.HasChatbotAsync(Martin, "accueil");
        await store.KnowsAsync(Martin, chatbot, "Accueil", "Bonjour et merci de votre visite.");

        Assert.Empty(await store.AskAsync(Martin, chatbot, question));
    }

    [Fact]
    public async Task Longest_message_a_visitor_may_send_is_searched()
    {
        await using var store = await OpenAsync();
        var chatbot = await store.HasChatbotAsync(Martin, "accueil");
        await store.KnowsAsync(Martin, chatbot, "Portail", "Le code du portail est 1111.");

        var found = await store.AskAsync(Martin, chatbot, "code portail " + string.Join(' ', Enumerable.Range(0, 600).Select(number => $"mot{number}")));

        Assert.Empty(found);
    }
}
