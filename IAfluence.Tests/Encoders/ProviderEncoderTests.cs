using System.Diagnostics;
using IAfluence.Core.Encoders;
using IAfluence.Core.Providers;
using IAfluence.Core.Usage;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Encoders;

/// <summary>The embedding model of a provider, called through the ledger, to a real server on loopback.</summary>
public sealed class ProviderEncoderTests : IAsyncLifetime
{
    private EmbeddingHost _host = null!;

    public async Task InitializeAsync() => _host = await EmbeddingHost.StartAsync();

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task Call_sends_the_texts_and_is_billed_to_the_agency_as_an_embedding()
    {
        var vectors = await _host.EncodeAsync(EncodingUse.Passage, "Bread costs four euros.", "Open on Sunday");

        Assert.Equal(2, vectors.Count);
        Assert.All(vectors, vector => Assert.Equal(1, Math.Sqrt(vector.Sum(number => number * number)), 5));
        var call = Assert.Single(_host.Embeddings.Calls);
        Assert.Equal((EmbeddingHost.ModelName, "Bearer sk-secret", "float", false), (call.Model, call.Authorization, call.Body.GetProperty("encoding_format").GetString(), call.Body.TryGetProperty("dimensions", out _)));
        Assert.Equal(["Bread costs four euros.", "Open on Sunday"], call.Texts);
        var entry = Assert.Single(await _host.EntriesAsync());
        Assert.Equal((AttemptPurpose.Embedding, AttemptOutcome.Completed, BilledTo.Agency, 7L, 0L, false), (entry.Purpose, entry.Outcome, entry.BilledTo, entry.InputTokens, entry.OutputTokens, entry.Estimated));
        Assert.Equal(EmbeddingHost.Price.CostMicros(7, 0, 0), entry.CostMicros);
        Assert.Equal((_host.Chatbot.Id, new ModelId(EmbeddingHost.ModelName)), (entry.ChatbotId, entry.ModelId));
        Assert.Equal(QuotaUse.None, await _host.UsedByClientAsync());
    }

    [Fact]
    public async Task Server_that_reports_no_use_is_billed_at_the_estimate()
    {
        _host.Embeddings.Enqueue(EmbeddingsReply.WithoutUsage);

        await _host.EncodeAsync(EncodingUse.Passage, "Bread costs four euros.");

        var entry = Assert.Single(await _host.EntriesAsync());
        Assert.Equal((TokenEstimator.Estimate("Bread costs four euros."), true), (entry.InputTokens, entry.Estimated));
    }

    [Fact]
    public async Task Many_texts_are_sent_in_batches_in_their_order()
    {
        string[] texts = [.. Enumerable.Range(0, 150).Select(number => $"text{number}")];

        var vectors = await _host.EncodeAsync(EncodingUse.Passage, texts);

        Assert.Equal([64, 64, 22], _host.Embeddings.Calls.Select(call => call.Texts.Count));
        Assert.Equal(150, vectors.Count);
        var alone = await _host.EncodeAsync(EncodingUse.Passage, "text130");
        Assert.Equal(alone[0], vectors[130]);
        Assert.Equal(4, (await _host.EntriesAsync()).Count);
    }

    [Fact]
    public async Task Questions_are_cut_shorter_than_passages()
    {
        var text = string.Concat(Enumerable.Repeat("word ", 1_000));

        await _host.EncodeAsync(EncodingUse.Question, text);
        await _host.EncodeAsync(EncodingUse.Passage, text);

        Assert.Equal([48L, 512L], _host.Embeddings.Texts.Select(sent => TokenEstimator.Estimate(sent)));
    }

    [Fact]
    public async Task Order_is_that_of_the_index_and_base64_is_read()
    {
        var floats = await _host.EncodeAsync(EncodingUse.Passage, "one", "two", "three");
        _host.Embeddings.Enqueue(EmbeddingsReply.Base64);

        var vectors = await _host.EncodeAsync(EncodingUse.Passage, "one", "two", "three");

        Assert.Equal(floats, vectors);
    }

    [Fact]
    public async Task Server_that_refuses_the_format_is_called_without_it_from_then_on()
    {
        _host.Embeddings.Usual = EmbeddingsReply.RefusesFormat;

        await _host.EncodeAsync(EncodingUse.Question, "one");
        await _host.EncodeAsync(EncodingUse.Question, "two");

        Assert.Equal([true, false, false], _host.Embeddings.Calls.Select(call => call.Body.TryGetProperty("encoding_format", out _)));
        Assert.Equal(2, (await _host.EntriesAsync()).Count);
    }

