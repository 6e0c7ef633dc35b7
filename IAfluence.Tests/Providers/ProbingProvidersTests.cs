using IAfluence.Core.Providers;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Providers;

public sealed class ProbingProvidersTests : IAsyncLifetime
{
    private CoreHost _host = null!;
    private LoopbackOpenAi _upstream = null!;

    private ProviderProbe Probe => _host.Get<ProviderProbe>();

    public async Task InitializeAsync()
    {
        _host = await CoreHost.StartOnSystemClockAsync();
        _upstream = await LoopbackOpenAi.StartAsync();
        await _host.BootstrapAsync(
            $$"""
            {
              "providers": [
                { "key": "local", "kind": "openai", "baseUrl": "{{_upstream.BaseUrl}}", "apiKey": "sk-local-secret" },
                { "key": "claude", "kind": "anthropic", "baseUrl": "{{_upstream.AnthropicBaseUrl}}", "apiKey": "sk-ant-secret" },
                { "key": "azure", "kind": "openai", "preset": "azure-openai", "baseUrl": "https://martin.openai.azure.com", "apiKey": "x" },
                { "key": "empty", "kind": "openai", "preset": "vllm", "baseUrl": "{{_upstream.BaseUrl}}" }
              ],
              "models": [
                { "key": "a", "provider": "local", "name": "normal", "inputPrice": 1, "cachedInputPrice": 0.5, "outputPrice": 2 },
                { "key": "b", "provider": "local", "name": "quota" },
                { "key": "c", "provider": "claude", "name": "normal", "active": false },
                { "key": "d", "provider": "local", "name": "no-usage" }
              ]
            }
            """);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    [Fact]
    public async Task A_test_is_a_real_call_with_its_times_and_cost()
    {
        var result = await Probe.TestAsync(await ProviderAsync("local"), null, default);

        Assert.True(result.Succeeded && result.ReportsUsage);
        Assert.Equal(("normal", 100L, 40L, 150L), (result.ModelName, result.InputTokens, result.OutputTokens, result.CostMicros));
        Assert.True(result.FirstToken > TimeSpan.Zero && result.FirstToken <= result.Whole);
        Assert.Equal("Bearer sk-local-secret", Assert.Single(_upstream.Calls).Authorization);
    }

    [Fact]
    public async Task Provider_that_is_switched_off_can_be_tested_before_it_serves()
    {
        var result = await Probe.TestAsync(await ProviderAsync("claude"), await ModelAsync("c"), default);

        Assert.True(result.Succeeded);
        Assert.Equal("sk-ant-secret", Assert.Single(_upstream.Calls).Headers["x-api-key"]);
    }

    [Fact]
    public async Task A_failure_has_its_class_and_the_vendors_words()
    {
        var result = await Probe.TestAsync(await ProviderAsync("local"), await ModelAsync("b"), default);

        Assert.Equal(ProviderFailure.QuotaExhausted, result.Failure);
        Assert.Contains("exceeded your current quota", result.Detail, StringComparison.Ordinal);
        Assert.Null(result.CostMicros);
    }

    [Fact]
    public async Task A_key_that_the_vendor_repeats_is_not_shown()
    {
        _upstream.Enqueue(UpstreamReply.Refuses(401, new string('x', 390) + " sk-local-secret is wrong", "invalid_api_key", "invalid_request_error"));

        var result = await Probe.TestAsync(await ProviderAsync("local"), null, default);

        Assert.Equal(ProviderFailure.Authentication, result.Failure);
        Assert.DoesNotContain("sk-", result.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_reports_no_use_is_told_apart()
    {
        var result = await Probe.TestAsync(await ProviderAsync("local"), await ModelAsync("d"), default);

        Assert.True(result.Succeeded);
        Assert.False(result.ReportsUsage);
        Assert.Null(result.CostMicros);
    }

    [Fact]
    public async Task Without_a_model_the_listing_is_the_test()
    {
        _upstream.Pages["/v1/models"] = """{"object":"list","data":[]}""";

        Assert.True((await Probe.TestAsync(await ProviderAsync("empty"), null, default)).Succeeded);
        Assert.Empty(_upstream.Calls);
    }

    [Fact]
    public async Task A_servers_models_are_listed_those_that_chat_first()
    {
        _upstream.Pages["/v1/models"] =
            """{"object":"list","data":[{"id":"text-embedding-3-small"},{"id":"normal"},{"id":"gpt-new","display_name":"GPT New"},{"id":"retired","active":false},{"id":"gpt-new"},{"id":"vision","capabilities":{"completion_chat":false}}]}""";

        var result = await Probe.DiscoverAsync(await ProviderAsync("local"), default);

        Assert.Equal(DiscoveryOutcome.Listed, result.Outcome);
        Assert.Equal(
            [new("gpt-new", "GPT New", true, false), new("normal", null, true, true), new("text-embedding-3-small", null, false, false), new DiscoveredModel("vision", null, false, false)],
            result.Models);
        Assert.Equal("Bearer sk-local-secret", Assert.Single(_upstream.PageCalls).Headers["Authorization"]);
    }

    [Fact]
    public async Task An_older_ollama_lists_in_its_own_way()
    {
        _upstream.Pages["/api/tags"] = """{"models":[{"name":"llama3.2:latest","size":1},{"name":"nomic-embed-text:latest"}]}""";

        var result = await Probe.DiscoverAsync(await ProviderAsync("empty"), default);

        Assert.Equal([("llama3.2:latest", true), ("nomic-embed-text:latest", false)], result.Models.Select(model => (model.Name, model.LooksLikeChat)));
    }

    [Fact]
    public async Task Anthropic_lists_with_its_own_headers()
    {
        _upstream.Pages["/v1/models"] = """{"data":[{"type":"model","id":"claude-haiku-4-5","display_name":"Claude Haiku 4.5"}],"has_more":false}""";

        var result = await Probe.DiscoverAsync(await ProviderAsync("claude"), default);

        Assert.Equal(new DiscoveredModel("claude-haiku-4-5", "Claude Haiku 4.5", true, false), Assert.Single(result.Models));
        var call = Assert.Single(_upstream.PageCalls);
        Assert.Equal(("/v1/models?limit=1000", "sk-ant-secret"), (call.Path, call.Headers["x-api-key"]));
    }

    [Fact]
    public async Task Azures_deployments_cannot_be_listed_and_nobody_is_asked()
    {
        Assert.Equal(DiscoveryOutcome.CannotBeListed, (await Probe.DiscoverAsync(await ProviderAsync("azure"), default)).Outcome);
    }

    [Fact]
    public async Task A_wrong_address_says_so()
    {
        var result = await Probe.DiscoverAsync(await ProviderAsync("local"), default);

        Assert.Equal((DiscoveryOutcome.Failed, ProviderFailure.BadRequest), (result.Outcome, result.Failure));
        Assert.Contains("404", result.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_builtin_model_needs_nobody()
    {
        await _host.Get<ProviderService>().EnsureBuiltinAsync(default);

        Assert.True((await Probe.TestAsync(BuiltinProvider.ProviderId, null, default)).Succeeded);
        Assert.Equal(BuiltinProvider.Key, Assert.Single((await Probe.DiscoverAsync(BuiltinProvider.ProviderId, default)).Models).Name);
    }

    [Fact]
    public async Task Provider_that_is_gone_fails_plainly()
    {
        Assert.Equal(ProviderFailure.BadRequest, (await Probe.TestAsync(new ProviderId("gone"), null, default)).Failure);
        Assert.Equal(DiscoveryOutcome.Failed, (await Probe.DiscoverAsync(new ProviderId("gone"), default)).Outcome);
    }

    private async Task<ProviderId> ProviderAsync(string key) => (await _host.Get<ProviderService>().FindProviderOrNullAsync(key, default))!.Id;

    private async Task<ModelId> ModelAsync(string key) => (await _host.Get<ProviderService>().FindModelOrNullAsync(key, default))!.Id;
}
