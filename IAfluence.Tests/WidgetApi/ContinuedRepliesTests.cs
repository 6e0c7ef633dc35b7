using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Usage;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.WidgetApi;

public sealed class ContinuedRepliesTests(ContinuedRepliesTests.Breaking installation) : IClassFixture<ContinuedRepliesTests.Breaking>
{
    private static readonly string Whole = UpstreamReply.Words().Text;

    private static readonly string[] Names =
    [
        .. Enumerable.Range(1, 40).Select(k => $"cut-after-{k}"),
        "stream-error-after-1", "stream-error-after-7", "stream-error-after-39", "quota-after-5", "unreadable-after-9",
    ];

    public static TheoryData<string> BreakingModels => [.. Names];

    [Theory]
    [MemberData(nameof(BreakingModels))]
    public async Task Visitor_sees_one_answer_whatever_breaks_in_mid_answer(string breaking)
    {
        var visitor = installation.NewVisitor(breaking, "continues");
        var reply = await visitor.AskAsync("Racontez");

        Assert.Equal(Whole, reply.Text);
        Assert.Equal("stop", reply.Done?.Text("finishReason"));
        Assert.DoesNotContain(reply.Events, each => each.Name == "error");
        Assert.Equal(Enumerable.Range(1, reply.Events.Count), reply.Events.Select(each => each.Id));
        Assert.Equal(Whole, (await visitor.HistoryAsync())[1].GetProperty("text").GetString());
        var attempts = await installation.AttemptsAsync(visitor.ConversationId!);
        Assert.Equal([AttemptOutcome.Failed, AttemptOutcome.Completed], attempts.Select(attempt => attempt.Outcome));
        Assert.Equal([false, true], attempts.Select(attempt => attempt.Continues));
        var reply2 = Assert.Single(await installation.StoredAsync<Message>(), message => message.Role == MessageRole.Assistant && message.ConversationId.Value == visitor.ConversationId);
        Assert.Equal(attempts[1].ModelId, reply2.ModelId);
    }

    public sealed class Breaking : LoopbackInstallation
    {
        protected override IReadOnlyList<string[]> Routes => [.. Names.Select(name => new[] { name, "continues" })];

        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            Upstream.Behaves("quota-after-5", UpstreamReply.Words() with
            {
                ErrorAfter = 5,
                Error = """{"error":{"message":"You exceeded your current quota, please check your plan and billing details.","type":"insufficient_quota","code":"insufficient_quota"}}""",
            });
            Upstream.Behaves("unreadable-after-9", UpstreamReply.Words() with { ErrorAfter = 9, Error = "<html>502 Bad Gateway</html>" });
        }
    }
}
