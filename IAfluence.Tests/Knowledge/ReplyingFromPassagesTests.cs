using System.Text.Json;
using IAfluence.Core.Knowledge;
using IAfluence.Core.Knowledge.Builtin;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Knowledge;

public sealed class ReplyingFromPassagesTests
{
    [Fact]
    public void Best_passage_is_quoted_as_it_is_and_cited() =>
        Assert.Equal("[[answered]]\n- un\n- **deux** [1]", Reply("fr", [Passage("- un\n- **deux**"), Passage("autre", 0.3)]));

    [Fact]
    public void Two_other_texts_that_answer_as_well_are_named_once_each()
    {
        RetrievedPassage[] passages =
        [
            Passage("texte"),
            Passage("suite de la même section"),
            Passage("b", 0.75, "Délais"),
            Passage("b bis", 0.74, "Délais"),
            Passage("c", 0.72, "*Tarifs*"),
            Passage("d", 0.71, "Retours"),
        ];

        Assert.Equal("[[answered]]\ntexte [1]\n\nVoir aussi\u00a0: Livraison › Délais [3] · Livraison › \\*Tarifs\\* [5]", Reply("fr", passages));
        Assert.Equal("[[answered]]\ntexte [1]\n\nSee also: Livraison › Délais [3] · Livraison › \\*Tarifs\\* [5]", Reply("en", [.. passages.Select(passage => passage with { Locale = "en" })]));
        Assert.Equal("[[answered]]\ntexte [1]", Reply("fr", [passages[0], Passage("b", 0.6, "Délais")]));
        Assert.Equal("[[answered]]\ntexte [1]", Reply("fr", [passages[0] with { Score = 0.36 }, Passage("b", 0.34, "Délais")]));
    }

    [Theory]
    [InlineData("fr", "[[unanswered]]\nJe n’ai rien trouvé")]
    [InlineData("fr-CA", "[[unanswered]]\nJe n’ai rien trouvé")]
    [InlineData("en", "[[unanswered]]\nI found nothing")]
    [InlineData("de", "[[unanswered]]\nI found nothing")]
    public void Nothing_found_is_said_with_who_else_can_answer(string locale, string beginning)
    {
        var person = BuiltinTexts.WidgetLabels[locale[..2]].Person;

        Assert.StartsWith(beginning, Reply(locale, []), StringComparison.Ordinal);
        Assert.StartsWith(beginning, Reply(locale, [Passage("t", RetrievalScale.Near - 0.01)]), StringComparison.Ordinal);
        Assert.DoesNotContain(person, Reply(locale, []), StringComparison.Ordinal);
        Assert.Contains(person, Reply(locale, [], handover: true), StringComparison.Ordinal);
    }

    [Fact]
    public void Near_passage_is_named_and_not_quoted()
    {
        RetrievedPassage[] near = [Passage("texte secret", 0.3), Passage("autre", 0.29, "Délais")];

        Assert.Equal("[[unsure]]\nJe n’ai pas trouvé de réponse exacte. Le texte le plus proche\u00a0: *Livraison › À l’étranger* [1]", Reply("fr", near));
        Assert.Equal("[[unsure]]\nI found no exact answer. The nearest text: *Livraison › À l’étranger* [1]", Reply("en", near));
    }

    [Theory]
    [InlineData("Livraison › Délais")]
    [InlineData(" livraison › délais ")]
    public void Name_that_was_offered_is_answered_with_its_passage(string question) =>
        Assert.Equal("[[answered]]\nDeux jours. [2]", Reply("fr", [Passage("autre", 0.3), Passage("Deux jours.", 0.28, "Délais")], question));

    [Theory]
    [InlineData("fr", "en", "Ce texte est en anglais\u00a0:\n\ntexte [1]")]
    [InlineData("fr", "xx", "Ce texte est en xx\u00a0:\n\ntexte [1]")]
    [InlineData("en", "fr", "This text is in French:\n\ntexte [1]")]
    [InlineData("de", "ar", "This text is in Arabic:\n\ntexte [1]")]
    [InlineData("de", "de", "texte [1]")]
    [InlineData("fr-CA", "fr", "texte [1]")]
    [InlineData("", "fr", "texte [1]")]
    public void Text_in_another_language_is_quoted_as_it_is_with_its_language(string spoken, string written, string expected) =>
        Assert.Equal("[[answered]]\n" + expected, Reply(spoken, [Passage("texte") with { Locale = written }]));

