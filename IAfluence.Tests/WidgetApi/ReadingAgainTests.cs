using System.Globalization;
using System.Net;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.WidgetApi;

public sealed class ReadingAgainTests(LoopbackInstallation installation) : IClassFixture<LoopbackInstallation>
{
    [Fact]
    public async Task A_repeated_message_gets_the_same_events_and_asks_no_model_again()
    {
        var id = Guid.NewGuid().ToString();
        var first = await installation.NewVisitor("normal").AskAsync("Une question répétée", id);

        var again = await installation.NewVisitor("normal").AskAsync("whatever stands here is ignored", id);

        AssertSame(first, again);
        Assert.Equal(1, installation.Upstream.Calls.Count(call => call.Messages[^1] == "user: Une question répétée"));
    }

    [Fact]
    public async Task A_message_repeated_while_it_is_answered_joins_the_same_answer()
    {
        var id = Guid.NewGuid().ToString();
        var asked = await Task.WhenAll(
            installation.NewVisitor("slow").AskAsync("Deux fois en même temps", id),
            installation.NewVisitor("slow").AskAsync("Deux fois en même temps", id));

        AssertSame(asked[0], asked[1]);
        Assert.Equal(1, installation.Upstream.Calls.Count(call => call.Messages[^1] == "user: Deux fois en même temps"));
    }

    [Fact]
    public async Task With_a_token_any_id_is_known_again_within_its_conversation()
    {
        var visitor = installation.NewVisitor("normal");
        await visitor.AskAsync("Première");
        var first = await visitor.AskAsync("Deuxième", "message-2");

        var again = await visitor.AskAsync("Deuxième", "message-2");

        AssertSame(first, again);
        Assert.Equal(4, (await visitor.HistoryAsync()).Count);
    }

    [Fact]
    public async Task Without_a_token_an_id_that_can_be_guessed_begins_a_new_conversation()
    {
        var first = await installation.NewVisitor("normal").AskAsync("Bonjour", "1");

        var again = await installation.NewVisitor("normal").AskAsync("Bonjour", "1");

        Assert.NotEqual(first.ConversationId, again.ConversationId);
    }

    [Fact]
    public async Task A_broken_stream_goes_on_where_it_stopped()
    {
        var visitor = installation.NewVisitor("slow");
        var seen = new List<VisitorEvent>();
        using (var broken = await visitor.PostAsync(new { text = "Racontez" }))
        {
            await foreach (var next in VisitorReply.EventsAsync(broken))
            {
                seen.Add(next);
                if (seen.Count == 6)
                    break;
            }
        }

        visitor.Token = seen[0].Text("visitorToken");
        var path = $"/widget/v1/conversations/{seen[0].Text("conversationId")}/messages/{seen[0].Text("messageId")}/reply";
        using var resumed = await visitor.GetAsync(path, seen[^1].Id.ToString(CultureInfo.InvariantCulture));
        var rest = await VisitorReply.ReadAsync(resumed);

        Assert.Equal(Enumerable.Range(1, rest.Events[^1].Id), seen.Concat(rest.Events).Select(each => each.Id));
        Assert.Equal(
            string.Join(' ', Enumerable.Range(1, 20).Select(number => "mot" + number)),
            string.Concat(seen.Concat(rest.Events).Where(each => each.Name == "token").Select(each => each.Text("text"))));
        using var whole = await visitor.GetAsync(path);
        Assert.Equal(Enumerable.Range(1, rest.Events[^1].Id), (await VisitorReply.ReadAsync(whole)).Events.Select(each => each.Id));
    }

    [Fact]
    public async Task A_reply_that_never_was_cannot_be_read()
    {
        var visitor = installation.NewVisitor("normal");
        await visitor.AskAsync("Bonjour");
        using var response = await visitor.GetAsync($"/widget/v1/conversations/{visitor.ConversationId}/messages/00000000000000000000000000000000/reply");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task A_stop_ends_the_answer_and_keeps_what_was_said()
    {
        using var gate = new SemaphoreSlim(5);
        installation.Upstream.Enqueue(UpstreamReply.Words(20) with { Gate = gate });
        var visitor = installation.NewVisitor("slow");
        using var response = await visitor.PostAsync(new { text = "Racontez longuement" });
        var events = new List<VisitorEvent>();
        await foreach (var next in VisitorReply.EventsAsync(response))
        {
            events.Add(next);
            // Tokens may come together: the five that the provider may send are there.
            if (next.Name != "token" || !next.Text("text").Contains("mot5", StringComparison.Ordinal))
                continue;
            visitor.Token = events[0].Text("visitorToken");
            visitor.ConversationId = events[0].Text("conversationId");
            using var stopped = await visitor.SendAsync(
                HttpMethod.Post, $"/widget/v1/conversations/{visitor.ConversationId}/messages/{events[0].Text("messageId")}/stop");
            Assert.Equal(HttpStatusCode.NoContent, stopped.StatusCode);
            gate.Release(15);
        }

        Assert.Equal("cancelled", events[^1].Text("finishReason"));
        var reply = (await visitor.HistoryAsync())[1];
        Assert.Equal("cancelled", reply.GetProperty("finishReason").GetString());
        Assert.StartsWith("mot1 mot2 mot3", reply.GetProperty("text").GetString());
        Assert.DoesNotContain("mot20", reply.GetProperty("text").GetString());
        await Eventually.HoldsAsync(() => installation.Upstream.OpenResponses == 0, "the provider's answer ends");
        var attempt = Assert.Single(await installation.AttemptsAsync(visitor.ConversationId!));
        Assert.Equal(IAfluence.Core.Usage.AttemptOutcome.Cancelled, attempt.Outcome);
        Assert.True(attempt.Estimated);
    }

    [Fact]
    public async Task Twice_the_same_message_at_once_is_stored_once()
    {
        var id = Guid.NewGuid().ToString();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => installation.NewVisitor("normal").AskAsync("Huit fois à la fois", id)));

        Assert.Single(await installation.StoredAsync<Message>(), message => message.Text == "Huit fois à la fois");
    }

    private static void AssertSame(VisitorReply one, VisitorReply other)
    {
        Assert.Equal(one.ConversationId, other.ConversationId);
        Assert.Equal(one.MessageId, other.MessageId);
        Assert.Equal(one.Events.Select(each => (each.Id, each.Name)), other.Events.Select(each => (each.Id, each.Name)));
        Assert.Equal(one.Text, other.Text);
        Assert.Equal(one.Done!.Text("messageId"), other.Done!.Text("messageId"));
    }
}