    [Theory]
    [InlineData(EmbeddingsReply.OneVectorLess, "returned 1 vectors for 2 texts", 2L)]
    [InlineData(EmbeddingsReply.MixedDimensions, "different dimensions", 2L)]
    [InlineData(EmbeddingsReply.ZeroVector, "without a direction", 2L)]
    [InlineData(EmbeddingsReply.NotANumber, "without a direction", 2L)]
    [InlineData(EmbeddingsReply.ErrorInBody, "at capacity", 0L)]
    [InlineData(EmbeddingsReply.Malformed, "could not be read", 0L)]
    public async Task Response_that_cannot_be_used_is_a_failure_and_its_tokens_are_billed(EmbeddingsReply reply, string reason, long tokens)
    {
        _host.Embeddings.Enqueue(reply);

        var error = await _host.RefusesAsync(EncodingUse.Question, "one", "two");

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains("Provider 'server', model 'embedder'", error.Message, StringComparison.Ordinal);
        var entry = Assert.Single(await _host.EntriesAsync());
        Assert.Equal((AttemptOutcome.Failed, tokens), (entry.Outcome, entry.InputTokens));
    }

    [Fact]
    public async Task Passages_wait_as_the_server_asks_and_are_sent_again()
    {
        _host.Embeddings.Enqueue(EmbeddingsReply.RateLimited, EmbeddingsReply.RateLimited);

        var vectors = await _host.EncodeAsync(EncodingUse.Passage, "Bread");

        Assert.Single(vectors);
        Assert.Equal(3, _host.Embeddings.Calls.Count);
        Assert.Equal(
            [(AttemptOutcome.Failed, 0L), (AttemptOutcome.Failed, 0L), (AttemptOutcome.Completed, 1L)],
            (await _host.EntriesAsync()).OrderBy(entry => entry.Outcome == AttemptOutcome.Completed).Select(entry => (entry.Outcome, entry.InputTokens)));
        Assert.Null(_host.Encoder.TroubleOf(_host.Client.Id));
    }

    [Fact]
    public async Task Passages_do_not_wait_longer_than_a_minute_nor_for_a_wrong_key()
    {
        _host.Embeddings.Enqueue(EmbeddingsReply.RateLimitedForLong, EmbeddingsReply.KeyRefused);

        var limited = await _host.RefusesAsync(EncodingUse.Passage, "Bread");
        var refused = await _host.RefusesAsync(EncodingUse.Passage, "Bread");

        Assert.Equal((EncoderTrouble.Busy, EncoderTrouble.KeyRefused), (limited.Trouble, refused.Trouble));
        Assert.Contains("Check the key of the provider", refused.Message, StringComparison.Ordinal);
        Assert.Equal(2, _host.Embeddings.Calls.Count);
        Assert.Equal(EncoderTrouble.KeyRefused, _host.Encoder.TroubleOf(_host.Client.Id));
    }

