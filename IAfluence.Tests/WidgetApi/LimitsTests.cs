using System.Net;
using System.Net.Http.Json;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.WidgetApi;

public sealed class LimitsTests
{
    [Fact]
    public async Task A_conversation_that_is_full_takes_no_more_and_another_begins()
    {
        await using var app = await IAfluenceApp.StartWithMartinAsync(settings => settings with { Limits = new ChatbotLimits { MessagesPerConversation = 10 } });
        var visitor = app.NewVisitor();
        for (var number = 0; number < 5; number++)
            Assert.Null((await visitor.AskAsync($"Question {number}")).Code);

        var full = await visitor.AskAsync("Une de trop");
        var conversation = visitor.ConversationId;
        visitor.ConversationId = null;
        var another = await visitor.AskAsync("Ailleurs");

        Assert.Equal((HttpStatusCode.Conflict, "conversation_full", null), (full.Status, full.Code, another.Code));
        Assert.DoesNotContain(await app.StoredAsync<Message>(), message => message.Text == "Une de trop");
        Assert.Equal(10, (await app.StoredAsync<Conversation>()).Single(each => each.Id.Value == conversation).MessageCount);
    }

    [Fact]
    public async Task Visitors_together_keep_the_chatbots_pace_and_wait_as_told()
    {
        await using var app = await IAfluenceApp.StartWithMartinAsync(
            settings => settings with { Limits = new ChatbotLimits { MessagesPerMinuteOfAll = 10 } }, ("RateLimits:Enabled", "true"));
        for (var number = 0; number < 10; number++)
            Assert.Equal((400, "invalid_message"), await app.NewVisitor().PostAsync(new { text = "" }).OutcomeAsync());

        using var refused = await app.NewVisitor().PostAsync(new { text = "Bonjour" });

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 6);
        await app.ChangeMartinAsync(settings => settings with { Limits = new ChatbotLimits() });
        Assert.Null((await app.NewVisitor().AskAsync("Bonjour")).Code);
    }

    [Fact]
    public async Task Contacts_and_consents_have_a_pace_of_their_own()
    {
        await using var app = await IAfluenceApp.StartWithMartinAsync(
            settings => settings with { Contact = new ChatbotContactForm(), Behaviour = new ChatbotBehaviour { Consent = new ChatbotConsent { Text = "?" } } },
            ("RateLimits:Enabled", "true"));
        foreach (var call in new[] { "/contact", "/consent" })
        {
            for (var number = 0; number < 10; number++)
                Assert.Equal(400, (await SendAsync(call)).Status);
            Assert.Equal((429, "rate_limited"), await SendAsync(call));
        }

        Assert.Equal((403, "consent_required"), await app.NewVisitor().PostAsync(new { text = "Bonjour" }).OutcomeAsync());

        Task<(int Status, string? Code)> SendAsync(string call) =>
            app.NewVisitor().SendAsync(HttpMethod.Post, Martin.Address + call, JsonContent.Create(new { })).OutcomeAsync();
    }
}
