namespace IAfluence.Tests.WidgetApi;

public sealed class NothingInternalTests(FallbackTests.Routed installation) : IClassFixture<FallbackTests.Routed>
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["start"] = ["conversationId", "messageId", "visitorToken"],
        ["token"] = ["text"],
        ["done"] = ["finishReason", "messageId", "outcome", "sources", "suggestions"],
        ["error"] = ["code", "detail", "status", "title", "type"],
    };

    [Theory]
    [InlineData("quota", "normal")]
    [InlineData("error-500-again", "quota-again")]
    [InlineData("refuses", "normal")]
    [InlineData("bad-request")]
    [InlineData("cut")]
    [InlineData("length")]
    public async Task A_stream_holds_the_contracts_events_and_properties_and_no_other(params string[] route)
    {
        using var response = await installation.NewVisitor(route).PostAsync(new { text = "Combien coûte le pain de campagne ?" });
        var raw = await response.Content.ReadAsStringAsync();

        var blocks = raw.Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.All(blocks, block => Assert.Matches("^event: (start|token|done|error)\nid: [0-9]+\ndata: \\{.*\\}$", block));
        foreach (var block in blocks)
        {
            var name = block.Split('\n')[0]["event: ".Length..];
            using var data = System.Text.Json.JsonDocument.Parse(block.Split('\n')[2]["data: ".Length..]);
            Assert.Equal(Allowed[name], data.RootElement.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal));
            if (name == "done")
                Assert.All(data.RootElement.GetProperty("sources").EnumerateArray(), source => Assert.Equal(["title", "url"], source.EnumerateObject().Select(property => property.Name)));
        }

        AssertNothingInternal(raw, route);
        Assert.All(response.Headers, header => AssertNothingInternal(string.Join(' ', header.Value), route));
    }

    [Fact]
    public async Task History_and_transcript_tell_nothing_internal_either()
    {
        var visitor = installation.NewVisitor("quota", "normal");
        await visitor.AskAsync("Combien coûte le pain de campagne ?");

        var history = string.Join('\n', await visitor.HistoryAsync());
        using var transcript = await visitor.GetAsync($"/widget/v1/conversations/{visitor.ConversationId}/transcript");

        AssertNothingInternal(history, ["quota", "normal"]);
        AssertNothingInternal(await transcript.Content.ReadAsStringAsync(), ["quota", "loopback"], nameOfChatbot: true);
    }

    [Fact]
    public async Task The_configuration_tells_nothing_internal_either()
    {
        using var configuration = await installation.NewVisitor("quota", "normal").GetAsync($"/widget/v1/chatbots/{FallbackTests.Routed.KeyOf("quota", "normal")}");

        AssertNothingInternal(await configuration.Content.ReadAsStringAsync(), ["quota"], nameOfChatbot: true);
    }

    private static void AssertNothingInternal(string text, string[] route, bool nameOfChatbot = false)
    {
        Assert.DoesNotContain("Secret prompt", text);
        Assert.DoesNotContain("quatre euros vingt", text);
        Assert.DoesNotContain("sk-secret-key", text);
        Assert.DoesNotContain("current quota", text);
        Assert.DoesNotContain("safety system", text);
        Assert.DoesNotContain("127.0.0.1", text);
        Assert.DoesNotContain("loopback", text);
        if (nameOfChatbot)
            return;
        foreach (var model in route.Where(model => model.Contains('-') || model == "quota"))
            Assert.DoesNotContain($"\"{model}\"", text);
    }
}
