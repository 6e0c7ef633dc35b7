using IAfluence.Core.Replies.Running;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.WidgetApi;

public sealed class LeavingTests(LoopbackInstallation installation) : IClassFixture<LoopbackInstallation>
{
    [Fact]
    public async Task An_answer_that_nobody_has_read_for_twenty_seconds_is_cancelled_and_its_beginning_kept()
    {
        installation.Upstream.Behaves("slow", UpstreamReply.Words(1000, TimeSpan.FromMilliseconds(100)));
        var visitor = installation.NewVisitor("slow");
        var left = await LeaveAsync(visitor, "Je pars");
        await Task.Delay(ReplyRun.ReaderTimeout / 2);
        Assert.Equal(1, installation.Upstream.OpenResponses);

        await Eventually.HoldsAsync(async () => installation.Upstream.OpenResponses == 0 && (await visitor.HistoryAsync()).Count == 2, "the answer is cancelled and kept");

        var history = await visitor.HistoryAsync();
        Assert.Equal("cancelled", history[1].GetProperty("finishReason").GetString());
        Assert.StartsWith("mot1 mot2", history[1].GetProperty("text").GetString());
        using var again = await visitor.GetAsync($"/widget/v1/conversations/{visitor.ConversationId}/messages/{left}/reply");
        Assert.Equal("cancelled", (await VisitorReply.ReadAsync(again)).Done!.Text("finishReason"));
    }

    [Fact]
    public async Task A_reader_who_comes_back_keeps_the_answer_going()
    {
        installation.Upstream.Behaves("normal", UpstreamReply.Words(120, TimeSpan.FromMilliseconds(200)));
        var visitor = installation.NewVisitor("normal");
        var left = await LeaveAsync(visitor, "Je reviens");
        await Task.Delay(ReplyRun.ReaderTimeout - TimeSpan.FromSeconds(8));

        using var back = await visitor.GetAsync($"/widget/v1/conversations/{visitor.ConversationId}/messages/{left}/reply");
        var reply = await VisitorReply.ReadAsync(back);

        Assert.Equal("stop", reply.Done!.Text("finishReason"));
        Assert.EndsWith("mot120", reply.Text);
    }

    private static async Task<string> LeaveAsync(Visitor visitor, string text)
    {
        using var response = await visitor.PostAsync(new { text });
        await foreach (var next in VisitorReply.EventsAsync(response))
        {
            if (next.Name == "start")
            {
                (visitor.Token, visitor.ConversationId) = (next.Text("visitorToken"), next.Text("conversationId"));
                continue;
            }

            if (next.Id > 3)
                break;
        }

        return (await visitor.HistoryAsync())[0].GetProperty("id").GetString()!;
    }
}
