using System.Text;
using IAfluence.Core.Egress;
using IAfluence.Core.Providers;
using IAfluence.Core.Providers.Anthropic;
using IAfluence.Tests.Testing;
using Microsoft.Extensions.AI;

namespace IAfluence.Tests.Providers;

public sealed class AnthropicResponsesTests : IAsyncLifetime
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
    public async Task An_answer_arrives_whole_and_every_prompt_token_is_counted()
    {
        var answer = await AskAsync("normal");

        Assert.Null(answer.Failure);
        Assert.Equal((UpstreamReply.Words().Text, ChatFinishReason.Stop), (answer.Text, answer.FinishReason));
        Assert.Equal((100, 60, 40), (answer.Usage!.InputTokenCount, answer.Usage.CachedInputTokenCount, answer.Usage.OutputTokenCount));
    }

    [Fact]
    public async Task The_request_has_its_instructions_apart_and_a_ceiling_always()
    {
        await AskAsync("normal", new ChatOptions { Temperature = 1.4f });

        var call = Assert.Single(_upstream.Calls);
        Assert.Equal(("sk-ant-1", "2023-06-01", "/v1/messages"), (call.Headers["x-api-key"], call.Headers["anthropic-version"], call.Path));
        Assert.Null(call.Authorization);
        Assert.Equal(["model", "max_tokens", "stream", "temperature", "system", "messages"], call.Body.EnumerateObject().Select(property => property.Name));
        Assert.Equal(("Tu es l’assistant.", 4096, "1"), (call.Body.GetProperty("system").GetString(), call.Body.GetProperty("max_tokens").GetInt32(), call.Body.GetProperty("temperature").GetRawText()));
        Assert.Equal(["user: Où êtes-vous ?"], call.Messages);
    }

    [Fact]
    public async Task Turns_alternate_and_the_visitor_begins_whatever_the_prompt_holds()
    {
        using var model = Client("normal");
        ChatMessage[] prompt =
        [
            new(ChatRole.System, "Un."), new(ChatRole.Assistant, "Bonjour !"), new(ChatRole.User, "A"), new(ChatRole.User, "B"),
            new(ChatRole.Assistant, ""), new(ChatRole.System, "Deux."), new(ChatRole.User, "C"),
        ];

        await model.GetResponseAsync(prompt);

        var call = Assert.Single(_upstream.Calls);
        Assert.Equal("Un.\n\nDeux.", call.Body.GetProperty("system").GetString());
        Assert.Equal(["user: …", "assistant: Bonjour !", "user: A\n\nB\n\nC"], call.Messages);
    }

    [Theory]
    [InlineData("quota", ProviderFailure.QuotaExhausted)]
    [InlineData("rate-limit", ProviderFailure.RateLimited)]
    [InlineData("error-500", ProviderFailure.Transient)]
    [InlineData("error-503", ProviderFailure.Overloaded)]
    [InlineData("unauthorized", ProviderFailure.Authentication)]
    [InlineData("bad-request", ProviderFailure.BadRequest)]
    [InlineData("too-long", ProviderFailure.ContextTooLong)]
    [InlineData("cut-at-once", ProviderFailure.Transient)]
    [InlineData("garbage", ProviderFailure.Transient)]
    public async Task A_refusal_before_the_first_token_is_named(string model, ProviderFailure expected)
    {
        var answer = await AskAsync(model);

        Assert.Equal((expected, ""), (answer.Failure?.Failure, answer.Text));
    }

    [Theory]
    [InlineData("cut", ProviderFailure.Transient)]
    [InlineData("stream-error", ProviderFailure.Transient)]
    [InlineData("filter", ProviderFailure.ContentRefused)]
    public async Task A_failure_in_mid_answer_comes_after_the_text_before_it(string model, ProviderFailure expected)
    {
        var answer = await AskAsync(model);

        Assert.Equal(("mot1 mot2 mot3 mot4 mot5", expected), (answer.Text, answer.Failure?.Failure));
        Assert.Null(answer.FinishReason);
        // The beginning's figures are no bill: a cut answer is reckoned by us.
        Assert.Equal(model == "filter" ? 5 : null, answer.Usage?.OutputTokenCount);
    }

    [Fact]
    public async Task An_overload_in_mid_answer_is_told_from_a_fault()
    {
        _upstream.Enqueue(UpstreamReply.Pieces(
            Encoding.UTF8.GetBytes(Start + Delta("Bon")),
            "event: error\ndata: {\"type\": \"error\", \"error\": {\"type\": \"overloaded_error\", \"message\": \"Overloaded\"}}\n\n"u8.ToArray()));

        var answer = await AskAsync("normal");

        Assert.Equal(("Bon", ProviderFailure.Overloaded), (answer.Text, answer.Failure?.Failure));
    }

    [Fact]
    public async Task An_end_without_a_reason_is_a_passing_fault()
    {
        _upstream.Enqueue(UpstreamReply.Pieces(Encoding.UTF8.GetBytes(Start + Delta("Bon"))));

        Assert.Equal(ProviderFailure.Transient, (await AskAsync("normal")).Failure?.Failure);
    }

    [Fact]
    public async Task Thinking_tools_and_events_of_the_future_are_passed_over()
    {
        _upstream.Enqueue(UpstreamReply.Pieces([.. Encoding.UTF8.GetBytes(
            Start
            + Event("content_block_start", """{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"hm","signature":""}}""")
            + Event("content_block_delta", """{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"let me see"}}""")
            + Event("content_block_delta", """{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"abc"}}""")
            + Event("from_the_future", """{"type":"from_the_future","delta":null,"content":["x"],"extra":{"text_like":[1,{"a":2}]}}""")
            + Event("content_block_start", """{"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}""")
            + Delta("Bon") + Delta("jour 🍰")
            + Event("message_delta", """{"type":"message_delta","delta":{"stop_reason":"stop_sequence","stop_sequence":"\n"},"usage":{"input_tokens":10,"cache_creation_input_tokens":5,"cache_read_input_tokens":20,"output_tokens":7,"server_tool_use":{"web_search_requests":0}}}""")
            + Event("message_stop", """{"type":"message_stop"}""")).Chunk(11)]));

        var answer = await AskAsync("normal");

        Assert.Null(answer.Failure);
        Assert.Equal(("Bonjour 🍰", ChatFinishReason.Stop), (answer.Text, answer.FinishReason));
        Assert.Equal((35, 20, 7), (answer.Usage!.InputTokenCount, answer.Usage.CachedInputTokenCount, answer.Usage.OutputTokenCount));
    }

    [Theory]
    [InlineData("length")]
    [InlineData("model_context_window_exceeded")]
    public async Task Length_is_told_from_stop(string reason)
    {
        _upstream.Enqueue(UpstreamReply.Words() with { FinishReason = reason });

        Assert.Equal(ChatFinishReason.Length, (await AskAsync("normal")).FinishReason);
    }

    [Fact]
    public async Task A_gateway_that_does_not_stream_answers_all_the_same_and_costs_the_same()
    {
        _upstream.Enqueue(UpstreamReply.Body(
            """{"id":"msg_1","type":"message","role":"assistant","content":[{"type":"thinking","thinking":"hm"},{"type":"text","text":"Une réponse "},{"type":"text","text":"entière."}],"model":"m","stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":40,"cache_creation_input_tokens":0,"cache_read_input_tokens":60,"output_tokens":40}}"""));

        var answer = await AskAsync("normal");

        Assert.Equal(("Une réponse entière.", ChatFinishReason.Stop), (answer.Text, answer.FinishReason));
        Assert.Equal((100, 60, 40), (answer.Usage!.InputTokenCount, answer.Usage.CachedInputTokenCount, answer.Usage.OutputTokenCount));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/v1")]
    [InlineData("/v1/messages")]
    public async Task A_base_url_may_end_as_people_write_it(string end)
    {
        Assert.Null((await AskAsync("normal", baseUrl: _upstream.AnthropicBaseUrl + end)).Failure);
    }

    [Fact]
    public void Without_an_address_it_is_the_vendors_own()
    {
        Assert.Equal("https://api.anthropic.com/v1/messages", MessagesEndpoint.Of(Catalog.Server("x") with { BaseUrl = null }, null).Address.ToString());
    }

    private static string Start => Event("message_start", """{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","content":[],"stop_reason":null,"usage":{"input_tokens":10,"output_tokens":1}}}""");

    private static string Delta(string text) => Event("content_block_delta", $$$"""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"{{{text}}}"}}""");

    private static string Event(string name, string data) => $"event: {name}\ndata: {data}\n\n";

    private AnthropicChatClient Client(string model, string? baseUrl = null) =>
        new(_http, MessagesEndpoint.Of(Catalog.Server(baseUrl ?? _upstream.AnthropicBaseUrl), "sk-ant-1"), model, TimeProvider.System);

    private async Task<ReadResponse> AskAsync(string model, ChatOptions? options = null, string? baseUrl = null)
    {
        using var anthropic = Client(model, baseUrl);
        return await anthropic.ReadAsync(options);
    }
}
