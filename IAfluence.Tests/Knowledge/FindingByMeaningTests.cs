using IAfluence.Core.Knowledge;
using IAfluence.Tests.Encoders;
using static IAfluence.Tests.Knowledge.KnowledgeStore;

namespace IAfluence.Tests.Knowledge;

public sealed class FindingByMeaningTests
{
    private const string Pets = "## Animals\n\nPets are welcome in all rooms. A basket is provided on request.";
    private const string Pool = "## Swimming\n\nThe pool closes at eight in the evening.";

    [Theory]
    [InlineData("en", "Can my dog come?", Pets, Pool)]
    [InlineData("fr", "Mon chien peut-il venir ?", "## Animaux\n\nLes animaux sont acceptés dans toutes les chambres.", "## Baignade\n\nLa piscine ferme à vingt heures.")]
    public async Task Passage_that_shares_no_word_with_the_question_is_found(string locale, string question, string right, string wrong)
    {
        await using var store = await OpenAsync(BuiltinEncoderOfTests.TheOne);
        var chatbot = await store.HasChatbotAsync(Martin, "hotel");
        var text = await store.KnowsAsync(Martin, chatbot, "Right", right, locale);
        await store.KnowsAsync(Martin, chatbot, "Wrong", wrong, locale);
        await store.Indexer.RunAsync(CancellationToken.None);

        var found = await store.AskAsync(Martin, chatbot, question, locale);

        Assert.Equal(text.Id, found[0].TextId);
        Assert.True(found[0].Band > RetrievalBand.Nothing);
        Assert.True(found[0].Best.Length > 0);
    }

