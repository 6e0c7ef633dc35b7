using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IAfluence.Core.Usage;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.WidgetApi;

public sealed class AskingTests(LoopbackInstallation installation) : IClassFixture<LoopbackInstallation>
{
    [Fact]
    public async Task An_answer_streams_as_start_tokens_and_done_counted_from_one()
    {
        var reply = await installation.NewVisitor("normal").AskAsync("Bonjour, qui êtes-vous ?");

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal("start", reply.Events[0].Name);
        Assert.All(reply.Events.Skip(1).SkipLast(1), each => Assert.Equal("token", each.Name));
        Assert.Equal("done", reply.Events[^1].Name);
        Assert.Equal(Enumerable.Range(1, reply.Events.Count), reply.Events.Select(each => each.Id));
        Assert.Equal(string.Join(' ', Enumerable.Range(1, 40).Select(number => "mot" + number)), reply.Text);
        Assert.Equal("stop", reply.Done!.Text("finishReason"));
    }

    [Fact]
    public async Task The_stream_passes_proxies_unbuffered_and_is_never_cached()
    {
        using var response = await installation.NewVisitor("normal").PostAsync(new { text = "Bonjour" });

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("no", response.Headers.GetValues("X-Accel-Buffering").Single());
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.Equal(LoopbackInstallation.Origin, response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        await response.Content.ReadAsStringAsync();
    }

    [Fact]
    public async Task Without_an_event_stream_the_same_facts_come_as_one_object()
    {
        using var response = await installation.NewVisitor("cites").PostAsync(new { text = "Quel est le prix du pain de campagne ?" }, stream: false);

        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.NotEmpty(answer.GetProperty("conversationId").GetString()!);
        Assert.NotEmpty(answer.GetProperty("messageId").GetString()!);
        Assert.NotEmpty(answer.GetProperty("visitorToken").GetString()!);
        var reply = answer.GetProperty("reply");
        Assert.Equal("Le pain coûte quatre euros vingt [1]. Il est cuit au feu de bois.", reply.GetProperty("text").GetString());
        Assert.Equal(("answered", 0), (reply.GetProperty("outcome").GetString(), reply.GetProperty("suggestions").GetArrayLength()));
        Assert.Equal("stop", reply.GetProperty("finishReason").GetString());
        Assert.Equal("Nos prix", reply.GetProperty("sources")[0].GetProperty("title").GetString());
    }

    [Fact]
    public async Task A_conversation_goes_on_with_what_was_said()
    {
        var visitor = installation.NewVisitor("normal");
        var first = await visitor.AskAsync("Une première question");

        var second = await visitor.AskAsync("Et ensuite ?");

        Assert.Equal(first.ConversationId, second.ConversationId);
        var asked = installation.Upstream.Calls.Last(call => call.Messages[^1] == "user: Et ensuite ?").Messages;
        Assert.Equal("user: Une première question", asked[^4]);
        Assert.StartsWith("assistant: mot1 mot2", asked[^3]);
        var history = await visitor.HistoryAsync();
        Assert.Equal(["visitor", "assistant", "visitor", "assistant"], history.Select(each => each.GetProperty("role").GetString()));
        Assert.Equal("Et ensuite ?", Assert.Single(await visitor.HistoryAsync(after: history[1].GetProperty("id").GetString()), each => each.GetProperty("role").GetString() == "visitor").GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_token_without_a_conversation_begins_another_one_of_the_same_visitor()
    {
        var visitor = installation.NewVisitor("normal");
        var first = await visitor.AskAsync("Une question");
        visitor.ConversationId = null;

        var second = await visitor.AskAsync("Une autre");

        Assert.Equal(HttpStatusCode.OK, second.Status);
        Assert.NotEqual(first.ConversationId, second.ConversationId);
    }

    [Fact]
    public async Task Passages_enter_the_prompt_and_their_source_the_answer()
    {
        var reply = await installation.NewVisitor("cites").AskAsync("Combien coûte le pain de campagne ?");

        Assert.Contains("quatre euros vingt", installation.Upstream.Calls.Last(call => call.Messages[^1] == "user: Combien coûte le pain de campagne ?").Messages[^2]);
        var source = Assert.Single(reply.Done!.Data.GetProperty("sources").EnumerateArray());
        Assert.Equal("Nos prix", source.GetProperty("title").GetString());
        Assert.Equal("https://www.martin.example/prix", source.GetProperty("url").GetString());
    }

    [Fact]
    public async Task The_ledger_holds_the_attempt_with_its_cost()
    {
        var reply = await installation.NewVisitor("normal").AskAsync("Combien cela coûte-t-il ?");

        var attempt = Assert.Single(await installation.AttemptsAsync(reply.ConversationId!));
        Assert.Equal(AttemptOutcome.Completed, attempt.Outcome);
        Assert.False(attempt.Estimated);
        Assert.True(attempt.OutputTokens > 0);
        Assert.Equal(attempt.Price.CostMicros(attempt.InputTokens, attempt.CachedInputTokens, attempt.OutputTokens), attempt.CostMicros);
        Assert.True(attempt.CostMicros > 0);
        Assert.True(attempt.FirstTokenMicroseconds <= attempt.DurationMicroseconds);
        Assert.Null(attempt.LeaseEndsAt);
    }

    [Fact]
    public async Task The_widget_is_told_how_to_draw_itself_and_nothing_else()
    {
        using var response = await installation.NewVisitor("normal").SendAsync(HttpMethod.Get, $"/widget/v1/chatbots/{LoopbackInstallation.KeyOf("normal")}?locale=en");

        var configuration = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("en", configuration.GetProperty("locale").GetString());
        Assert.Equal("Bonjour !", configuration.GetProperty("greeting").GetString());
        Assert.Equal(
            ["aiNotice", "appearance", "consent", "contact", "direction", "greeting", "handover", "hours", "images", "invitation", "limits", "locale", "name", "pages", "suggestions", "texts"],
            configuration.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_widgets_scripts_go_to_any_site_and_the_panel_is_kept_for_ever()
    {
        var loader = await installation.Http.GetAsync("/widget.js");
        var panel = await installation.Http.GetAsync(System.Text.RegularExpressions.Regex.Match(await loader.Content.ReadAsStringAsync(), @"/widget/[\w.-]+\.js").Value);

        Assert.Equal("*", loader.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("*", panel.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("cross-origin", panel.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
        Assert.Contains("immutable", panel.Headers.CacheControl!.ToString());
        Assert.DoesNotContain("immutable", loader.Headers.CacheControl!.ToString());
    }
}
