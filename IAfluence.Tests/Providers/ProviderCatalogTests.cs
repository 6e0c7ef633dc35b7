using IAfluence.Core.Providers;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Providers;

public sealed class ProviderCatalogTests : IAsyncLifetime
{
    private CoreHost _host = null!;
    private LoopbackOpenAi _upstream = null!;

    public async Task InitializeAsync()
    {
        _host = await CoreHost.StartOnSystemClockAsync();
        _upstream = await LoopbackOpenAi.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    [Fact]
    public async Task A_model_of_the_file_is_called_with_its_providers_key()
    {
        await _host.BootstrapAsync(File());

        var answer = await Find("fast")!.Chat.ReadAsync();

        Assert.Null(answer.Failure);
        Assert.Equal(("normal", "Bearer sk-1"), (Assert.Single(_upstream.Calls).Model, _upstream.Calls[0].Authorization));
    }

    [Fact]
    public async Task A_new_key_is_used_by_the_next_call()
    {
        await _host.BootstrapAsync(File());
        await Find("fast")!.Chat.ReadAsync();

        await _host.BootstrapAsync(File(apiKey: "sk-2"));
        await Find("fast")!.Chat.ReadAsync();

        Assert.Equal(["Bearer sk-1", "Bearer sk-2"], _upstream.Calls.Select(call => call.Authorization));
    }

    [Fact]
    public async Task Unchanged_model_keeps_its_adapter()
    {
        await _host.BootstrapAsync(File());
        var before = Find("fast");

        await _host.BootstrapAsync(File(other: ", { \"key\": \"slow\", \"provider\": \"local\", \"name\": \"slow\" }"));

        Assert.Same(before, Find("fast"));
        Assert.NotNull(Find("slow"));
    }

    [Fact]
    public async Task Change_is_seen_by_another_process()
    {
        await using var other = await CoreHost.StartAsync(onDatabaseOf: _host);
        await _host.BootstrapAsync(File());

        await other.Get<ProviderCatalog>().RefreshAsync(CancellationToken.None);

        Assert.Equal("normal", other.Get<ProviderCatalog>().FindByKeyOrNull("fast")?.Model.Name);
    }

    [Theory]
    [InlineData("\"active\": false, ", "")]
    [InlineData("", "\"active\": false, ")]
    public async Task Model_that_is_switched_off_is_not_found(string provider, string model)
    {
        await _host.BootstrapAsync(File());
        var id = Find("fast")!.Model.Id;

        await _host.BootstrapAsync(File(provider: provider, model: model));

        Assert.Null(Find("fast"));
        Assert.Null(_host.Get<ProviderCatalog>().FindModelOrNull(id));
    }

    [Theory]
    [InlineData("\"kind\": \"anthropic\"", "https://api.anthropic.com", false)]
    [InlineData("\"kind\": \"openai\"", "https://api.openai.com/v1", false)]
    [InlineData("\"kind\": \"openai\", \"preset\": \"groq\"", "https://api.groq.com/openai/v1", false)]
    [InlineData("\"kind\": \"openai\", \"preset\": \"ollama\"", "http://127.0.0.1:11434/v1", true)]
    [InlineData("\"kind\": \"openai\", \"preset\": \"azure-openai\", \"baseUrl\": \"https://m.openai.azure.com\", \"apiVersion\": \"2024-10-21\"", "https://m.openai.azure.com", true)]
    public async Task A_preset_or_kind_gives_the_address_that_is_left_out(string said, string baseUrl, bool privateNetwork)
    {
        await _host.BootstrapAsync($$"""{ "providers": [ { "key": "p", {{said}} } ] }""");

        var provider = await _host.Get<ProviderService>().FindProviderOrNullAsync("p", default);

        Assert.Equal((baseUrl, privateNetwork), (provider!.BaseUrl, provider.PrivateNetworkAllowed));
        Assert.Equal(said.Contains("apiVersion", StringComparison.Ordinal) ? "2024-10-21" : null, provider.ApiVersion);
    }

    [Fact]
    public async Task A_kind_that_changes_brings_its_address_and_no_old_key_goes_there()
    {
        await _host.BootstrapAsync("""{ "providers": [ { "key": "p", "kind": "openai", "apiKey": "sk-1" } ] }""");

        await _host.BootstrapAsync("""{ "providers": [ { "key": "p", "kind": "anthropic" } ] }""");

        var provider = await _host.Get<ProviderService>().FindProviderOrNullAsync("p", default);
        Assert.Equal(("https://api.anthropic.com", null), (provider!.BaseUrl, provider.ProtectedApiKey));
    }

    private ResolvedModel? Find(string key) => _host.Get<ProviderCatalog>().FindByKeyOrNull(key);

    private string File(string apiKey = "sk-1", string provider = "", string model = "", string other = "") =>
        $$"""
        {
          "providers": [ { {{provider}}"key": "local", "kind": "openai", "baseUrl": "{{_upstream.BaseUrl}}", "apiKey": "{{apiKey}}" } ],
          "models": [ { {{model}}"key": "fast", "provider": "local", "name": "normal" }{{other}} ]
        }
        """;
}
