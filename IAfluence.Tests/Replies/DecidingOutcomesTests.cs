using IAfluence.Core.Knowledge;
using IAfluence.Core.Replies.Cleaning;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Replies.Running;
using IAfluence.Core.ReplyCaching;
using IAfluence.Core.Routing.Walk;

namespace IAfluence.Tests.Replies;

public sealed class DecidingOutcomesTests
{
    [Theory]
    [InlineData(true, FinishReason.Stop, null, ReplyOutcome.Unsure, 0.9, "Combien ?", ReplyOutcome.Unsure, OutcomeReason.Mark)]
    [InlineData(true, FinishReason.Length, null, ReplyOutcome.Answered, 0.0, "Le prix du pain ?", ReplyOutcome.Answered, OutcomeReason.Mark)]
    [InlineData(true, FinishReason.Cancelled, null, null, 0.9, "Le prix du pain ?", ReplyOutcome.Answered, OutcomeReason.Score)]
    [InlineData(true, FinishReason.Stop, null, null, 0.9, "Le prix du pain ?", ReplyOutcome.Answered, OutcomeReason.Score)]
    [InlineData(true, FinishReason.Stop, null, null, 0.3, "Le prix du pain ?", ReplyOutcome.Unsure, OutcomeReason.Score)]
    [InlineData(true, FinishReason.Stop, null, null, 0.15, "Le prix du pain ?", ReplyOutcome.Unanswered, OutcomeReason.Score)]
    [InlineData(true, FinishReason.Stop, null, null, 0.15, "Bonjour !", ReplyOutcome.SmallTalk, OutcomeReason.Words)]
    [InlineData(true, FinishReason.Stop, null, null, 0.9, "Merci", ReplyOutcome.SmallTalk, OutcomeReason.Words)]
    [InlineData(true, FinishReason.Stop, null, null, 0.9, "Pourquoi ?", ReplyOutcome.Answered, OutcomeReason.Score)]
    [InlineData(false, null, RefusedBy.Provider, null, 0.9, "Le prix ?", ReplyOutcome.Refused, OutcomeReason.Provider)]
    [InlineData(true, FinishReason.Length, RefusedBy.Model, ReplyOutcome.Answered, 0.9, "Le prix ?", ReplyOutcome.Refused, OutcomeReason.Model)]
    [InlineData(false, null, null, null, 0.9, "Le prix ?", ReplyOutcome.Failed, OutcomeReason.Error)]
    [InlineData(false, FinishReason.Cancelled, null, ReplyOutcome.Answered, 0.9, "Le prix ?", ReplyOutcome.Failed, OutcomeReason.Cancelled)]
    public void Outcome_is_that_of_the_end_then_of_the_mark_then_of_the_score(
        bool hasText, FinishReason? finish, RefusedBy? refusedBy, ReplyOutcome? marked, double score, string question, ReplyOutcome outcome, OutcomeReason reason)
    {
        var grounds = Grounds(question, Passage("Prix", [], "fr", score));

        Assert.Equal((outcome, reason), ReplyResult.Decide(grounds, new ReplyEnd(hasText, finish, refusedBy, marked)));
    }

    [Fact]
    public void Suggestions_are_the_distinct_near_passages_in_the_visitors_language_first()
    {
        var grounds = Grounds(
            "Le pain ?",
            Passage("Bread", [], "en", 0.34), Passage("Prix", ["Pains"], "fr", 0.33), Passage("prix", ["pains"], "fr", 0.32), Passage("Prix", ["Prix"], "fr", 0.3),
            Passage(new string('t', 90), ["Court"], "fr", 0.28), Passage("Loin", [], "fr", 0.15));

        Assert.Equal(["Prix › Pains", "Prix", "Court"], ResultOf(grounds, ReplyOutcome.Unsure).Suggestions);
        Assert.Empty(ResultOf(grounds, ReplyOutcome.Answered).Suggestions);
        Assert.All(ResultOf(Grounds("Le pain ?", Passage(new string('t', 90), [], "fr", 0.3)), ReplyOutcome.Unsure).Suggestions, name => Assert.Equal(80, name.Length));
    }

    [Fact]
    public void Reply_from_the_cache_keeps_its_result()
    {
        var kept = new CachedReply
        {
            Id = new CachedReplyId("1"),
            ClientId = new ClientId("martin"),
            ChatbotId = new ChatbotId("accueil"),
            Text = "Le pain coûte 4 € [1].",
            Outcome = ReplyOutcome.Unsure,
            OutcomeReason = OutcomeReason.Mark,
            Sources = [new MessageSource("Prix", null)],
            Passages = [new PassageId("prix-1")],
            Suggestions = ["Prix"],
            ModelId = new ModelId("normal"),
            CostMicros = 1,
            ExpiresAt = DateTimeOffset.UnixEpoch,
        };

        var result = ReplyResult.Of(ReplyGrounds.Of(kept), new ReplyEnd(true, FinishReason.Stop, null, null), new CitationNumbers([]));

        Assert.Equal((kept.Outcome, kept.OutcomeReason), (result.Outcome, result.Reason));
        Assert.Equal((kept.Sources, kept.Passages, kept.Suggestions), (result.Sources, result.Passages, result.Suggestions));
    }

    private static ReplyResult ResultOf(ReplyGrounds grounds, ReplyOutcome marked) =>
        ReplyResult.Of(grounds, new ReplyEnd(true, FinishReason.Stop, null, marked), new CitationNumbers(grounds.Retrieval.Passages));

    private static ReplyGrounds Grounds(string question, params RetrievedPassage[] passages) =>
        new() { Question = new RetrievalQuestion(question, "fr"), Retrieval = new Retrieval(passages[0].Band, passages) };

    private static RetrievedPassage Passage(string title, IReadOnlyList<string> headings, string locale, double score) =>
        new(new PassageId($"{title}-1"), new KnowledgeTextId(title), title, headings, null, locale, "", score, default);
}
