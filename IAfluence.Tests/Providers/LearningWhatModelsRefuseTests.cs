using IAfluence.Core.Providers;
using IAfluence.Tests.Testing;
using Microsoft.Extensions.AI;

namespace IAfluence.Tests.Providers;

public sealed class LearningWhatModelsRefuseTests : IAsyncLifetime
{
    private const string NoTemperature = """{"error":{"message":"Unsupported value: 'temperature' does not support 0.3 with this model.","type":"invalid_request_error","param":"temperature","code":"unsupported_value"}}""";

    private CoreHost _host = null!;
    private LoopbackOpenAi _upstream = null!;

    public async Task InitializeAsync()
    {
        _host = await CoreHost.StartOnSystemClockAsync();
        _upstream = await LoopbackOpenAi.StartAsync();
        await _host.BootstrapAsync(File("normal"));
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    [Fact]
    public async Task A_lesson_outlives_the_process_and_reaches_others()
    {
        _upstream.Enqueue(Refusal(NoTemperature));
        await AskAsync(_host);
        await using var other = await CoreHost.StartAsync(onDatabaseOf: _host);
        await other.Get<ProviderCatalog>().RefreshAsync(default);

        var answer = await AskAsync(other);

        Assert.Null(answer.Failure);
        Assert.Equal([true, false, false], Sends("temperature"));
        Assert.True(other.Get<ModelCapabilityCache>().FindOrNull(Resolved(other).Model.Id)!.RefusesTemperature);
    }

    [Fact]
    public async Task Learning_changes_neither_the_model_nor_its_price()
    {
        var before = Resolved(_host);
        _upstream.Enqueue(Refusal(NoTemperature));

        await AskAsync(_host);
        await _host.Get<ProviderCatalog>().RefreshAsync(default);

        Assert.Same(before, Resolved(_host));
    }

    [Fact]
    public async Task A_refusal_that_the_repair_does_not_cure_teaches_nothing()
    {
        _upstream.Enqueue(Refusal(NoTemperature), Refusal("""{"error":{"message":"Invalid value for 'messages'.","type":"invalid_request_error","code":"invalid_value"}}"""));

        var answer = await AskAsync(_host);
        await AskAsync(_host);

        Assert.Equal(ProviderFailure.BadRequest, answer.Failure?.Failure);
        Assert.Equal([true, false, true], Sends("temperature"));
    }

    [Fact]
    public async Task Lesson_about_one_model_is_not_held_against_its_successor()
    {
        _upstream.Enqueue(Refusal(NoTemperature));
        await AskAsync(_host);

        await _host.BootstrapAsync(File("successor"));
        await AskAsync(_host);

        Assert.Equal([true, false, true], Sends("temperature"));
    }

    [Fact]
    public async Task A_lesson_can_be_forgotten()
    {
        _upstream.Enqueue(Refusal(NoTemperature));
        await AskAsync(_host);

        await _host.Get<ModelCapabilityCache>().ForgetAsync(Resolved(_host).Model.Id, default);
        await AskAsync(_host);

        Assert.Equal([true, false, true], Sends("temperature"));
    }

    [Fact]
    public async Task Several_refusals_in_a_row_are_repaired_for_one_answer()
    {
        _upstream.Enqueue(
            Refusal(NoTemperature),
            Refusal("""{"object":"error","message":{"detail":[{"type":"extra_forbidden","loc":["body","stream_options"],"msg":"Extra inputs are not permitted"}]},"type":"invalid_request_error"}""", 422),
            Refusal("""{"error":{"message":"Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.","type":"invalid_request_error","param":"max_tokens","code":"unsupported_parameter"}}"""),
            Refusal("""{"error":{"message":"max_tokens is too large: 9000. This model supports at most 4096 completion tokens, whereas you provided 9000.","type":"invalid_request_error","param":"max_tokens","code":null}}"""),
            Refusal("""{"object":"error","message":"System role not supported","type":"BadRequestError","param":null,"code":400}"""));

        var answer = await Resolved(_host).Chat.ReadAsync(new ChatOptions { Temperature = 0.3f, MaxOutputTokens = 9000 });

        Assert.Null(answer.Failure);
        var last = _upstream.Calls[^1];
        Assert.Equal(["model", "stream", "max_completion_tokens", "messages"], last.Body.EnumerateObject().Select(property => property.Name));
        Assert.Equal(4096, last.Body.GetProperty("max_completion_tokens").GetInt32());
        Assert.Equal(["user: Tu es l’assistant.\n\nOù êtes-vous ?"], last.Messages);
    }

    [Theory]
    [InlineData("Conversation roles must alternate user/assistant/user/assistant/...", "system: S", "user: A\n\nB", "assistant: C")]
    [InlineData("Expected last role User or Tool (or Assistant with prefix True) for serving but got assistant", "system: S", "user: A\n\nB", "assistant: C", "user: Go on exactly where the text above ends, without repeating any of it.")]
    public async Task A_shape_of_turns_that_is_refused_is_brought_into_another(string said, params string[] expected)
    {
        _upstream.Enqueue(Refusal($$"""{"object":"error","message":"{{said}}","type":"BadRequestError","param":null,"code":400}"""));

        await Resolved(_host).Chat.GetResponseAsync([new(ChatRole.System, "S"), new(ChatRole.User, "A"), new(ChatRole.User, "B"), new(ChatRole.Assistant, "C")]);

        Assert.Equal(["system: S", "user: A", "user: B", "assistant: C"], _upstream.Calls[0].Messages);
        Assert.Equal(expected, _upstream.Calls[1].Messages);
    }

    [Fact]
    public async Task A_temperature_out_of_range_is_lowered_before_it_is_left_out()
    {
        _upstream.Enqueue(Refusal("""{"error":{"message":"temperature: range: 0..1","type":"invalid_request_error"}}"""));

        await Resolved(_host).Chat.ReadAsync(new ChatOptions { Temperature = 1.4f });

        Assert.Equal(["1.4", "1"], _upstream.Calls.Select(call => call.Body.GetProperty("temperature").GetRawText()));
    }

    private static UpstreamReply Refusal(string body, int status = 400) => UpstreamReply.Body(body, status: status);

    private static ResolvedModel Resolved(CoreHost host) => host.Get<ProviderCatalog>().FindByKeyOrNull("fast")!;

    private static Task<ReadResponse> AskAsync(CoreHost host) => Resolved(host).Chat.ReadAsync(new ChatOptions { Temperature = 0.3f });

    private IEnumerable<bool> Sends(string property) => _upstream.Calls.Select(call => call.Body.TryGetProperty(property, out _));

    private string File(string name) =>
        $$"""
        {
          "providers": [ { "key": "local", "kind": "openai", "baseUrl": "{{_upstream.BaseUrl}}", "apiKey": "sk-1" } ],
          "models": [ { "key": "fast", "provider": "local", "name": "{{name}}", "inputPrice": 1 } ]
        }
        """;
}
