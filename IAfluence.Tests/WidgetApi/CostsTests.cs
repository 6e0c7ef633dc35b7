using System.Text.Json;
using IAfluence.Core.Usage;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.WidgetApi;

/// <summary>What an answer costs does not depend on how it was asked for or sent.</summary>
public sealed class CostsTests(CostsTests.Priced installation) : IClassFixture<CostsTests.Priced>
{
    [Theory]
    [InlineData("normal", false)]
    [InlineData("split", false)]
    [InlineData("no-usage", true)]
    [InlineData("length", false)]
    public async Task Streamed_and_unstreamed_answers_cost_the_same(string model, bool estimated)
    {
        var streamed = await installation.NewVisitor(model).AskAsync("Quels sont vos horaires ?");
        using var response = await installation.NewVisitor(model).PostAsync(new { text = "Quels sont vos horaires ?" }, stream: false);
        var unstreamed = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("conversationId").GetString()!;

        var one = Assert.Single(await installation.AttemptsAsync(streamed.ConversationId!));
        var other = Assert.Single(await installation.AttemptsAsync(unstreamed));

        Assert.True(one.CostMicros > 0);
        Assert.Equal(
            (one.CostMicros, one.InputTokens, one.CachedInputTokens, one.OutputTokens, one.Estimated),
            (other.CostMicros, other.InputTokens, other.CachedInputTokens, other.OutputTokens, other.Estimated));
        Assert.Equal((estimated, AttemptOutcome.Completed), (one.Estimated, one.Outcome));
    }

    [Fact]
    public async Task Cached_tokens_cost_their_own_price()
    {
        var reply = await installation.NewVisitor("normal").AskAsync("Bonjour");

        // 40 tokens at 1.5 dollars a million, 60 cached ones at 0.5, and 40 of the answer at 6.
        var attempt = Assert.Single(await installation.AttemptsAsync(reply.ConversationId!));
        Assert.Equal((100, 60, 40, 330), ((int)attempt.InputTokens, (int)attempt.CachedInputTokens, (int)attempt.OutputTokens, (int)attempt.CostMicros));
    }

    [Fact]
    public async Task An_upstream_that_does_not_stream_is_reckoned_by_its_own_report()
    {
        var reply = await installation.NewVisitor("plain").AskAsync("Bonjour");

        // 12 tokens at 1.5 dollars a million and 4 at 6.
        var attempt = Assert.Single(await installation.AttemptsAsync(reply.ConversationId!));
        Assert.Equal((false, 42), (attempt.Estimated, (int)attempt.CostMicros));
    }

    public sealed class Priced : LoopbackInstallation
    {
        protected override IReadOnlyList<string[]> Routes => [["normal"], ["split"], ["no-usage"], ["length"], ["plain"]];
    }
}
