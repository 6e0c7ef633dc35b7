using System.Diagnostics;
using IAfluence.Core.Usage;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Encoders;

/// <summary>The whole application with the embeddings of a provider: texts are encoded in the background, visitors' questions when they are asked.</summary>
public sealed class FindingTextsThroughAProviderTests
{
    private const string Meant = "Combien pour une baguette ?";
    private const string Worded = "Que coûte le pain de campagne ?";

    [Fact]
    public async Task Question_without_a_word_of_the_text_is_answered_and_every_token_is_in_the_ledger()
    {
        await using var app = await IAfluenceApp.StartWithEmbeddingsAsync(prepare: ByConcept);
        await app.HasEncodedAsync("martin", 2);
        await app.HasEncodedAsync("dupont", 2);

        var reply = await app.NewSpender("martin").AskAsync(Meant);

        Assert.Contains("quatre euros vingt", reply.Text, StringComparison.Ordinal);
        var calls = app.Upstream.Embeddings.Calls;
        Assert.Equal(5, calls.Count);
        Assert.Equal([Meant], calls[^1].Texts);
        Assert.All(calls.SkipLast(1), call => Assert.True(call.Texts.Count >= 2));
        await Eventually.HoldsAsync(async () => (await app.EmbeddingEntriesAsync()).Count == 5, "every call is in the ledger");
        var entries = await app.EmbeddingEntriesAsync();
        Assert.Equal(calls.Select(call => LoopbackEmbeddings.TokensOf(call.Texts)).Order(), entries.Select(entry => entry.InputTokens).Order());
        Assert.All(entries, entry => Assert.Equal(
            (AttemptOutcome.Completed, BilledTo.Agency, false, ((entry.InputTokens * IAfluenceApp.EmbeddingInputMicros) + 500_000) / 1_000_000),
            (entry.Outcome, entry.BilledTo, entry.Estimated, entry.CostMicros)));
        // One reply by the built-in model, whose tokens are estimates; no embedding.
        Assert.Equal(1, (await app.QuotaStatusAsync()).Used.Messages);
        Assert.Equal(0, (await app.QuotaStatusAsync()).Used.CostMicros);
    }

    [Fact]
    public async Task Text_saved_in_the_admin_is_encoded_with_one_call_and_found()
    {
        await using var app = await IAfluenceApp.StartWithEmbeddingsAsync(prepare: ByConcept);
        await app.HasEncodedAsync("martin", 2);
        await app.HasEncodedAsync("dupont", 2);
        await app.SignInAsync();
        var calls = app.Upstream.Embeddings.Calls.Count;
        var martin = await app.MartinClientAsync();
        var chatbot = (await app.PassagesAsync("martin"))[0].ChatbotId;

        var form = await app.OpenAsync($"/admin/chatbots/{martin.Id}/{chatbot}/knowledge/new");
        await app.SubmitAsync(form.Form("#knowledge-text form"), new { Form_Title = "Livraison", Form_Text = "Nous livrons à Lyon." });
        await app.HasEncodedAsync("martin", 3);
        var reply = await app.NewSpender("martin").AskAsync("Pouvez-vous apporter ma commande ?");

        Assert.Contains("Nous livrons à Lyon", reply.Text, StringComparison.Ordinal);
        Assert.Equal(calls + 2, app.Upstream.Embeddings.Calls.Count);
    }

    [Fact]
    public async Task Client_that_does_not_allow_the_provider_sends_it_neither_texts_nor_questions()
    {
        await using var app = await IAfluenceApp.StartWithEmbeddingsAsync(new { regions = (string[])["eu"] });
        await app.HasEncodedAsync("dupont", 2);
        var calls = app.Upstream.Embeddings.Calls.Count;

        var reply = await app.NewSpender("martin").AskAsync(Worded);

        Assert.Contains("quatre euros vingt", reply.Text, StringComparison.Ordinal);
        Assert.Equal((2, 2), (calls, app.Upstream.Embeddings.Calls.Count));
        Assert.All(await app.PassagesAsync("martin"), passage => Assert.Null(passage.Encoder));
        var martin = await app.MartinClientAsync();
        Assert.DoesNotContain(await app.EmbeddingEntriesAsync(), entry => entry.ClientId == martin.Id);
    }

    [Fact]
    public async Task Server_that_does_not_respond_leaves_the_words_and_takes_little_time_once()
    {
        await using var app = await IAfluenceApp.StartWithEmbeddingsAsync();
        await app.HasEncodedAsync("martin", 2);
        await app.HasEncodedAsync("dupont", 2);
        app.Upstream.Embeddings.Usual = EmbeddingsReply.Hangs;
        var calls = app.Upstream.Embeddings.Calls.Count;

        var watch = Stopwatch.StartNew();
        var first = await app.NewSpender("martin").AskAsync(Worded);
        var second = await app.NewSpender("martin").AskAsync("Quand la boutique est-elle ouverte ?");

        Assert.Contains("quatre euros vingt", first.Text, StringComparison.Ordinal);
        Assert.Contains("sept heures", second.Text, StringComparison.Ordinal);
        Assert.InRange(watch.Elapsed.TotalSeconds, 1, 15);
        Assert.Equal(calls + 1, app.Upstream.Embeddings.Calls.Count);
    }

    /// <summary>Vectors of three concepts, whatever the words.</summary>
    private static void ByConcept(LoopbackEmbeddings embeddings) => embeddings.Encoder = texts => Task.FromResult<IReadOnlyList<float[]>>(
        [.. texts.Select(text => new[] { Has(text, "pain", "prix", "baguette"), Has(text, "ouvert", "horaires"), Has(text, "livr", "apporter"), 0.1f })]);

    private static float Has(string text, params string[] stems) => stems.Count(stem => text.Contains(stem, StringComparison.OrdinalIgnoreCase));
}
