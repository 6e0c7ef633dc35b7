using System.Text;
using IAfluence.Core.Egress;
using IAfluence.Core.Providers;
using IAfluence.Core.Providers.OpenAi;
using IAfluence.Tests.Testing;
using Microsoft.Extensions.AI;

namespace IAfluence.Tests.Providers;

public sealed class OpenAiResponsesTests : IAsyncLifetime
{
    private readonly HttpMessageInvoker _http = new(EgressGuard.CreateHandler(privateNetworkAllowed: true));
    private LoopbackOpenAi _upstream = null!;

    public async Task InitializeAsync() => _upstream = await LoopbackOpenAi.StartAsync();

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _upstream.DisposeAsync();
    }

    [Fact]
    public async Task An_answer_arrives_whole_with_its_usage_and_finish_reason()
    {
        var answer = await AskAsync("normal");

        Assert.Equal(UpstreamReply.Words().Text, answer.Text);
        Assert.Null(answer.Failure);
        Assert.Equal(ChatFinishReason.Stop, answer.FinishReason);
        Assert.Equal((100, 60, 40), (answer.Usage!.InputTokenCount, answer.Usage.CachedInputTokenCount, answer.Usage.OutputTokenCount));
    }

    [Fact]
    public async Task Tokens_sent_apart_arrive_apart()
    {
        var answer = await AskAsync("slow");

        Assert.InRange(answer.Pieces.Count, 18, 20);
    }

    [Fact]
    public async Task The_request_says_what_was_asked_and_nothing_else()
    {
        await AskAsync("normal", new ChatOptions { Temperature = 0.3f }, apiKey: "sk-loopback");

        var call = Assert.Single(_upstream.Calls);
        Assert.Equal("Bearer sk-loopback", call.Authorization);
        Assert.Equal(["system: Tu es l’assistant.", "user: Où êtes-vous ?"], call.Messages);
        Assert.Equal("0.3", call.Body.GetProperty("temperature").GetRawText());
        Assert.True(call.Body.GetProperty("stream_options").GetProperty("include_usage").GetBoolean());
        Assert.Equal(["model", "stream", "stream_options", "temperature", "messages"], call.Body.EnumerateObject().Select(property => property.Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/chat/completions")]
    public async Task A_base_url_may_end_as_people_write_it(string end)
    {
        var answer = await AskAsync("normal", baseUrl: _upstream.BaseUrl + end);

        Assert.Null(answer.Failure);
        Assert.Null(Assert.Single(_upstream.Calls).Authorization);
    }

    [Theory]
    [InlineData("quota", ProviderFailure.QuotaExhausted)]
    [InlineData("rate-limit", ProviderFailure.RateLimited)]
    [InlineData("error-500", ProviderFailure.Transient)]
    [InlineData("error-503", ProviderFailure.Overloaded)]
    [InlineData("unauthorized", ProviderFailure.Authentication)]
    [InlineData("bad-request", ProviderFailure.BadRequest)]
    [InlineData("too-long", ProviderFailure.ContextTooLong)]
    [InlineData("body-error", ProviderFailure.Overloaded)]
    [InlineData("cut-at-once", ProviderFailure.Transient)]
    public async Task A_refusal_before_the_first_token_is_named(string model, ProviderFailure expected)
    {
        var answer = await AskAsync(model);

        Assert.Equal(expected, answer.Failure?.Failure);
        Assert.Equal("", answer.Text);
    }

    [Theory]
    [InlineData("cut", ProviderFailure.Transient)]
    [InlineData("stream-error", ProviderFailure.Transient)]
    [InlineData("filter", ProviderFailure.ContentRefused)]
    public async Task A_failure_in_mid_answer_comes_after_the_text_before_it(string model, ProviderFailure expected)
    {
        var answer = await AskAsync(model);

        Assert.Equal("mot1 mot2 mot3 mot4 mot5", answer.Text);
        Assert.Equal(expected, answer.Failure?.Failure);
        Assert.Null(answer.FinishReason);
    }

    [Fact]
    public async Task Tokens_before_a_filters_cut_are_counted()
    {
        var answer = await AskAsync("filter");

        Assert.Equal(5, answer.Usage?.OutputTokenCount);
    }

    [Fact]
    public async Task The_vendors_wish_to_wait_is_passed_on()
    {
        var answer = await AskAsync("rate-limit");

        Assert.Equal(TimeSpan.FromSeconds(7), answer.Failure?.RetryAfter);
    }

    [Theory]
    [InlineData("hang", "", 0.3, 60)]
    [InlineData("hang-after-5", "mot1 mot2 mot3 mot4 mot5", 60, 3)]
    public async Task Silence_ends_at_the_time_limit(string model, string said, double firstSeconds, double idleSeconds)
    {
        var limits = new ProviderTimeouts(TimeSpan.FromSeconds(firstSeconds), TimeSpan.FromSeconds(idleSeconds), TimeSpan.FromSeconds(1));

        var answer = await AskAsync(model, timeouts: limits);

        Assert.Equal(ProviderFailure.Timeout, answer.Failure?.Failure);
        Assert.Equal(said, answer.Text);
    }

    [Fact]
    public async Task Leaving_ends_the_upstreams_work()
    {
        using var leaving = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AskAsync("hang", ct: leaving.Token));

        await Eventually.HoldsAsync(() => _upstream.OpenResponses == 0, "the provider's answer ends");
    }

    [Fact]
    public async Task An_answer_without_usage_is_an_answer()
    {
        var answer = await AskAsync("no-usage");

        Assert.Equal((ChatFinishReason.Stop, null), (answer.FinishReason, answer.Usage));
    }

    [Fact]
    public async Task Length_is_told_from_stop()
    {
        Assert.Equal(ChatFinishReason.Length, (await AskAsync("length")).FinishReason);
    }

    [Fact]
    public async Task A_server_that_does_not_stream_answers_all_the_same()
    {
        var answer = await AskAsync("plain");

        Assert.Equal(("Une réponse entière.", ChatFinishReason.Stop, 4), (answer.Text, answer.FinishReason, answer.Usage?.OutputTokenCount));
    }

    [Fact]
    public async Task Streamed_or_not_the_use_is_the_same()
    {
        _upstream.Enqueue(UpstreamReply.Body(
            """{"choices":[{"message":{"content":"x"},"finish_reason":"stop"}],"usage":{"prompt_tokens":100,"completion_tokens":40,"total_tokens":140,"prompt_tokens_details":{"cached_tokens":60}}}"""));

        var whole = await AskAsync("normal");
        var streamed = await AskAsync("normal");

        Assert.Equal(
            (streamed.Usage!.InputTokenCount, streamed.Usage.CachedInputTokenCount, streamed.Usage.OutputTokenCount),
            (whole.Usage!.InputTokenCount, whole.Usage.CachedInputTokenCount, whole.Usage.OutputTokenCount));
    }

    [Fact]
    public async Task Letters_cut_between_reads_are_joined()
    {
        Assert.Equal("L’été où l’élève naïf goûta 🍰 chez Zoé — ça alors !", (await AskAsync("split")).Text);
    }

    [Fact]
    public async Task Garbage_is_a_passing_fault()
    {
        Assert.Equal(ProviderFailure.Transient, (await AskAsync("garbage")).Failure?.Failure);
    }

    [Theory]
    [InlineData(": comment\r\n\r\ndata:{\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\r\n\r\ndata: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\r\n\r\ndata: [DONE]\r\n\r\n")]
    [InlineData("\uFEFFid: 1\ndata: {\"choices\":[{\"delta\":\ndata: {\"content\":\"a\"},\ndata: \"finish_reason\":\"stop\"}]}")]
    [InlineData("data: {\"choices\":[{\"delta\":{\"content\":\"a\"},\"finish_reason\":\"eos\"}]}\r\rdata: [DONE]\r\r")]
    [InlineData("data: {\"choices\":[{\"delta\":{\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"x\":\"no\"}]},{\"type\":\"text\",\"text\":\"a\"}]},\"finish_reason\":\"stop\"}]}\n\n")]
    [InlineData("data: {\"choices\":[],\"prompt_filter_results\":[{\"a\":{\"b\":[1]}}]}\n\ndata: {\"error\":null,\"choices\":[{\"delta\":{\"content\":\"a\",\"refusal\":null},\"logprobs\":null,\"finish_reason\":\"stop\"}],\"usage\":null}\n\n")]
    public async Task Streams_are_read_as_servers_write_them(string body)
    {
        foreach (var size in new[] { 1, 3, 10_000 })
        {
            _upstream.Enqueue(UpstreamReply.Pieces([.. Encoding.UTF8.GetBytes(body).Chunk(size)]));

            var answer = await AskAsync("normal");

            Assert.Null(answer.Failure);
            Assert.Equal(("a", ChatFinishReason.Stop), (answer.Text, answer.FinishReason));
        }
    }

    [Fact]
    public async Task An_emoji_cut_between_two_chunks_is_whole()
    {
        _upstream.Enqueue(UpstreamReply.Pieces(
            """data: {"choices":[{"delta":{"content":"\ud83c"}}]}"""u8.ToArray(), "\n\n"u8.ToArray(),
            """data: {"choices":[{"delta":{"content":"\udf70\n!"},"finish_reason":"stop"}]}"""u8.ToArray(), "\n\n"u8.ToArray()));

        var answer = await AskAsync("normal");

        Assert.Equal("🍰\n!", answer.Text);
    }

    [Fact]
    public async Task An_event_without_end_is_given_up()
    {
        _upstream.Enqueue(UpstreamReply.Pieces("data: "u8.ToArray(), new byte[3 << 20]));

        Assert.Equal(ProviderFailure.Transient, (await AskAsync("normal")).Failure?.Failure);
    }

    [Fact]
    public async Task An_option_the_model_does_not_take_is_left_out_from_then_on()
    {
        _upstream.Enqueue(UpstreamReply.Body(
            """{"error":{"message":"Unsupported value: 'temperature' does not support 0.3 with this model.","type":"invalid_request_error","param":"temperature","code":"unsupported_value"}}""", status: 400));
        using var model = Client("normal");

        var first = await model.ReadAsync(new ChatOptions { Temperature = 0.3f });
        await model.ReadAsync(new ChatOptions { Temperature = 0.3f });

        Assert.Null(first.Failure);
        Assert.Equal([true, false, false], _upstream.Calls.Select(call => call.Body.TryGetProperty("temperature", out _)));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        _upstream.Enqueue(UpstreamReply.Body("", status: 307));

        Assert.Equal(ProviderFailure.BadRequest, (await AskAsync("normal", apiKey: "sk-secret")).Failure?.Failure);
        Assert.Single(_upstream.Calls);
    }

    [Fact]
    public async Task A_closed_port_is_a_passing_fault()
    {
        Assert.Equal(ProviderFailure.Transient, (await AskAsync("normal", baseUrl: "http://127.0.0.1:9/v1")).Failure?.Failure);
    }

    private OpenAiChatClient Client(string model, string? baseUrl = null, string? apiKey = null, ProviderTimeouts? timeouts = null) =>
        new(_http, ChatEndpoint.Of(Catalog.Server(baseUrl ?? _upstream.BaseUrl), model, apiKey), model, TimeProvider.System, timeouts);

    private async Task<ReadResponse> AskAsync(
        string model, ChatOptions? options = null, string? baseUrl = null, string? apiKey = null, ProviderTimeouts? timeouts = null, CancellationToken ct = default)
    {
        using var openAi = Client(model, baseUrl, apiKey, timeouts);
        return await openAi.ReadAsync(options, ct);
    }
}
