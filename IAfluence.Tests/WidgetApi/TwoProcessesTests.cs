using System.Net;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Replies.Running;
using IAfluence.Core.Storage;
using IAfluence.Core.Usage;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.WidgetApi;

public sealed class TwoProcessesTests : LoopbackInstallation
{
    [Fact]
    public async Task An_answer_made_by_one_process_is_read_and_stopped_through_the_other()
    {
        await using var second = await StartProductAsync();
        using var there = ClientOf(second);
        var visitor = NewVisitor("slow");
        using var response = await visitor.PostAsync(new { text = "Racontez" });
        await using var events = VisitorReply.EventsAsync(response).GetAsyncEnumerator();
        Assert.True(await events.MoveNextAsync());
        var (conversation, message) = (events.Current.Text("conversationId"), events.Current.Text("messageId"));
        var elsewhere = new Visitor(there, KeyOf("slow")) { Token = events.Current.Text("visitorToken"), ConversationId = conversation };

        using var read = await elsewhere.GetAsync($"/widget/v1/conversations/{conversation}/messages/{message}/reply");
        var reply = await VisitorReply.ReadAsync(read);

        Assert.Equal(Enumerable.Range(1, reply.Events.Count), reply.Events.Select(each => each.Id));
        Assert.Equal(string.Join(' ', Enumerable.Range(1, 20).Select(number => "mot" + number)), reply.Text);
        Assert.Equal("stop", reply.Done!.Text("finishReason"));

        // The second answer cannot end by itself.
        using var gate = new SemaphoreSlim(3);
        Upstream.Enqueue(UpstreamReply.Words(20) with { Gate = gate });
        using var next = await visitor.PostAsync(new { text = "Encore" });
        await using var nextEvents = VisitorReply.EventsAsync(next).GetAsyncEnumerator();
        Assert.True(await nextEvents.MoveNextAsync());
        var nextVisitor = new Visitor(there, KeyOf("slow")) { Token = nextEvents.Current.Text("visitorToken") };
        using var stopped = await nextVisitor.SendAsync(
            HttpMethod.Post, $"/widget/v1/conversations/{nextEvents.Current.Text("conversationId")}/messages/{nextEvents.Current.Text("messageId")}/stop");
        Assert.Equal(HttpStatusCode.NoContent, stopped.StatusCode);
        var last = nextEvents.Current;
        while (await nextEvents.MoveNextAsync())
            last = nextEvents.Current;
        Assert.Equal("cancelled", last.Text("finishReason"));
    }

    [Fact]
    public async Task An_answer_that_died_with_its_process_is_made_anew_by_the_other()
    {
        Upstream.Behaves("slow", UpstreamReply.Words(20, TimeSpan.FromMilliseconds(500)));
        var id = Guid.NewGuid().ToString();
        using var response = await NewVisitor("slow").PostAsync(new { text = "Survivez", clientMessageId = id });
        await using (var events = VisitorReply.EventsAsync(response).GetAsyncEnumerator())
        {
            await events.MoveNextAsync();
            await events.MoveNextAsync();
        }

        await Product.KillAsync();
        Upstream.Behaves("slow", UpstreamReply.Words());
        await using var second = await StartProductAsync();
        using var there = ClientOf(second);
        // The dead process is believed alive until its lease ends.
        await Task.Delay(Instance.Lease + TimeSpan.FromSeconds(1));

        // However many come back for it at once: it is made, and paid for, once.
        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => new Visitor(there, KeyOf("slow")).AskAsync("Survivez", id)));

        foreach (var reply in replies)
        {
            Assert.Equal(string.Join(' ', Enumerable.Range(1, 40).Select(number => "mot" + number)), reply.Text);
            Assert.Equal("stop", reply.Done!.Text("finishReason"));
        }

        Assert.Single(await StoredAsync<Message>(), message => message.Role == MessageRole.Visitor);
        var attempts = await StoredAsync<Attempt>();
        Assert.Equal(2, attempts.Count);
        Assert.Single(attempts, attempt => attempt.Outcome == AttemptOutcome.Completed);
    }

    [Fact]
    public async Task More_answers_at_once_than_one_beat_writes_are_all_followed_from_elsewhere()
    {
        const int count = 300;
        Upstream.Behaves("slow", UpstreamReply.Words(120, TimeSpan.FromMilliseconds(500)));
        var responses = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => NewVisitor("slow").PostAsync(new { text = "Racontez" })));

        IReadOnlyList<ReplyRecord> records = [];
        await Eventually.HoldsAsync(
            async () => (records = await StoredAsync<ReplyRecord>()).Count(record => record.Tokens.Count > 0) == count, "every answer's beginning is written");

        Assert.Equal(count, records.Count(record => !record.Ended));
        Assert.All(records, record => Assert.NotEmpty(record.Tokens));
        foreach (var response in responses)
            response.Dispose();
    }
}
