using IAfluence.Core.Providers;
using IAfluence.Core.Usage;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.WidgetApi;

/// <summary>Routes over two APIs, as visitors see them: not at all.</summary>
public sealed class TwoVendorsTests(TwoVendorsTests.Routed installation) : IClassFixture<TwoVendorsTests.Routed>
{
    [Fact]
    public async Task Anthropic_answers_and_every_token_is_in_the_ledger()
    {
        var reply = await installation.NewVisitor("claude-normal").AskAsync("Bonjour");

        Assert.Equal((UpstreamReply.Words().Text, "stop"), (reply.Text, reply.Done!.Text("finishReason")));
        var attempt = Assert.Single(await installation.AttemptsAsync(reply.ConversationId!));
        Assert.Equal((AttemptOutcome.Completed, false), (attempt.Outcome, attempt.Estimated));
        Assert.Equal((100, 60, 40), (attempt.InputTokens, attempt.CachedInputTokens, attempt.OutputTokens));
        // 40 tokens at 1.50, 60 cached at 0.50, 40 out at 6.00 dollars a million.
        Assert.Equal(60 + 30 + 240, attempt.CostMicros);
    }

    [Fact]
    public async Task A_used_up_credit_at_anthropic_leads_to_the_other_vendor()
    {
        var reply = await installation.NewVisitor("claude-quota", "normal").AskAsync("Bonjour");

        Assert.Equal(UpstreamReply.Words().Text, reply.Text);
        var attempts = await installation.AttemptsAsync(reply.ConversationId!);
        Assert.Equal([ProviderFailure.QuotaExhausted, null], attempts.Select(attempt => attempt.Failure));
    }

    [Theory]
    [InlineData("cut-after-7", "claude-continues")]
    [InlineData("claude-cut-after-7", "continues")]
    [InlineData("claude-stream-error-after-7", "claude-continues")]
    public async Task Vendor_goes_on_where_the_other_broke_off(string first, string second)
    {
        var reply = await installation.NewVisitor(first, second).AskAsync("Bonjour");

        Assert.Equal((UpstreamReply.Words().Text, "stop"), (reply.Text, reply.Done!.Text("finishReason")));
        var attempts = await installation.AttemptsAsync(reply.ConversationId!);
        Assert.Equal([AttemptOutcome.Failed, AttemptOutcome.Completed], attempts.Select(attempt => attempt.Outcome));
        // What was said before the cut was paid for, and nobody reported it.
        Assert.True(attempts[0] is { Estimated: true, CostMicros: > 0 });
    }

    public sealed class Routed : LoopbackInstallation
    {
        protected override IReadOnlyList<string[]> Routes =>
        [
            ["claude-normal"], ["claude-quota", "normal"], ["cut-after-7", "claude-continues"], ["claude-cut-after-7", "continues"],
            ["claude-stream-error-after-7", "claude-continues"],
        ];
    }
}
