using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using IAfluence.Core.Egress;
using IAfluence.Core.Providers;
using IAfluence.Core.Providers.Anthropic;
using IAfluence.Core.Providers.OpenAi;
using IAfluence.Tests.Testing;
using Microsoft.Extensions.AI;

namespace IAfluence.Tests.Providers;

/// <summary>
/// What vendors say when something is wrong, as their documentation and their users' reports show it (<c>VendorErrors.json</c>, names
/// and numbers of accounts replaced; a note stands where only the code is documented), sent by a real server and read by the real adapters.
/// </summary>
public sealed class VendorErrorsTests(VendorErrorsTests.Upstream upstream) : IClassFixture<VendorErrorsTests.Upstream>
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private static readonly List<VendorCase> All = ReadAll();

    public static TheoryData<string> Cases => [.. All.Select(each => each.ToString())];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_vendors_error_is_read_as_what_it_is(string name)
    {
        var each = All.Single(each => each.ToString() == name);
        using var model = upstream.Prepare(each);

        var answer = await model.ReadAsync(new ChatOptions { Temperature = 0.3f });

        Assert.Equal(each.Expected, answer.Failure?.Failure);
        Assert.Equal(each.Where == "stream" ? "Bon" : "", answer.Text);
        if (each.WaitSeconds is { } seconds)
            Assert.Equal(seconds, answer.Failure!.RetryAfter!.Value.TotalSeconds, 3);
    }

    [Fact]
    public void Every_vendor_and_every_class_is_there()
    {
        Assert.True(All.Count >= 60);
        Assert.Equal(All.Count, All.DistinctBy(each => each.ToString()).Count());
        Assert.Equal(["Anthropic", "Azure OpenAI", "Groq", "LM Studio", "Mistral", "Ollama", "OpenAI", "vLLM"], All.Select(each => each.Vendor).Distinct().Order(StringComparer.OrdinalIgnoreCase));
        Assert.Equal(Enum.GetValues<ProviderFailure>().Except([ProviderFailure.Unknown]), All.Select(each => each.Expected).Distinct().Order());
    }

    private static List<VendorCase> ReadAll() => JsonSerializer.Deserialize<List<VendorCase>>(
        File.ReadAllText(Path.Combine(Repository.Root, "IAfluence.Tests", "Providers", "VendorErrors.json")), Json)!;

    /// <param name="Vendor">Who says it.</param>
    /// <param name="What">What it is about.</param>
    /// <param name="Expected">The class it belongs to.</param>
    /// <param name="Status">Of the answer.</param>
    /// <param name="Body">JSON, or a text as it stands.</param>
    /// <param name="Where">"answer", or "stream" after the first word, or "body" where an answer was promised.</param>
    /// <param name="WaitSeconds">The wait that its words name.</param>
    public sealed record VendorCase(string Vendor, string What, ProviderFailure Expected, int Status, JsonElement Body, string Where = "answer", double? WaitSeconds = null)
    {
        public bool IsAnthropic => Vendor == "Anthropic";

        public string Content => Body.ValueKind == JsonValueKind.String ? Body.GetString()! : Body.GetRawText();

        public override string ToString() => $"{Vendor}: {What}";
    }

    /// <summary>One server for all the cases; each has a model of its own.</summary>
    public sealed class Upstream : IAsyncLifetime
    {
        private readonly HttpMessageInvoker _http = new(EgressGuard.CreateHandler(privateNetworkAllowed: true));
        private LoopbackOpenAi _loopback = null!;

        public async Task InitializeAsync() => _loopback = await LoopbackOpenAi.StartAsync();

        public async Task DisposeAsync()
        {
            _http.Dispose();
            await _loopback.DisposeAsync();
        }

        public IChatClient Prepare(VendorCase each)
        {
            var model = each.ToString();
            var type = each.Body.ValueKind == JsonValueKind.String ? "text/html" : "application/json";
            _loopback.Behaves(model, each.Where == "stream" ? StreamOf(each) : UpstreamReply.Body(each.Content, type, each.Status));
            return each.IsAnthropic
                ? new AnthropicChatClient(_http, MessagesEndpoint.Of(Catalog.Server(_loopback.AnthropicBaseUrl), "key"), model, TimeProvider.System)
                : new OpenAiChatClient(_http, ChatEndpoint.Of(Catalog.Server(_loopback.BaseUrl), model, "key"), model, TimeProvider.System);
        }

        private static UpstreamReply StreamOf(VendorCase each) => UpstreamReply.Pieces(Encoding.UTF8.GetBytes(each.IsAnthropic
            ? UpstreamDialect.Anthropic.Token("m", "Bon") + $"event: error\ndata: {each.Content}\n\n"
            : UpstreamDialect.OpenAi.Token("m", "Bon") + $"data: {each.Content}\n\n"));
    }
}