    [Fact]
    public async Task Nearest_sentences_say_where_the_answer_is()
    {
        await using var store = await OpenAsync(BuiltinEncoderOfTests.TheOne);
        var chatbot = await store.HasChatbotAsync(Martin, "hotel");
        await store.KnowsAsync(Martin, chatbot, "House", "Breakfast is served from seven. Your car can stay behind the building for free. The lift is next to the bar.", "en");
        await store.Indexer.RunAsync(CancellationToken.None);

        var found = (await store.AskAsync(Martin, chatbot, "Where can I park?", "en"))[0];

        Assert.Contains("Your car can stay behind the building", found.Best.In(found.Text), StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_text_is_found_by_its_words_until_it_is_encoded()
    {
        await using var store = await OpenAsync(BuiltinEncoderOfTests.TheOne);
        var chatbot = await store.HasChatbotAsync(Martin, "hotel");
        await store.KnowsAsync(Martin, chatbot, "Animals", Pets, "en");
        await store.Indexer.RunAsync(CancellationToken.None);
        var added = await store.KnowsAsync(Martin, chatbot, "Pool", Pool, "en");

        Assert.Equal(1, await store.Indexer.CountMissingAsync(Martin, chatbot, CancellationToken.None));
        Assert.Equal(added.Id, (await store.AskAsync(Martin, chatbot, "When does the pool close?", "en"))[0].TextId);

        await store.Indexer.RunAsync(CancellationToken.None);
        Assert.Equal(0, await store.Indexer.CountMissingAsync(Martin, chatbot, CancellationToken.None));
        Assert.Equal(added.Id, (await store.AskAsync(Martin, chatbot, "Until when can I go for a dip?", "en"))[0].TextId);
    }

    [Fact]
    public async Task Replaced_and_deleted_texts_are_not_found_by_their_old_meaning()
    {
        await using var store = await OpenAsync(BuiltinEncoderOfTests.TheOne);
        var chatbot = await store.HasChatbotAsync(Martin, "hotel");
        var replaced = await store.KnowsAsync(Martin, chatbot, "Replaced", Pets, "en");
        var deleted = await store.KnowsAsync(Martin, chatbot, "Deleted", "Dogs and cats may stay with you.", "en");
        await store.KnowsAsync(Martin, chatbot, "Pool", Pool, "en");
        await store.Indexer.RunAsync(CancellationToken.None);
        Assert.Equal(2, (await store.AskAsync(Martin, chatbot, "Can my dog come?", "en")).Count(passage => passage.Band > RetrievalBand.Nothing));

        await store.KnowsAsync(Martin, chatbot, "Replaced", "## Heating\n\nThe heating is switched on in October.", "en");
        await store.Service.DeleteAsync(Martin, chatbot, deleted.Id, CancellationToken.None);

        foreach (var indexed in new[] { false, true })
        {
            if (indexed)
                await store.Indexer.RunAsync(CancellationToken.None);
            var found = await store.AskAsync(Martin, chatbot, "Can my dog come?", "en");
            Assert.DoesNotContain(found, passage => passage.TextId == deleted.Id);
            Assert.DoesNotContain(found, passage => passage.TextId == replaced.Id && passage.Band > RetrievalBand.Nothing);
        }
    }

    [Fact]
    public async Task Meaning_does_not_cross_chatbots_or_clients()
    {
        await using var store = await OpenAsync(BuiltinEncoderOfTests.TheOne);
        var first = await store.HasChatbotAsync(Martin, "hotel");
        var second = await store.HasChatbotAsync(Martin, "shop");
        var other = await store.HasChatbotAsync(Dupont, "hotel");
        await store.KnowsAsync(Martin, first, "Animals", Pets, "en");
        await store.KnowsAsync(Dupont, other, "Pool", Pool, "en");
        await store.Indexer.RunAsync(CancellationToken.None);

        Assert.NotEmpty(await store.AskAsync(Martin, first, "Can my dog come?", "en"));
        Assert.Empty(await store.AskAsync(Martin, second, "Can my dog come?", "en"));
        Assert.Empty(await store.AskAsync(Dupont, first, "Can my dog come?", "en"));
        Assert.DoesNotContain(await store.AskAsync(Dupont, other, "Can my dog come?", "en"), passage => passage.Title == "Animals");
    }

    [Fact]
    public async Task Two_processes_that_encode_at_the_same_time_store_each_vector_once()
    {
        await using var store = await OpenAsync(BuiltinEncoderOfTests.TheOne);
        var chatbot = await store.HasChatbotAsync(Martin, "hotel");
        for (var number = 0; number < 12; number++)
            await store.KnowsAsync(Martin, chatbot, $"Text {number}", $"Room {number} is on floor {number}.", "en");

        await Task.WhenAll(store.Indexer.RunAsync(CancellationToken.None), store.NewIndexer().RunAsync(CancellationToken.None));

        var vectors = await store.VectorsOfAsync(Martin, chatbot);
        Assert.Equal(12, vectors.Count);
        Assert.Equal(12, vectors.Select(vector => vector.Stamp).Distinct().Count());
        var loaded = await store.Vectors.LoadOrNullAsync(Martin, chatbot, BuiltinEncoderOfTests.TheOne.Key, CancellationToken.None);
        Assert.Equal(12, loaded?.Count);
    }

    [Fact]
    public async Task Follow_up_is_understood_with_the_message_before_it()
    {
        await using var store = await OpenAsync(BuiltinEncoderOfTests.TheOne);
        var chatbot = await store.HasChatbotAsync(Martin, "hotel");
        var pool = await store.KnowsAsync(Martin, chatbot, "Pool", "## Swimming\n\nThe pool closes at eight. On Sundays it closes at noon.", "en");
        await store.KnowsAsync(Martin, chatbot, "Bar", "## Bar\n\nThe bar opens at five.", "en");
        await store.Indexer.RunAsync(CancellationToken.None);

        var found = await store.Retriever.RetrieveAsync(
            Martin, chatbot, new RetrievalQuestion("and at weekends?", "en", Before: "When does the pool close?"), 3, CancellationToken.None);

        Assert.Equal(pool.Id, found.Passages[0].TextId);
        Assert.Equal(RetrievalBand.Answers, found.Band);
    }

    [Fact]
    public async Task Question_that_visitors_ask_leads_to_a_text_that_shares_no_word_with_it()
    {
        await using var store = await OpenAsync();
        var chatbot = await store.HasChatbotAsync(Martin, "hotel");
        await store.Service.SaveAsync(
            Martin, chatbot, new KnowledgeDraft("pets", "Animals", "Four-legged guests stay for free.", null, "en", "Can I bring my dog?\n\n  Are cats allowed?  "), CancellationToken.None);

        Assert.Equal("Animals", Assert.Single(await store.AskAsync(Martin, chatbot, "dog", "en")).Title);
        Assert.Equal(["Can I bring my dog?", "Are cats allowed?"], (await store.PassagesOfAsync(Martin, chatbot))[0].Questions);
    }
}
