using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using IAfluence.Core.Accounts;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Notifications;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Storage;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.WidgetApi;

public sealed class HandoverTests : IAsyncLifetime
{
    private IAfluenceApp _app = null!;

    public async Task InitializeAsync() => _app = await IAfluenceApp.StartWithMartinAsync(settings => settings with { Handover = true });

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task From_then_on_no_model_answers_and_neither_quota_nor_outage_refuses()
    {
        var visitor = await WaitingAsync();
        var chatbot = (await _app.MartinAsync()).Chatbot;
        await _app.SetQuotaAsync(chatbot, new Quota(QuotaPeriod.Month, 1, null, null));
        var (calls, id) = (_app.Upstream.Calls.Count, Guid.NewGuid().ToString());

        var reply = await visitor.AskAsync("Vous êtes là ?", id);
        var again = await visitor.AskAsync("Vous êtes là ?", id);

        Assert.Equal(["start", "done"], reply.Events.Select(each => each.Name));
        Assert.Equal(("human", 0), (reply.Done!.Text("finishReason"), reply.Done!.Data.GetProperty("sources").GetArrayLength()));
        Assert.Equal((reply.MessageId, "human"), (again.MessageId, again.Done!.Text("finishReason")));
        Assert.Equal(calls, _app.Upstream.Calls.Count);
        Assert.Equal(["visitor", "assistant", "visitor"], (await visitor.HistoryAsync()).Select(message => message.GetProperty("role").GetString()));
        Assert.Equal("human", (await HistoryStateAsync(visitor)));
        Assert.Equal(3, Assert.Single(await _app.StoredAsync<Conversation>()).MessageCount);
    }

    [Fact]
    public async Task Without_a_stream_the_answer_says_so_too()
    {
        var visitor = await WaitingAsync();

        var answer = await visitor.PostAsync(new { text = "Vous êtes là ?", conversationId = visitor.ConversationId }, stream: false).JsonAsync();

        Assert.Equal(("human", ""), (answer.GetProperty("reply").GetProperty("finishReason").GetString(), answer.GetProperty("reply").GetProperty("text").GetString()));
    }

    [Fact]
    public async Task The_visitor_goes_back_to_the_chatbot()
    {
        var visitor = await WaitingAsync();

        var back = await visitor.SendAsync(HttpMethod.Delete, Path(visitor, "handover")).JsonAsync();
        var reply = await visitor.AskAsync("Et maintenant ?");

        Assert.Equal(("open", "stop"), (back.GetProperty("state").GetString(), reply.Done!.Text("finishReason")));
    }

