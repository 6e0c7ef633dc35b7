using IAfluence.Core.Knowledge;

namespace IAfluence.Tests.Knowledge;

public sealed class ReplyingFromPassagesTests
{
    [Fact]
    public void Best_passage_is_quoted_as_it_is_with_its_source()
    {
        var answer = PassageReply.Compose("fr", [Passage("- un\n- **deux**", "https://a.example/p?q=1"), Passage("autre", null)]);

        Assert.Equal("- un\n- **deux**\n\nSource : [Livraison › À l’étranger](<https://a.example/p?q=1>)", answer);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("/help/fr/embedding")]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    public void Source_without_an_address_of_the_web_is_named_without_a_link(string? url) =>
        Assert.Equal("texte\n\nSource : *Livraison › À l’étranger*", PassageReply.Compose("fr-CA", [Passage("texte", url)]));

    [Fact]
    public void Title_cannot_break_out_of_its_link() =>
        Assert.EndsWith(@"[a\](http://evil.example)\*](<https://a.example/>)", PassageReply.Compose("fr", [Passage("t", "https://a.example") with { Title = "a](http://evil.example)*", Headings = [] }]), StringComparison.Ordinal);

    [Theory]
    [InlineData("fr", "Je n’ai rien trouvé")]
    [InlineData("en", "I found nothing")]
    [InlineData("de", "I found nothing")]
    [InlineData(null, "I found nothing")]
    public void Too_little_of_the_question_gets_an_honest_answer(string? locale, string beginning)
    {
        Assert.StartsWith(beginning, PassageReply.Compose(locale, []), StringComparison.Ordinal);
        Assert.StartsWith(beginning, PassageReply.Compose(locale, [Passage("t", null) with { Coverage = PassageReply.MinCoverage - 0.01 }]), StringComparison.Ordinal);
    }

    [Fact]
    public void French_says_neither_vous_nor_tu_whichever_the_chatbot_says()
    {
        string[] answers = [PassageReply.Compose("fr", []), PassageReply.Compose("fr", [Passage("texte", null) with { Locale = "en", Coverage = 1 }])];

        Assert.All(answers, answer => Assert.DoesNotMatch(@"(?i)\b(vous|vos|votre|tu|te|toi|ton|ta|tes|\p{L}+ez)\b", answer));
    }

    [Fact]
    public void Passage_in_another_language_must_speak_of_more_of_the_question()
    {
        var foreign = Passage("texte", null) with { Coverage = PassageReply.MinForeignCoverage - 0.01 };
        var own = Passage("text", null) with { Coverage = PassageReply.MinCoverage, Locale = "en" };

        Assert.StartsWith("I found nothing", PassageReply.Compose("en", [foreign]), StringComparison.Ordinal);
        Assert.Same(own, PassageReply.BestOrNull("en-GB", [foreign, own]));
        Assert.Same(foreign, PassageReply.BestOrNull("fr", [foreign, own]));
    }

    private static RetrievedPassage Passage(string text, string? url) =>
        new(new KnowledgeTextId("text"), "Livraison", ["À l’étranger"], url, "fr", text, Score: 5, Coverage: 0.8);
}
