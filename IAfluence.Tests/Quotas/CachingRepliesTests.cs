using IAfluence.Core.Chatbots;
using IAfluence.Core.Quotas;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.ReplyCaching;
using IAfluence.Core.Usage;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Quotas;

/// <summary>Answers that are given again: to whom, for how long, and what they cost.</summary>
public sealed class CachingRepliesTests
{
    private static readonly string[] SmallOnly = [Spending.Small];

    private static Dictionary<string, object?> Cached => new() { ["answerCache"] = new { hours = 24 }, ["route"] = SmallOnly };

    [Fact]
    public async Task Same_question_is_answered_again_without_a_model_and_says_what_it_saved()
    {
        await using var site = await IAfluenceApp.StartWithSpendingAsync(
            new() { ["quota"] = new { period = "month", messages = 100 } }, new() { ["accueil"] = Cached });
        var first = await site.NewSpender().AskAsync("Quels sont vos horaires d’été ?");

        var again = site.NewSpender();
        var second = await again.AskAsync("  quels sont   vos HORAIRES d’ete !! ");

        Assert.Equal((first.Text, "stop"), (second.Text, second.Done!.Text("finishReason")));
        Assert.Equal([Spending.Small], site.Called);
        Assert.Single(await site.StoredAsync<Attempt>());
        var reply = Assert.Single(await site.StoredAsync<Message>(), message => message.SavedMicros is not null);
        Assert.Equal((again.ConversationId, Spending.SmallMicros), (reply.ConversationId.Value, reply.SavedMicros));
        Assert.Equal(
            (Spending.SmallMicros, 0L),
            (await site.StoredAsync<Conversation>()).Where(one => one.Id == reply.ConversationId).Select(one => (one.SavedMicros, one.CostMicros)).Single());
        Assert.Equal((1L, Spending.SmallMicros), (await site.StoredAsync<ReplySaving>()).Select(saving => (saving.Replies, saving.SavedMicros)).Single());
        Assert.Equal(new QuotaUse(2, 140, Spending.SmallMicros), (await site.QuotaStatusAsync()).Used);
    }

    [Fact]
    public async Task Reused_answer_keeps_its_outcome_and_its_sources()
    {
        await using var site = await IAfluenceApp.StartWithSpendingAsync(null, new() { ["accueil"] = Cached });
        await site.KnowsAsync((await site.StoredAsync<Chatbot>()).Single(), "Horaires", "Nos horaires d’été : ouvert à 7 h.");
        site.Upstream.Enqueue(UpstreamReply.Words("[[unsure]] Peut-être à 7 h [1]."));
        var first = await site.NewSpender().AskAsync("Quels sont vos horaires d’été ?");

        var second = await site.NewSpender().AskAsync("Quels sont vos horaires d’été ?");

        Assert.Equal([Spending.Small], site.Called);
        Assert.Equal(("Peut-être à 7 h [1].", "unsure"), (second.Text, second.Done!.Text("outcome")));
        foreach (var property in (string[])["outcome", "sources", "suggestions"])
            Assert.Equal(first.Done!.Data.GetProperty(property).ToString(), second.Done!.Data.GetProperty(property).ToString());
        Assert.All(await site.StoredAsync<Message>(), message => Assert.Equal(message.Role == MessageRole.Assistant ? 1 : 0, message.Passages.Count));
    }

    [Fact]
    public async Task Questions_to_other_chatbots_and_later_questions_are_asked_of_a_model()
    {
        await using var site = await IAfluenceApp.StartWithSpendingAsync(null, new() { ["accueil"] = Cached, ["devis"] = Cached });
        var visitor = site.NewSpender();
        await visitor.AskAsync("Quels sont vos horaires ?");

        await site.NewSpender("devis").AskAsync("Quels sont vos horaires ?");
        await visitor.AskAsync("Quels sont vos horaires ?");
        await site.NewSpender().AskAsync("Quels sont vos prix ?");
        await site.NewSpender().AskAsync("Quels sont vos horaires ?", locale: "en");

        Assert.Equal(5, site.Called.Count);
    }

