using IAfluence.Core.Help;
using IAfluence.Core.Knowledge;
using IAfluence.Core.Knowledge.Builtin;
using Xunit.Abstractions;

namespace IAfluence.Tests.Knowledge;

public sealed class AskingTheHelpTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Eighteen_of_twenty_real_questions_find_their_source_first()
    {
        await using var store = await KnowledgeStore.OpenAsync();
        var chatbot = await store.HasHelpChatbotAsync();

        var missed = new List<string>();
        foreach (var (locale, question, expectedKey) in HelpQuestions.Answered)
        {
            var passages = await store.AskAsync(KnowledgeStore.Martin, chatbot, question, locale);

            var best = passages is [{ Band: RetrievalBand.Answers } first, ..] ? first : null;
            if (best?.Url != HelpTexts.FindOrNull(locale, expectedKey)!.Url)
                missed.Add(question);
            output.WriteLine($"{(missed.Contains(question) ? "MISSED" : "ok    ")} {question} → {string.Join(" | ", passages.Select(p => $"{p.Url}#{string.Join('/', p.Headings)} {p.Score:F2}"))}");
        }

        Assert.True(missed.Count <= 2, "Missed: " + string.Join(" / ", missed));
    }

    [Fact]
    public async Task Question_off_topic_gets_an_honest_answer()
    {
        await using var store = await KnowledgeStore.OpenAsync();
        var chatbot = await store.HasHelpChatbotAsync();

        foreach (var (locale, question) in HelpQuestions.OffTopic)
        {
            var passages = await store.AskAsync(KnowledgeStore.Martin, chatbot, question, locale);

            output.WriteLine($"{question} → {string.Join(" | ", passages.Select(p => $"{p.Url}#{string.Join('/', p.Headings)} {p.Score:F2}"))}");
            Assert.DoesNotContain(passages, passage => passage.Band == RetrievalBand.Answers);
            var retrieval = new Retrieval(passages is [var best, ..] ? best.Band : RetrievalBand.Nothing, passages);
            var reply = PassageReply.Compose(new ReplyContext(question, locale, retrieval, "Aide", HasHandover: false));
            Assert.StartsWith(
                (retrieval.Band, locale) switch
                {
                    (RetrievalBand.Near, "fr") => "[[unsure]]\nJe n’ai pas trouvé de réponse exacte.",
                    (RetrievalBand.Near, _) => "[[unsure]]\nI found no exact answer.",
                    (_, "fr") => "[[unanswered]]\nJe n’ai rien trouvé",
                    _ => "[[unanswered]]\nI found nothing",
                },
                reply,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Help_says_the_same_things_in_both_languages()
    {
        var french = HelpTexts.In("fr");
        var english = HelpTexts.In("en");

        Assert.Equal(french.Select(text => text.Key), english.Select(text => text.Key));
        Assert.All(french.Zip(english), pair => Assert.Equal(
            PassageSplitter.Split(pair.First.Markdown).Count, PassageSplitter.Split(pair.Second.Markdown).Count));
        Assert.All(new[] { french, english }, texts => Assert.InRange(texts.Sum(text => PassageSplitter.Split(text.Markdown).Count), 40, 200));
        Assert.All(HelpTexts.All, text => Assert.NotEmpty(text.Title));
    }
}