    [Fact]
    public async Task Agents_and_managers_are_told_once_each_in_their_language()
    {
        var client = (await _app.MartinAsync()).Client;
        foreach (var (email, role) in new[] { ("julie@martin.example", ClientRole.Agent), ("marc@martin.example", ClientRole.Manager), ("vera@martin.example", ClientRole.Viewer) })
            await _app.HasMemberAsync(client, role, email);

        var visitor = await WaitingAsync();
        await visitor.SendAsync(HttpMethod.Post, Path(visitor, "handover")).OutcomeAsync();
        await visitor.SendAsync(HttpMethod.Delete, Path(visitor, "handover")).OutcomeAsync();
        await visitor.SendAsync(HttpMethod.Post, Path(visitor, "handover")).OutcomeAsync();

        var mails = await MailsAsync();
        Assert.Equal(["julie@martin.example", "marc@martin.example"], mails.Select(mail => mail.To).Order(StringComparer.Ordinal));
        Assert.All(mails, mail => Assert.Equal(AlertKind.Human, mail.Kind));
        Assert.Contains($"/admin/conversations/{client.Id}/{visitor.ConversationId}", mails[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wish_that_was_noted_and_not_told_of_is_told_of_when_it_is_repeated()
    {
        var visitor = _app.NewVisitor();
        await visitor.AskAsync("Bonjour");
        var clientId = (await _app.MartinAsync()).Client.Id;
        await _app.ChangeStoredAsync(
            clientId, ConversationId.From(visitor.ConversationId!),
            new Update<Conversation>().Set(one => one.State, ConversationState.Human).Set(one => one.HumanAskedAt, _app.Time.GetUtcNow()));

        await visitor.SendAsync(HttpMethod.Post, Path(visitor, "handover")).OutcomeAsync();
        await visitor.SendAsync(HttpMethod.Post, Path(visitor, "handover")).OutcomeAsync();

        Assert.Equal(AlertKind.Human, Assert.Single(await MailsAsync()).Kind);
    }

    [Fact]
    public async Task Agent_who_muted_the_alert_gets_none_and_the_platform_gets_it_when_nobody_is_left()
    {
        var client = (await _app.MartinAsync()).Client;
        foreach (var email in new[] { "julie@martin.example", "marc@martin.example" })
            await _app.HasMemberAsync(client, ClientRole.Agent, email);
        await MuteAsync("julie@martin.example");

        await WaitingAsync();
        Assert.Equal("marc@martin.example", Assert.Single(await MailsAsync()).To);
        await MuteAsync("marc@martin.example");
        var visitor = await WaitingAsync();
        Assert.Equal(2, (await MailsAsync()).Select(mail => mail.To).Except(["julie@martin.example"]).Count());

        using var erased = await visitor.SendAsync(HttpMethod.Delete, "/widget/v1/visitor");
        Assert.Equal("marc@martin.example", Assert.Single(await MailsAsync()).To);

        async Task MuteAsync(string email)
        {
            var user = (await _app.StoredPlatformAsync<User>()).Single(user => user.Email == email);
            await _app.ChangeStoredPlatformAsync(user.Id, new Update<User>().Set(known => known.MutedAlerts, [AlertKind.Human]));
        }
    }

    [Fact]
    public async Task Handover_is_refused_where_it_is_not_offered_and_outside_the_teams_hours()
    {
        var visitor = _app.NewVisitor();
        await visitor.AskAsync("Bonjour");
        await _app.ChangeMartinAsync(settings => settings with { Handover = false });
        var off = await visitor.SendAsync(HttpMethod.Post, Path(visitor, "handover")).OutcomeAsync();
        var now = (await _app.MartinAsync()).Client.LocalTime(_app.Time.GetUtcNow());
        var otherDay = (((int)now.DayOfWeek + 6) % 7 + 3) % 7;
        await _app.ChangeMartinAsync(settings => settings with { Handover = true, Hours = new ChatbotHours { Intervals = [new OpenInterval(otherDay, "09:00", "10:00")] } });
        var closed = await visitor.SendAsync(HttpMethod.Post, Path(visitor, "handover")).JsonAsync();

        Assert.Equal((409, "handover_off"), off);
        Assert.Equal("handover_off", closed.GetProperty("code").GetString());
        Assert.Matches("répond à nouveau .* à 9\u00a0h", closed.GetProperty("detail").GetString());
        Assert.Equal("open", await HistoryStateAsync(visitor));
    }

    [Fact]
    public async Task Conversation_of_another_visitor_is_neither_handed_over_nor_followed()
    {
        var (mine, theirs) = (await WaitingAsync(), await WaitingAsync());

        Assert.Equal((401, "invalid_token"), await mine.SendAsync(HttpMethod.Post, Path(theirs, "handover")).OutcomeAsync());
        Assert.Equal((401, "invalid_token"), await mine.SendAsync(HttpMethod.Delete, Path(theirs, "handover")).OutcomeAsync());
        Assert.Equal((401, "invalid_token"), await mine.GetAsync(Path(theirs, "events")).OutcomeAsync());
    }

    [Fact]
    public async Task Events_of_a_conversation_that_the_chatbot_answers_have_no_content()
    {
        var visitor = _app.NewVisitor();
        await visitor.AskAsync("Bonjour");

        using var response = await visitor.GetAsync(Path(visitor, "events"));

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    [Fact]
    public async Task Events_of_another_process_are_followed_live_and_resumed_from_the_last_message()
    {
        var visitor = await WaitingAsync();
        await using var other = await _app.StartAnotherAsync();
        using var response = await visitor.GetAsync(Path(visitor, "events"));
        await using var events = SseParser.Create(await response.Content.ReadAsStreamAsync()).EnumerateAsync().GetAsyncEnumerator();

        Assert.Equal(("state", "human"), await NextAsync(events, "state"));
        await TypesAsync(other, visitor, "Julie");
        Assert.Equal(("typing", "Julie"), await NextAsync(events, "name"));
        var first = await SaysAsync(other, visitor, "Bonjour, ici Julie.");
        Assert.Equal(("message", "Bonjour, ici Julie."), await NextAsync(events, "text"));
        Assert.Equal(first.Value, events.Current.EventId);
        await SaysAsync(other, visitor, "Encore là ?");
        Assert.Equal(("message", "Encore là ?"), await NextAsync(events, "text"));
        Assert.True(await other.CloseHandoverAsync(visitor));
        Assert.Equal(("state", "closed"), await NextAsync(events, "state"));
        Assert.False(await events.MoveNextAsync());

        using var again = await visitor.GetAsync(Path(visitor, "events"), lastEventId: first.Value);
        var rest = await again.Content.ReadAsStringAsync();
        var blocks = rest.Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, blocks.Length);
        Assert.Equal("event: state\ndata: {\"state\":\"closed\"}", blocks[0]);
        Assert.StartsWith("event: message\nid: ", blocks[1], StringComparison.Ordinal);
        using var last = JsonDocument.Parse(blocks[1].Split('\n')[2]["data: ".Length..]);
        Assert.Equal(["id", "role", "text", "at", "name"], last.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal(("agent", "Encore là ?"), (last.RootElement.GetProperty("role").GetString(), last.RootElement.GetProperty("text").GetString()));
        Assert.Equal(["visitor", "assistant", "agent", "agent"], (await visitor.HistoryAsync()).Select(message => message.GetProperty("role").GetString()));
    }

    [Fact]
    public async Task Message_to_a_closed_conversation_opens_it_again()
    {
        var visitor = await WaitingAsync();
        await _app.CloseHandoverAsync(visitor);

        var reply = await visitor.AskAsync("Une dernière question");

        Assert.Equal(("stop", "open"), (reply.Done!.Text("finishReason"), await HistoryStateAsync(visitor)));
    }

    [Fact]
    public async Task Conversation_has_so_many_readers_and_no_more()
    {
        var visitor = await WaitingAsync();
        var readers = new List<HttpResponseMessage>();
        for (var number = 0; number < 8; number++)
            readers.Add(await visitor.GetAsync(Path(visitor, "events")));

        var refused = await visitor.GetAsync(Path(visitor, "events")).OutcomeAsync();
        readers.ForEach(reader => reader.Dispose());

        Assert.All(readers, reader => Assert.Equal(HttpStatusCode.OK, reader.StatusCode));
        Assert.Equal((429, "rate_limited"), refused);
    }

    private static string Path(Visitor visitor, string call) => $"/widget/v1/conversations/{visitor.ConversationId}/{call}";

    private Task<IReadOnlyList<Email>> MailsAsync() => _app.StoredPlatformAsync<Email>();

    private async Task<Visitor> WaitingAsync()
    {
        var visitor = _app.NewVisitor();
        await visitor.AskAsync("Bonjour");
        var state = await visitor.SendAsync(HttpMethod.Post, Path(visitor, "handover")).JsonAsync();
        Assert.Equal("human", state.GetProperty("state").GetString());
        return visitor;
    }

    private static async Task<string?> HistoryStateAsync(Visitor visitor) => (await visitor.GetAsync(Path(visitor, "messages")).JsonAsync()).GetProperty("state").GetString();

    private static async Task<(string Name, string? Value)> NextAsync(IAsyncEnumerator<SseItem<string>> events, string property)
    {
        Assert.True(await events.MoveNextAsync());
        using var data = JsonDocument.Parse(events.Current.Data);
        return (events.Current.EventType, data.RootElement.GetProperty(property).GetString());
    }

    private static async Task TypesAsync(IAfluenceApp there, Visitor visitor, string name) => await there.ChangeStoredAsync(
        (await there.MartinAsync()).Client.Id, ConversationId.From(visitor.ConversationId!),
        new Update<Conversation>().Set(conversation => conversation.TypingAt, there.Time.GetUtcNow()).Set(conversation => conversation.TypingName, name));

    /// <summary>An agent's message as whoever lets agents write leaves it: the message, then its conversation.</summary>
    private static async Task<MessageId> SaysAsync(IAfluenceApp there, Visitor visitor, string text)
    {
        var (chatbot, now) = ((await there.MartinAsync()), there.Time.GetUtcNow());
        var message = new Message
        {
            Id = NewId.Of<MessageId>(there.Time),
            ClientId = chatbot.Client.Id,
            ConversationId = ConversationId.From(visitor.ConversationId!),
            ChatbotId = chatbot.Chatbot.Id,
            Role = MessageRole.Agent,
            Text = text,
            At = now,
            VersionId = chatbot.Version.Id,
            ExpiresAt = now.AddDays(1),
        };
        await there.HasStoredAsync(message);
        await there.ChangeStoredAsync(
            message.ClientId, message.ConversationId,
            new Update<Conversation>().Increment(conversation => conversation.MessageCount, 1).Set(conversation => conversation.LastMessageAt, now));
        return message.Id;
    }
}
