using System.Net;
using System.Net.Http.Json;
using System.Text;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Replies.Running;
using IAfluence.Core.Usage;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.WidgetApi;

public sealed class VisitorDataTests(LoopbackInstallation installation) : IClassFixture<LoopbackInstallation>
{
    [Fact]
    public async Task A_rating_is_kept_and_can_be_changed()
    {
        var visitor = installation.NewVisitor("normal");
        var reply = await visitor.AskAsync("Bonjour");

        using var rated = await RateAsync(visitor, reply.Done!.Text("messageId"), new { rating = 1 });
        using var changed = await RateAsync(visitor, reply.Done!.Text("messageId"), new { rating = -1, comment = "Trop court." });

        Assert.Equal(HttpStatusCode.NoContent, rated.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, changed.StatusCode);
        Assert.Equal(-1, (await visitor.HistoryAsync())[1].GetProperty("rating").GetInt32());
        Assert.Single(await installation.StoredAsync<Message>(), message => message.RatingComment == "Trop court.");
    }

    [Theory]
    [InlineData("""{"rating":2}""")]
    [InlineData("""{"rating":0}""")]
    [InlineData("""{}""")]
    [InlineData("nonsense")]
    public async Task A_rating_is_one_or_minus_one(string body)
    {
        var visitor = installation.NewVisitor("normal");
        var reply = await visitor.AskAsync("Bonjour");
        using var response = await visitor.SendAsync(
            HttpMethod.Post,
            $"/widget/v1/conversations/{visitor.ConversationId}/messages/{reply.Done!.Text("messageId")}/rating",
            new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await visitor.HistoryAsync())[1].GetProperty("rating").ValueKind);
    }

    [Fact]
    public async Task Replies_of_ones_own_alone_are_rated()
    {
        var (visitor, other) = (installation.NewVisitor("normal"), installation.NewVisitor("normal"));
        var mine = await visitor.AskAsync("Bonjour");
        var theirs = await other.AskAsync("Bonjour");

        using var question = await RateAsync(visitor, mine.MessageId!, new { rating = 1 });
        using var foreign = await RateAsync(visitor, theirs.Done!.Text("messageId"), new { rating = 1 });

        Assert.Equal(HttpStatusCode.NotFound, question.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
    }

    [Fact]
    public async Task The_transcript_is_a_text_file_of_the_conversation()
    {
        var visitor = installation.NewVisitor("cites");
        await visitor.AskAsync("Combien coûte le pain de campagne ?");
        using var response = await visitor.GetAsync($"/widget/v1/conversations/{visitor.ConversationId}/transcript");

        var text = await response.Content.ReadAsStringAsync();
        Assert.Equal("text/plain", response.Content.Headers.ContentType!.MediaType);
        Assert.EndsWith(".txt", response.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        Assert.Contains("Vous\nCombien coûte le pain de campagne ?", text);
        Assert.Contains("Le pain coûte quatre euros vingt [1].", text);
        Assert.Contains("Sources : Nos prix (https://www.martin.example/prix)", text);
    }

    [Fact]
    public async Task Erasure_leaves_nothing_of_the_visitor_but_the_books()
    {
        var visitor = installation.NewVisitor("normal");
        var first = await visitor.AskAsync("Mon secret est le levain", Guid.NewGuid().ToString());
        visitor.ConversationId = null;
        await visitor.AskAsync("Mon autre secret est le sel");
        using var erased = await visitor.SendAsync(HttpMethod.Delete, "/widget/v1/visitor");

        Assert.Equal(HttpStatusCode.NoContent, erased.StatusCode);
        Assert.DoesNotContain(await installation.StoredAsync<Message>(), message => message.Text.Contains("secret"));
        Assert.DoesNotContain(await installation.StoredAsync<Conversation>(), conversation => conversation.Opening.Contains("secret"));
        Assert.DoesNotContain(await installation.StoredAsync<ReplyRecord>(), record => record.ConversationId.Value == first.ConversationId);
        Assert.Single(await installation.StoredAsync<Attempt>(), attempt => attempt.ConversationId?.Value == first.ConversationId);
        using var history = await visitor.GetAsync($"/widget/v1/conversations/{visitor.ConversationId}/messages");
        Assert.Equal(HttpStatusCode.Unauthorized, history.StatusCode);
    }

    [Fact]
    public async Task Erasure_during_an_answer_keeps_nothing_of_it()
    {
        var visitor = installation.NewVisitor("slow");
        using var response = await visitor.PostAsync(new { text = "Un secret de dernière minute" });
        await foreach (var next in VisitorReply.EventsAsync(response))
        {
            if (next.Name == "start")
                (visitor.Token, visitor.ConversationId) = (next.Text("visitorToken"), next.Text("conversationId"));
            if (next.Id != 4)
                continue;
            using var erased = await visitor.SendAsync(HttpMethod.Delete, "/widget/v1/visitor");
        }

        Assert.DoesNotContain(await installation.StoredAsync<Message>(), message => message.Text.Contains("dernière minute") || message.ConversationId.Value == visitor.ConversationId);
    }

    [Theory]
    [InlineData("https://anne:secret@www.martin.example/p%C3%A2tes?mail=anne@example.org#moi", "https://www.martin.example/p%C3%A2tes")]
    [InlineData("HTTPS://WWW.Martin.example:8443", "https://www.martin.example:8443/")]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("/relative", null)]
    public async Task Of_the_page_only_what_names_nobody_is_kept(string page, string? kept)
    {
        using var response = await installation.NewVisitor("normal").PostAsync(new { text = "Bonjour", page });
        var reply = await VisitorReply.ReadAsync(response);

        Assert.Equal(kept, Assert.Single(await installation.StoredAsync<Conversation>(), one => one.Id.Value == reply.ConversationId).Page);
    }

    private static Task<HttpResponseMessage> RateAsync(Visitor visitor, string replyId, object body) =>
        visitor.SendAsync(HttpMethod.Post, $"/widget/v1/conversations/{visitor.ConversationId}/messages/{replyId}/rating", JsonContent.Create(body));
}
