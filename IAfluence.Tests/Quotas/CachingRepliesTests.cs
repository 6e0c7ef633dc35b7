using IAfluence.Core.Chatbots;
using IAfluence.Core.Erasure;
using IAfluence.Core.Knowledge;
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
        await using var site = await Spending.StartAsync(
            new() { ["quota"] = new { period = "month", messages = 100 } }, new() { ["accueil"] = Cached });
        var first = await site.NewVisitor().AskAsync("Quels sont vos horaires d’été ?");

        var again = site.NewVisitor();
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
        Assert.Equal(new QuotaUse(2, 140, Spending.SmallMicros), (await site.StatusAsync()).Used);
    }

    [Fact]
    public async Task Other_chatbots_and_later_questions_are_asked_of_a_model()
    {
        await using var site = await Spending.StartAsync(null, new() { ["accueil"] = Cached, ["devis"] = Cached });
        var visitor = site.NewVisitor();
        await visitor.AskAsync("Quels sont vos horaires ?");

        await site.NewVisitor("devis").AskAsync("Quels sont vos horaires ?");
        await visitor.AskAsync("Quels sont vos horaires ?");
        await site.NewVisitor().AskAsync("Quels sont vos prix ?");
        await site.NewVisitor().AskAsync("Quels sont vos horaires ?", locale: "en");

        Assert.Equal(5, site.Called.Count);
    }

    [Fact]
    public async Task Chatbot_without_the_setting_keeps_no_answers()
    {
        await using var site = await Spending.StartAsync();

        await site.NewVisitor().AskAsync("Quels sont vos horaires ?");
        await site.NewVisitor().AskAsync("Quels sont vos horaires ?");

        Assert.Equal(2, site.Called.Count);
        Assert.Empty(await site.StoredAsync<CachedReply>());
    }

    [Fact]
    public async Task Answer_is_forgotten_after_its_life_and_when_settings_or_knowledge_change()
    {
        await using var site = await Spending.StartAsync(null, new() { ["accueil"] = Cached });
        await AskTwiceAsync();

        site.App.Time.Advance(TimeSpan.FromHours(24));
        await AskTwiceAsync();

        var client = await site.ClientAsync();
        var chatbot = (await site.App.Service<ChatbotService>().FindByKeyOrNullAsync(client.Id, "accueil", default))!;
        var versions = site.App.Service<ChatbotVersions>();
        var version = (await versions.FindPublishedOrNullAsync(client.Id, chatbot.Id, default))!;
        await versions.SaveAsync(client.Id, chatbot.Id, version.Number, version.Settings with { SystemPrompt = "Sois bref." }, null, default);
        await AskTwiceAsync();

        await site.App.Service<KnowledgeService>().SaveAsync(
            client.Id, chatbot.Id, new KnowledgeDraft("horaires", "Horaires", "Ouvert à 7 h.", null, "fr"), default);
        site.App.Service<PublishedChatbots>().Invalidate();
        await AskTwiceAsync();

        Assert.Equal(4, site.Called.Count);

        async Task AskTwiceAsync()
        {
            await site.NewVisitor().AskAsync("Quels sont vos horaires ?");
            await site.NewVisitor().AskAsync("Quels sont vos horaires ?");
        }
    }

    [Fact]
    public async Task Answer_that_broke_off_is_not_kept()
    {
        await using var site = await Spending.StartAsync(null, new() { ["accueil"] = Cached });
        site.Upstream.Enqueue(UpstreamReply.ByName("length"));

        await site.NewVisitor().AskAsync("Quels sont vos horaires ?");
        await site.NewVisitor().AskAsync("Quels sont vos horaires ?");

        Assert.Equal(2, site.Called.Count);
    }

    [Fact]
    public async Task Cache_still_answers_where_no_model_may_be_asked()
    {
        await using var site = await Spending.StartAsync(
            new() { ["quota"] = new { period = "month", messages = 10 } }, new() { ["accueil"] = Cached });
        var first = await site.NewVisitor().AskAsync("Quels sont vos horaires ?");
        for (var number = 2; number <= 9; number++)
            await site.NewVisitor().AskAsync($"Question {number}");

        var tenth = await site.NewVisitor().AskAsync("Quels sont vos horaires ?");

        Assert.Equal((first.Text, 9), (tenth.Text, site.Called.Count));
    }

    [Fact]
    public async Task Question_itself_is_kept_nowhere_and_answers_go_with_their_chatbot()
    {
        await using var site = await Spending.StartAsync(null, new() { ["accueil"] = Cached });
        await site.NewVisitor().AskAsync("Ma question est 0612345678");
        // Nobody waits for the cache: the answer is kept a moment after the visitor has it.
        for (var tries = 0; tries < 500 && (await site.StoredAsync<CachedReply>()).Count == 0; tries++)
            await Task.Delay(10);
        var kept = Assert.Single(await site.StoredAsync<CachedReply>());
        Assert.DoesNotContain("0612345678", System.Text.Json.JsonSerializer.Serialize(kept));

        var chatbot = (await site.App.Service<ChatbotService>().FindByKeyOrNullAsync(kept.ClientId, "accueil", default))!;
        await site.App.Service<ChatbotErasure>().EraseAsync(chatbot, default);

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
