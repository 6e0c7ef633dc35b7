using System.Net;
using System.Net.Http.Json;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Replies.Visitors;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.WidgetApi;

public sealed class ConsentTests : IAsyncLifetime
{
    private static readonly ChatbotConsent Asked = new() { Text = "D’accord ?", PolicyUrl = "https://www.martin.example/p" };

    private IAfluenceApp _app = null!;

    public async Task InitializeAsync() => _app = await IAfluenceApp.StartWithMartinAsync(settings => settings with { Behaviour = new ChatbotBehaviour { Consent = Asked } });

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Without_consent_nothing_is_taken_and_nothing_is_kept()
    {
        var refused = await _app.NewVisitor().PostAsync(new { text = "Bonjour", clientMessageId = Guid.NewGuid() }).OutcomeAsync();

        Assert.Equal((403, "consent_required"), refused);
        Assert.Empty(await _app.StoredAsync<Message>());
        Assert.Empty(await _app.StoredAsync<Conversation>());
        Assert.Empty(_app.Upstream.Calls);
    }

    [Fact]
    public async Task Visitor_who_agreed_may_write_and_the_conversation_records_it()
    {
        var visitor = await AgreedAsync(_app.NewVisitor());

        var first = await visitor.AskAsync("Bonjour");
        var second = await visitor.AskAsync("Encore");
        visitor.ConversationId = null;
        var another = await visitor.AskAsync("Autre chose");

        Assert.Equal((null, null, null), (first.Code, second.Code, another.Code));
        var conversations = await _app.StoredAsync<Conversation>();
        Assert.Equal(2, conversations.Count);
        Assert.Single(conversations.Select(conversation => conversation.VisitorId).Distinct());
        Assert.All(conversations, conversation => Assert.Equal((Asked.VersionOf(), _app.Time.GetUtcNow().Date), (conversation.ConsentVersion, conversation.ConsentAt!.Value.Date)));
    }

    [Fact]
    public async Task Consent_is_asked_again_for_other_words_in_the_same_conversation()
    {
        var visitor = await AgreedAsync(_app.NewVisitor());
        await visitor.AskAsync("Bonjour");
        var other = Asked with { Text = "Et maintenant ?" };
        await _app.ChangeMartinAsync(settings => settings with { Behaviour = new ChatbotBehaviour { Consent = other } });

        var refused = await visitor.AskAsync("Encore");
        var outdated = await ConsentAsync(visitor, Asked.VersionOf()).OutcomeAsync();
        var token = (await ConsentAsync(visitor, other.VersionOf()).JsonAsync()).GetProperty("visitorToken").GetString();
        visitor.Token = token;
        var accepted = await visitor.AskAsync("Encore");

        Assert.Equal(("consent_required", (409, "consent_outdated"), null), (refused.Code, outdated, accepted.Code));
        Assert.Equal(other.VersionOf(), Assert.Single(await _app.StoredAsync<Conversation>()).ConsentVersion);
    }

    [Fact]
    public async Task A_message_that_was_taken_is_led_to_its_reply_whatever_is_asked_since()
    {
        await _app.ChangeMartinAsync(settings => settings with { Behaviour = new ChatbotBehaviour() });
        var (visitor, id) = (_app.NewVisitor(), Guid.NewGuid().ToString());
        var first = await visitor.AskAsync("Bonjour", id);
        await _app.ChangeMartinAsync(settings => settings with { Behaviour = new ChatbotBehaviour { Consent = Asked } });

        var again = await _app.NewVisitor().AskAsync("Bonjour", id);

        Assert.Equal((first.MessageId, first.Text), (again.MessageId, again.Text));
    }

    [Theory]
    [InlineData("{}", 400, "invalid_message")]
    [InlineData("nonsense", 400, "invalid_message")]
    [InlineData("""{"version":"000000000000"}""", 409, "consent_outdated")]
    public async Task Body_that_is_no_consent_is_refused(string body, int status, string code)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        var outcome = await _app.NewVisitor().SendAsync(HttpMethod.Post, Martin.Address + "/consent", content).OutcomeAsync();

        Assert.Equal((status, code), outcome);
        Assert.Empty(await _app.StoredAsync<VisitorConsent>());
    }

    [Fact]
    public async Task Consent_is_given_on_allowed_sites_with_a_token_of_ones_own_or_none()
    {
        var forged = _app.NewVisitor();
        forged.Token = "forged";

        Assert.Equal((401, "invalid_token"), await ConsentAsync(forged, Asked.VersionOf()).OutcomeAsync());
        Assert.Equal((403, "origin_not_allowed"), await ConsentAsync(_app.NewVisitor("https://evil.example"), Asked.VersionOf()).OutcomeAsync());
        Assert.Empty(await _app.StoredAsync<VisitorConsent>());
    }

    [Fact]
    public async Task Erasing_the_visitor_erases_the_consent()
    {
        var visitor = await AgreedAsync(_app.NewVisitor());

        using var erased = await visitor.SendAsync(HttpMethod.Delete, "/widget/v1/visitor");

        Assert.Equal(HttpStatusCode.NoContent, erased.StatusCode);
        Assert.Empty(await _app.StoredAsync<VisitorConsent>());
        Assert.Equal("consent_required", (await visitor.AskAsync("Bonjour")).Code);
    }

    private static async Task<Visitor> AgreedAsync(Visitor visitor)
    {
        visitor.Token = (await ConsentAsync(visitor, Asked.VersionOf()).JsonAsync()).GetProperty("visitorToken").GetString();
        return visitor;
    }

    private static Task<HttpResponseMessage> ConsentAsync(Visitor visitor, string version) =>
        visitor.SendAsync(HttpMethod.Post, Martin.Address + "/consent", JsonContent.Create(new { version }));
}
