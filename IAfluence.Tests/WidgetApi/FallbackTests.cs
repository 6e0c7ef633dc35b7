using System.Net;
using IAfluence.Core.Providers;
using IAfluence.Core.Usage;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.WidgetApi;

public sealed class FallbackTests(FallbackTests.Routed installation) : IClassFixture<FallbackTests.Routed>
{
    [Theory]
    [InlineData("quota", ProviderFailure.QuotaExhausted)]
    [InlineData("rate-limit", ProviderFailure.RateLimited)]
    [InlineData("error-500", ProviderFailure.Transient)]
    [InlineData("error-503", ProviderFailure.Overloaded)]
    [InlineData("unauthorized", ProviderFailure.Authentication)]
    [InlineData("bad-request", ProviderFailure.BadRequest)]
    [InlineData("cut-at-once", ProviderFailure.Transient)]
    [InlineData("body-error", null)]
    [InlineData("too-long", ProviderFailure.ContextTooLong)]
    public async Task A_model_that_fails_before_its_first_words_is_followed_by_the_next(string first, ProviderFailure? failure)
    {
        var reply = await installation.NewVisitor(first, "normal").AskAsync("Bonjour");

        Assert.Null(reply.Code);
        Assert.StartsWith("mot1 mot2", reply.Text);
        Assert.Equal("stop", reply.Done!.Text("finishReason"));
        var attempts = await installation.AttemptsAsync(reply.ConversationId!);
        Assert.Equal([AttemptOutcome.Failed, AttemptOutcome.Completed], attempts.Select(attempt => attempt.Outcome));
        Assert.Equal([1, 2], attempts.Select(attempt => attempt.Number));
        Assert.NotNull(attempts[0].Failure);
        if (failure is not null)
            Assert.Equal(failure, attempts[0].Failure);
        Assert.Equal(0, attempts[0].CostMicros);
    }

    [Fact]
    public async Task Visitor_reads_an_apology_that_is_not_stored_when_every_model_failed()
    {
        var visitor = installation.NewVisitor("error-500-again", "quota-again");
        var reply = await visitor.AskAsync("Bonjour");

        Assert.Equal("no_model_available", reply.Code);
        Assert.Equal(["start", "error"], reply.Events.Select(each => each.Name));
        Assert.Equal(503, reply.Events[1].Data.GetProperty("status").GetInt32());
        Assert.Equal("Je ne peux pas répondre pour le moment. Réessayez dans quelques minutes.", reply.Events[1].Text("detail"));
        Assert.Equal("visitor", Assert.Single(await visitor.HistoryAsync()).GetProperty("role").GetString());
    }

    [Fact]
    public async Task Without_a_stream_the_failure_is_a_status()
    {
        using var response = await installation.NewVisitor("error-500-again", "quota-again").PostAsync(new { text = "Bonjour" }, stream: false);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
    }

    [Fact]
    public async Task Content_that_a_model_refuses_goes_to_no_other()
    {
        var before = installation.Upstream.Calls.Count(call => call.Model == "normal");
        var reply = await installation.NewVisitor("refuses", "normal").AskAsync("Bonjour");

        Assert.Equal("answer_refused", reply.Code);
        Assert.Equal(before, installation.Upstream.Calls.Count(call => call.Model == "normal"));
    }

    [Fact]
    public async Task A_request_that_every_model_calls_wrong_says_so()
    {
        var reply = await installation.NewVisitor("bad-request").AskAsync("Bonjour");

        Assert.Equal("answer_failed", reply.Code);
    }

    [Fact]
    public async Task A_model_that_breaks_off_leaves_what_it_said()
    {
        var visitor = installation.NewVisitor("cut");
        var reply = await visitor.AskAsync("Bonjour");

        Assert.Null(reply.Code);
        Assert.Equal("length", reply.Done!.Text("finishReason"));
        Assert.StartsWith("mot1 mot2", reply.Text);
        var stored = (await visitor.HistoryAsync())[1];
        Assert.Equal(reply.Text, stored.GetProperty("text").GetString());
        Assert.Equal("length", stored.GetProperty("finishReason").GetString());
        var attempts = await installation.AttemptsAsync(visitor.ConversationId!);
        Assert.All(attempts, attempt => Assert.True(attempt is { Outcome: AttemptOutcome.Failed, Failure: ProviderFailure.Transient, Estimated: true }));
        Assert.True(attempts[0].CostMicros > 0);
        Assert.Equal(attempts.Select((_, index) => index > 0), attempts.Select(attempt => attempt.Continues));
    }

    [Fact]
    public async Task A_provider_that_reports_no_use_is_reckoned_at_an_estimate()
    {
        var reply = await installation.NewVisitor("no-usage").AskAsync("Bonjour");

        var attempt = Assert.Single(await installation.AttemptsAsync(reply.ConversationId!));
        Assert.True(attempt is { Outcome: AttemptOutcome.Completed, Estimated: true, InputTokens: > 0, OutputTokens: > 0, CostMicros: > 0 });
    }

    [Fact]
    public async Task An_answer_cut_by_its_length_says_so()
    {
        var reply = await installation.NewVisitor("length").AskAsync("Bonjour");

        Assert.Equal("length", reply.Done!.Text("finishReason"));
    }

    public sealed class Routed : LoopbackInstallation
    {
        private static readonly string[] Failing =
            ["quota", "rate-limit", "error-500", "error-503", "unauthorized", "bad-request", "cut-at-once", "body-error", "too-long", "refuses"];

        protected override IReadOnlyList<string[]> Routes =>
        [
            .. Failing.Select(first => new[] { first, "normal" }),
            ["error-500-again", "quota-again"], ["bad-request"], ["cut"], ["no-usage"], ["length"],
        ];

        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            Upstream.Behaves("refuses", UpstreamReply.Refuses(400, "Your request was rejected by our safety system.", "content_policy_violation", "invalid_request_error"));
        }
    }
}
