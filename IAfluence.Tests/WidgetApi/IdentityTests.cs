using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Replies.Visitors;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.WidgetApi;

public sealed class IdentityTests : IAsyncLifetime
{
    private IAfluenceApp _app = null!;
    private string _secret = null!;

    public async Task InitializeAsync()
    {
        _app = await IAfluenceApp.StartWithMartinAsync();
        var chatbot = (await _app.MartinAsync()).Chatbot;
        _secret = await _app.HasIdentitySecretAsync(chatbot);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Signed_facts_are_verified_and_unsigned_ones_are_not()
    {
        var visitor = _app.NewVisitor();
        await SayAsync(visitor, new { facts = new Dictionary<string, object> { ["email"] = "paul@example.org", ["visits"] = 3, ["bad name"] = "x", ["long"] = new string('x', 201) } });
        await SayAsync(visitor, new { jwt = Jwt(new { sub = "42", email = "anne@example.org", exp = In(TimeSpan.FromHours(1)), iss = "martin" }) });
        await SayAsync(visitor, new { facts = new { email = "eve@example.org", city = "Lyon" } });

        var conversation = Assert.Single(await _app.StoredAsync<Conversation>());

        Assert.Equal(
            [new("email", "anne@example.org", true), new("sub", "42", true), new("city", "Lyon", false), new VisitorFact("visits", "3", false)],
            conversation.Facts);
        Assert.False(conversation.FactsRefused);
    }

    [Fact]
    public async Task Signed_facts_replace_those_of_an_earlier_signature()
    {
        var visitor = _app.NewVisitor();
        await SayAsync(visitor, new { facts = new { city = "Lyon" } });
        await SayAsync(visitor, new { jwt = Jwt(new { sub = "1", email = "anne@example.org", exp = In(TimeSpan.FromHours(1)) }) });
        await SayAsync(visitor, new { jwt = Jwt(new { sub = "2", exp = In(TimeSpan.FromHours(1)) }) });

        Assert.Equal([new("sub", "2", true), new VisitorFact("city", "Lyon", false)], Assert.Single(await _app.StoredAsync<Conversation>()).Facts);
    }

    [Fact]
    public async Task A_signature_over_no_fact_that_is_kept_leaves_none_of_the_one_before()
    {
        var visitor = _app.NewVisitor();
        await SayAsync(visitor, new { jwt = Jwt(new { sub = "1", email = "anne@example.org", exp = In(TimeSpan.FromHours(1)) }) });
        await SayAsync(visitor, new { jwt = Jwt(new { sub = 2, exp = In(TimeSpan.FromHours(1)) }) });

        Assert.Empty(Assert.Single(await _app.StoredAsync<Conversation>()).Facts);
    }

    [Theory]
    [InlineData("expired")]
    [InlineData("no-end")]
    [InlineData("endless")]
    [InlineData("not-yet")]
    [InlineData("none")]
    [InlineData("none-unsigned")]
    [InlineData("other-secret")]
    [InlineData("changed")]
    [InlineData("twice")]
    [InlineData("no-object")]
    [InlineData("nonsense")]
    public async Task A_signature_that_is_not_to_be_believed_leaves_its_facts_out_and_is_noted(string fault)
    {
        var good = new { email = "anne@example.org", exp = In(TimeSpan.FromHours(1)) };
        var jwt = fault switch
        {
            "expired" => Jwt(new { email = "a@b.fr", exp = In(TimeSpan.FromMinutes(-1)) }),
            "no-end" => Jwt(new { email = "a@b.fr" }),
            "endless" => Jwt(new { email = "a@b.fr", exp = In(TimeSpan.FromDays(30)) }),
            "not-yet" => Jwt(new { email = "a@b.fr", exp = In(TimeSpan.FromHours(2)), nbf = In(TimeSpan.FromHours(1)) }),
            "none" => Jwt(good, algorithm: "none"),
            "none-unsigned" => Jwt(good, algorithm: "none")[..^43],
            "other-secret" => Jwt(good, secret: "other"),
            "changed" => Jwt(good).Split('.') is var parts
                ? $"{parts[0]}.{Part(JsonSerializer.Serialize(new { email = "eve@example.org", exp = In(TimeSpan.FromHours(1)) }))}.{parts[2]}" : "",
            "twice" => Signed("""{"alg":"HS256"}""", $$"""{"email":"a@b.fr","email":"c@d.fr","exp":{{In(TimeSpan.FromHours(1))}}}""", _secret),
            "no-object" => Signed("""{"alg":"HS256"}""", "[]", _secret),
            _ => "nonsense",
        };
        var visitor = _app.NewVisitor();

        var reply = await SayAsync(visitor, new { jwt });

        Assert.Null(reply.Code);
        var conversation = Assert.Single(await _app.StoredAsync<Conversation>());
        Assert.Equal((0, true), (conversation.Facts.Count, conversation.FactsRefused));
    }

    [Theory]
    [InlineData("""{"facts":{"name":"Anne \ud83d","na\ud83dme":"x","city":"Lyon"}}""")]
    [InlineData("""{"facts":{"city":"Lyon","name":"\udca9"}}""")]
    public async Task A_fact_cut_within_a_surrogate_pair_is_left_out_and_the_message_answered(string identity)
    {
        using var body = new StringContent($$"""{"text":"Bonjour","identity":{{identity}}}""", Encoding.UTF8, "application/json");
        using var response = await _app.NewVisitor().SendAsync(HttpMethod.Post, $"{Martin.Address}/messages", body, stream: true);
        var reply = await VisitorReply.ReadAsync(response);

        Assert.Null(reply.Code);
        Assert.Equal([new VisitorFact("city", "Lyon", false)], Assert.Single(await _app.StoredAsync<Conversation>()).Facts);
    }

    [Fact]
    public async Task A_signed_fact_cut_within_a_surrogate_pair_is_left_out_alone()
    {
        var claims = $$"""{"sub":"42","name":"Anne \ud83d","exp":{{In(TimeSpan.FromHours(1))}}}""";

        var reply = await SayAsync(_app.NewVisitor(), new { jwt = Signed("""{"alg":"HS256"}""", claims, _secret) });

        Assert.Null(reply.Code);
        var conversation = Assert.Single(await _app.StoredAsync<Conversation>());
        Assert.Equal([new VisitorFact("sub", "42", true)], conversation.Facts);
        Assert.False(conversation.FactsRefused);
    }

    [Fact]
    public async Task No_fact_reaches_a_model_or_another_visitors_history()
    {
        var (visitor, other) = (_app.NewVisitor(), _app.NewVisitor());
        await SayAsync(visitor, new { jwt = Jwt(new { sub = "42", email = "anne@example.org", exp = In(TimeSpan.FromHours(1)) }) });
        await SayAsync(other, new { facts = new { sub = "42", email = "anne@example.org" } });

        Assert.DoesNotContain(_app.Upstream.Calls, call => call.Body.GetRawText().Contains("anne@example.org", StringComparison.Ordinal));
        Assert.Equal(2, (await _app.StoredAsync<Conversation>()).Select(conversation => conversation.VisitorId).Distinct().Count());
        Assert.Equal(2, (await other.HistoryAsync()).Count);
    }

    [Fact]
    public async Task The_secret_is_not_in_the_store_in_clear()
    {
        var chatbot = Assert.Single(await _app.StoredAsync<Chatbot>());

        Assert.NotNull(chatbot.ProtectedIdentitySecret);
        Assert.DoesNotContain(_secret, chatbot.ProtectedIdentitySecret, StringComparison.Ordinal);
    }

    private static async Task<VisitorReply> SayAsync(Visitor visitor, object identity)
    {
        using var response = await visitor.PostAsync(new { text = "Bonjour", conversationId = visitor.ConversationId, identity });
        var reply = await VisitorReply.ReadAsync(response);
        (visitor.Token, visitor.ConversationId) = (reply.Token ?? visitor.Token, reply.ConversationId ?? visitor.ConversationId);
        return reply;
    }

    private long In(TimeSpan span) => (_app.Time.GetUtcNow() + span).ToUnixTimeSeconds();

    private string Jwt(object claims, string algorithm = "HS256", string? secret = null) =>
        Signed(JsonSerializer.Serialize(new { alg = algorithm, typ = "JWT" }), JsonSerializer.Serialize(claims), secret ?? _secret);

    private static string Signed(string header, string claims, string secret)
    {
        var head = $"{Part(header)}.{Part(claims)}";
        return $"{head}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(head)))}";
    }

    private static string Part(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