    [Theory]
    [InlineData("bonjour", "Bonjour\u00a0! Comment puis-je aider\u00a0?", "Hello! How can I help?")]
    [InlineData("thx", "Avec plaisir\u00a0!", "You’re welcome!")]
    [InlineData("bye", "Au revoir", "Goodbye")]
    [InlineData("are you a robot?", "Je suis Zoé \\[v2\\], un assistant automatique", "I am Zoé \\[v2\\], an automatic assistant")]
    [InlineData("un humain svp", "Personne ne peut prendre le relais", "Nobody can take over")]
    [InlineData("you are useless", "Désolé", "I am sorry")]
    [InlineData("???", "Je n’ai pas compris", "I did not understand")]
    public void Small_talk_has_its_own_replies(string message, string french, string english)
    {
        Assert.StartsWith("[[smalltalk]]\n" + french, Reply("fr", [Passage("texte")], message), StringComparison.Ordinal);
        Assert.StartsWith("[[smalltalk]]\n" + english, Reply("en", [Passage("texte")], message), StringComparison.Ordinal);
        Assert.StartsWith("[[smalltalk]]\n" + english, Reply("it", [], message), StringComparison.Ordinal);
    }

    [Fact]
    public void Word_that_a_text_answers_is_a_question()
    {
        Assert.StartsWith("[[answered]]\ntexte", Reply("fr", [Passage("texte")], "test"), StringComparison.Ordinal);
        Assert.StartsWith("[[smalltalk]]", Reply("fr", [Passage("texte", 0.3)], "test"), StringComparison.Ordinal);
        Assert.StartsWith("[[answered]]\ntexte", Reply("fr", [Passage("texte")], "Bonjour, quels sont vos horaires ?"), StringComparison.Ordinal);
    }

    [Fact]
    public void Request_for_a_person_names_the_widgets_menu_or_the_text_that_may_help()
    {
        var handover = Reply("fr", [Passage("texte")], "un humain svp", handover: true);
        var alone = Reply("en", [Passage("text") with { Title = "Contact", Headings = [], Locale = "en" }], "a human please");

        Assert.Contains("«\u00a0Parler à quelqu’un\u00a0»", handover, StringComparison.Ordinal);
        Assert.Contains("«\u00a0Autres options\u00a0»", handover, StringComparison.Ordinal);
        Assert.EndsWith("\n\nThis text may help: Contact [1]", alone, StringComparison.Ordinal);
        Assert.Contains("“Mit einer Person sprechen”", Reply("de-AT", [], "a human please", handover: true), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Est-ce que le petit-déjeuner est compris ?")]
    [InlineData("Peut-on venir avec un chien ?")]
    [InlineData("Do you have a lift?")]
    [InlineData("Can I pay by card?")]
    public void Question_for_yes_or_no_is_answered_with_the_text_only(string question) =>
        Assert.Equal("[[answered]]\nLe petit-déjeuner coûte 12 €. [1]", Reply("fr", [Passage("Le petit-déjeuner coûte 12 €.")], question));

    [Fact]
    public void French_says_neither_vous_nor_tu_whichever_the_chatbot_says()
    {
        string[] asked = ["bonjour", "ça va ?", "merci", "bye", "super", "nul", "ok", "oui", "lol", "qui es-tu ?", "que peux-tu faire ?", "aide", "test", "parlez-vous anglais ?", "un humain", "???", "prix"];
        var replies = asked.SelectMany(question => (string[])
        [
            Reply("fr", [], question),
            Reply("fr", [], question, handover: true),
            Reply("fr", [Passage("texte", 0.3)], question),
            Reply("fr", [Passage("texte") with { Locale = "en" }, Passage("b", 0.8, "b")], question),
        ]);

        Assert.All(replies, reply => Assert.DoesNotMatch(@"(?i)\b(vous|vos|votre|tu|te|toi|ton|ta|tes|\p{L}+ez)\b", reply));
    }

    [Fact]
    public void Request_without_a_question_gets_a_reply() => Assert.StartsWith("[[smalltalk]]\n", PassageReply.Compose(null), StringComparison.Ordinal);

    [Fact]
    public void Menu_is_named_as_the_widget_names_it()
    {
        foreach (var (language, labels) in BuiltinTexts.WidgetLabels)
        {
            Assert.Equal(labels.Menu, In($"IAfluence.Web/WidgetApi/Texts/{language}.json", "more"));
            Assert.Equal(labels.Person, In($"widgets/js/src/more/phrases/{language}.json", "handover"));
        }

        static string In(string path, string name) =>
            JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, path))).RootElement.GetProperty(name).GetString()!;
    }

    private static string Reply(string locale, IReadOnlyList<RetrievedPassage> passages, string question = "Quelle est la question du moment ?", bool handover = false) =>
        PassageReply.Compose(new ReplyContext(question, locale, new Retrieval(passages is [var best, ..] ? best.Band : RetrievalBand.Nothing, passages), "Zoé [v2]", handover));

    private static RetrievedPassage Passage(string text, double score = 0.8, string heading = "À l’étranger") =>
        new(new PassageId("text-0"), new KnowledgeTextId("text"), "Livraison", [heading], "https://a.example/p?q=1", "fr", text, score, default);
}