    [Fact]
    public async Task Passages_that_wait_are_cancelled_at_once()
    {
        _host.Embeddings.Usual = EmbeddingsReply.ServerError;
        using var stop = new CancellationTokenSource();
        var encoding = _host.Encoder.EncodeAsync(new EncodingRequest(_host.Client.Id, _host.Chatbot.Id, ["Bread"], "en", EncodingUse.Passage), stop.Token);
        while (_host.Embeddings.Calls.Count == 0)
            await Task.Delay(10);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => encoding);
        Assert.All(await _host.EntriesAsync(), entry => Assert.NotNull(entry.ClosedAt));
    }

    [Fact]
    public async Task Passage_that_is_too_long_for_the_model_is_cut_shorter()
    {
        _host.Embeddings.Enqueue(EmbeddingsReply.TooLong);

        await _host.EncodeAsync(EncodingUse.Passage, string.Concat(Enumerable.Repeat("word ", 1_000)));

        Assert.Equal([512L, 256L], _host.Embeddings.Texts.Select(sent => TokenEstimator.Estimate(sent)));
    }

    [Fact]
    public async Task Slow_server_delays_a_question_for_a_moment_and_the_next_ones_not_at_all()
    {
        _host.Embeddings.Enqueue(EmbeddingsReply.Hangs);
        var watch = Stopwatch.StartNew();

        var first = await _host.RefusesAsync(EncodingUse.Question, "How much is the bread?");
        var waited = watch.Elapsed;
        var second = await _host.RefusesAsync(EncodingUse.Question, "Are you open?");

        Assert.InRange(waited, ProviderEncoder.QuestionTimeout - TimeSpan.FromMilliseconds(100), ProviderEncoder.QuestionTimeout + TimeSpan.FromSeconds(8));
        Assert.Equal((EncoderTrouble.Busy, EncoderTrouble.Busy), (first.Trouble, second.Trouble));
        Assert.Contains("did not respond in time", second.Message, StringComparison.Ordinal);
        Assert.Single(_host.Embeddings.Calls);
        var entry = Assert.Single(await _host.EntriesAsync());
        Assert.Equal((AttemptOutcome.Failed, ProviderFailure.Timeout), (entry.Outcome, entry.Failure));

        _host.Core.Time.Advance(ProviderEncoder.Pause);
        Assert.Single(await _host.EncodeAsync(EncodingUse.Question, "Are you open?"));
        Assert.Null(_host.Encoder.TroubleOf(_host.Client.Id));
    }

    [Fact]
    public async Task Question_pause_is_as_long_as_the_server_asks_and_passages_are_not_paused()
    {
        _host.Embeddings.Enqueue(EmbeddingsReply.RateLimitedForLong);
        await _host.RefusesAsync(EncodingUse.Question, "Are you open?");

        _host.Core.Time.Advance(TimeSpan.FromMinutes(4));
        await _host.RefusesAsync(EncodingUse.Question, "Are you open?");
        await _host.EncodeAsync(EncodingUse.Passage, "We open at nine.");
        _host.Core.Time.Advance(TimeSpan.FromMinutes(1));
        await _host.EncodeAsync(EncodingUse.Question, "Are you open?");

        Assert.Equal(3, _host.Embeddings.Calls.Count);
    }

    [Fact]
    public async Task Client_that_does_not_allow_the_provider_sends_nothing()
    {
        await _host.ForbidsAsync(_host.Client);

        var question = await _host.RefusesAsync(EncodingUse.Question, "Are you open?");
        var passage = await _host.RefusesAsync(EncodingUse.Passage, "We open at nine.");

        Assert.Equal((EncoderTrouble.ProcessorNotAllowed, EncoderTrouble.ProcessorNotAllowed), (question.Trouble, passage.Trouble));
        Assert.Empty(_host.Embeddings.Calls);
        Assert.Empty(await _host.EntriesAsync());
        Assert.Equal(EncoderTrouble.ProcessorNotAllowed, _host.Encoder.TroubleOf(_host.Client.Id));
        Assert.Null(_host.Encoder.TroubleOf(ClientId.From("another")));

        await _host.AllowsAsync(_host.Client, null);
        Assert.Single(await _host.EncodeAsync(EncodingUse.Question, "Are you open?"));
        Assert.Null(_host.Encoder.TroubleOf(_host.Client.Id));
    }

    [Fact]
    public async Task Model_that_is_not_configured_is_asked_for_until_it_is()
    {
        await using var host = await EmbeddingHost.StartAsync(withModel: false);

        var missing = await host.RefusesAsync(EncodingUse.Question, "Are you open?");

        Assert.Equal(EncoderTrouble.NotSetUp, missing.Trouble);
        Assert.Contains("no provider 'server' with an active model", missing.Message, StringComparison.Ordinal);
        await host.HasModelAsync();
        Assert.Single(await host.EncodeAsync(EncodingUse.Question, "Are you open?"));
    }

    [Fact]
    public async Task Used_up_quota_of_the_model_is_a_refusal()
    {
        await using var host = await EmbeddingHost.StartAsync(withModel: false);
        await host.HasModelAsync(new Quota(QuotaPeriod.Month, Messages: 1));
        await host.EncodeAsync(EncodingUse.Question, "one");

        var refused = await host.RefusesAsync(EncodingUse.Question, "two");

        Assert.Equal(EncoderTrouble.QuotaUsedUp, refused.Trouble);
        Assert.Single(host.Embeddings.Calls);
    }

    [Fact]
    public async Task Dimensions_are_asked_for_checked_and_part_of_the_key()
    {
        await using var host = await EmbeddingHost.StartAsync(true, ("Encoder:Dimensions", "64"));

        Assert.Equal("server/embedder/64", host.Encoder.Key);
        Assert.Equal("server/embedder", _host.Encoder.Key);
        Assert.Equal(64, (await host.EncodeAsync(EncodingUse.Question, "one"))[0].Length);
        host.Embeddings.Encoder = texts => Task.FromResult<IReadOnlyList<float[]>>([.. texts.Select(_ => (float[])[0.6f, 0.8f])]);
        Assert.Contains("2 dimensions, and Encoder:Dimensions is 64", (await host.RefusesAsync(EncodingUse.Question, "one")).Message, StringComparison.Ordinal);
    }
}