    [Fact]
    public async Task Chatbot_without_the_setting_keeps_no_answers()
    {
        await using var site = await IAfluenceApp.StartWithSpendingAsync();

        await site.NewSpender().AskAsync("Quels sont vos horaires ?");
        await site.NewSpender().AskAsync("Quels sont vos horaires ?");

        Assert.Equal(2, site.Called.Count);
        Assert.Empty(await site.StoredAsync<CachedReply>());
    }

    [Fact]
    public async Task Answer_is_forgotten_after_its_life_and_when_settings_or_knowledge_change()
    {
        await using var site = await IAfluenceApp.StartWithSpendingAsync(null, new() { ["accueil"] = Cached });
        await AskTwiceAsync();

        site.Time.Advance(TimeSpan.FromHours(24));
        await AskTwiceAsync();

        var chatbot = Assert.Single(await site.StoredAsync<Chatbot>());
        await site.ChangeChatbotAsync(chatbot, settings => settings with { SystemPrompt = "Sois bref." });
        await AskTwiceAsync();

        await site.KnowsAsync(chatbot, "Horaires", "Ouvert à 7 h.");
        await AskTwiceAsync();

        Assert.Equal(4, site.Called.Count);

        async Task AskTwiceAsync()
        {
            await site.NewSpender().AskAsync("Quels sont vos horaires ?");
            await site.NewSpender().AskAsync("Quels sont vos horaires ?");
        }
    }

    [Fact]
    public async Task Answer_that_broke_off_is_not_kept()
    {
        await using var site = await IAfluenceApp.StartWithSpendingAsync(null, new() { ["accueil"] = Cached });
        site.Upstream.Enqueue(UpstreamReply.ByName("length"));

        await site.NewSpender().AskAsync("Quels sont vos horaires ?");
        await site.NewSpender().AskAsync("Quels sont vos horaires ?");

        Assert.Equal(2, site.Called.Count);
    }

    [Fact]
    public async Task Cache_still_answers_where_no_model_may_be_asked()
    {
        await using var site = await IAfluenceApp.StartWithSpendingAsync(
            new() { ["quota"] = new { period = "month", messages = 10 } }, new() { ["accueil"] = Cached });
        var first = await site.NewSpender().AskAsync("Quels sont vos horaires ?");
        for (var number = 2; number <= 9; number++)
            await site.NewSpender().AskAsync($"Question {number}");

        var tenth = await site.NewSpender().AskAsync("Quels sont vos horaires ?");

        Assert.Equal((first.Text, 9), (tenth.Text, site.Called.Count));
    }

    [Fact]
    public async Task Question_itself_is_kept_nowhere_and_answers_go_with_their_chatbot()
    {
        await using var site = await IAfluenceApp.StartWithSpendingAsync(null, new() { ["accueil"] = Cached });
        await site.NewSpender().AskAsync("Ma question est 0612345678");
        // Nobody waits for the cache: the answer is kept a moment after the visitor has it.
        await Eventually.HoldsAsync(async () => (await site.StoredAsync<CachedReply>()).Count > 0, "the answer is kept");
        var kept = Assert.Single(await site.StoredAsync<CachedReply>());
        Assert.DoesNotContain("0612345678", System.Text.Json.JsonSerializer.Serialize(kept));

        await site.EraseAsync((await site.StoredAsync<Chatbot>()).Single(chatbot => chatbot.Id == kept.ChatbotId));

        Assert.Empty(await site.StoredAsync<CachedReply>());
        Assert.Empty(await site.StoredAsync<ReplySaving>());
        Assert.Empty(await site.StoredAsync<ClientQuotaWindow>());
    }

    [Theory]
    [InlineData("  Où   êtes-vous ?! ", "ou etes-vous")]
    [InlineData("« Bonjour… »", "bonjour")]
    [InlineData("Est-ce à 20 %", "est-ce a 20 %")]
    [InlineData("C++ ?", "c++")]
    [InlineData("???", "")]
    public void Question_is_compared_without_case_accents_blanks_and_end_punctuation(string question, string normal) =>
        Assert.Equal(normal, CachedQuestion.Normalise(question));
}
