using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Usage;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.WidgetApi;

public sealed class ChallengePolicyTests : IAsyncLifetime
{
    private IAfluenceApp _app = null!;

    public async Task InitializeAsync() => _app = await IAfluenceApp.StartWithMartinAsync(
        null, ("RateLimits:Enabled", "true"), ("RateLimits:PerAddressPerMinute", "10000"), ("RateLimits:PerVisitorPerMinute", "10000"));

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Visitor_who_begins_during_an_attack_proves_work_and_one_who_talks_already_does_not()
    {
        var before = _app.NewVisitor();
        await before.AskAsync("Bonjour");
        _app.Time.Advance(TimeSpan.FromMinutes(2));
        await AttackAsync();
        var stored = await AskedAsync();

        var asked = await ChallengeAsync();
        Assert.Equal(stored, await AskedAsync());
        var proven = await SayAsync(new { salt = asked.Salt, answer = Solve(asked) });
        var talking = await before.AskAsync("Encore");

        Assert.Equal((15, null, null), (asked.Bits, proven.Code, talking.Code));
    }

    // Answers to the attack may still be arriving.
    private async Task<int> AskedAsync() => (await _app.StoredAsync<Message>()).Count(message => message.Role == MessageRole.Visitor);

    [Fact]
    public async Task Shield_ends_by_itself()
    {
        await AttackAsync();
        Assert.Equal("challenge_required", (await SayAsync(null)).Code);

        _app.Time.Advance(TimeSpan.FromMinutes(6));

        Assert.Null((await SayAsync(null)).Code);
    }

    [Theory]
    [InlineData("twice")]
    [InlineData("wrong")]
    [InlineData("no-number")]
    [InlineData("forged")]
    [InlineData("late")]
    [InlineData("other-chatbot")]
    public async Task An_answer_counts_once_in_its_time_for_its_chatbot(string fault)
    {
        await AttackAsync();
        var asked = await ChallengeAsync();
        var answer = Solve(asked);
        object challenge = new { salt = asked.Salt, answer };
        switch (fault)
        {
            case "twice":
                Assert.Null((await SayAsync(challenge)).Code);
                break;
            case "wrong":
                challenge = new { salt = asked.Salt, answer = (long.Parse(answer, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture) };
                break;
            case "no-number":
                challenge = new { salt = asked.Salt, answer = "0x" + answer };
                break;
            case "forged":
                challenge = new { salt = "forged", answer = Solve(("forged", asked.Bits)) };
                break;
            case "late":
                // The attack goes on: what expired is the answer.
                _app.Time.Advance(TimeSpan.FromMinutes(5.1));
                await AttackAsync();
                break;
            default:
                var martin = await _app.MartinAsync();
                await _app.HasChatbotAsync(martin.Client, martin.Settings, publicKey: "pk_other");
                await AttackAsync("pk_other");
                var elsewhere = await new Visitor(_app.NewBrowser().Http, "pk_other").PostAsync(new { text = "Bonjour", challenge }).OutcomeAsync();
                Assert.Equal((428, "challenge_required"), elsewhere);
                return;
        }

        Assert.Equal("challenge_required", (await SayAsync(challenge)).Code);
    }

    [Fact]
    public async Task Traffic_that_is_usual_for_a_chatbot_is_no_attack()
    {
        var chatbot = (await _app.MartinAsync());
        // Two days on which a quarter of an hour had 90 messages: 30 in five minutes are usual, 150 not yet abnormal.
        foreach (var days in new[] { 2, 3 })
        {
            var start = UsageSpan.QuarterHour.Floor(_app.Time.GetUtcNow().AddDays(-days));
            await _app.HasStoredAsync(new UsageCounter
            {
                Id = new UsageCounterId($"usual-{days}"),
                ClientId = chatbot.Client.Id,
                Generation = 1,
                Span = UsageSpan.QuarterHour,
                Start = start,
                ChatbotId = chatbot.Chatbot.Id,
                ModelId = new ModelId("normal"),
                ProviderId = new ProviderId("loopback"),
                Through = new LedgerPosition(start, new AttemptId("a")),
                Figures = new UsageFigures { Attempts = 100, Completed = 90, Failed = 10, Fallbacks = 10 },
            });
        }

        await AttackAsync(count: 149);

        Assert.Null((await SayAsync(null)).Code);
        Assert.Equal("challenge_required", (await SayAsync(null)).Code);
    }

    [Fact]
    public async Task The_faster_it_goes_the_more_work_it_is()
    {
        await AttackAsync(count: 150);

        Assert.Equal(17, (await ChallengeAsync()).Bits);
    }

    [Fact]
    public async Task A_token_speaks_from_the_site_it_was_given_on_alone_and_older_ones_from_any()
    {
        var visitor = _app.NewVisitor();
        await visitor.AskAsync("Bonjour");
        var thief = new Visitor(_app.NewBrowser().Http, Martin.Key, "https://shop.martin.example") { Token = visitor.Token, ConversationId = visitor.ConversationId };
        var bare = new Visitor(_app.NewBrowser().Http, Martin.Key, origin: null) { Token = visitor.Token, ConversationId = visitor.ConversationId };

        Assert.Equal("invalid_token", (await thief.AskAsync("À moi")).Code);
        Assert.Equal((401, "invalid_token"), await thief.GetAsync($"/widget/v1/conversations/{visitor.ConversationId}/messages").OutcomeAsync());
        Assert.Equal((200, null), await bare.GetAsync($"/widget/v1/conversations/{visitor.ConversationId}/messages").OutcomeAsync());
        Assert.Null((await visitor.AskAsync("Encore")).Code);

        var conversation = Assert.Single(await _app.StoredAsync<Conversation>());
        var old = _app.FormerTokenOf(conversation);
        thief.Token = old;
        Assert.Equal((200, null), await thief.GetAsync($"/widget/v1/conversations/{visitor.ConversationId}/messages").OutcomeAsync());
    }

    private async Task AttackAsync(string key = Martin.Key, int count = 31)
    {
        var http = _app.NewBrowser().Http;
        var statuses = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => new Visitor(http, key).PostAsync(new { text = "Bonjour" }).OutcomeAsync()));
        Assert.All(statuses, status => Assert.True(status.Status is 200 or 428));
    }

    private async Task<VisitorReply> SayAsync(object? challenge)
    {
        using var response = await _app.NewVisitor().PostAsync(new { text = "Bonjour", challenge });
        return await VisitorReply.ReadAsync(response);
    }

    private async Task<(string Salt, int Bits)> ChallengeAsync()
    {
        using var response = await _app.NewVisitor().PostAsync(new { text = "Bonjour" });
        Assert.Equal(HttpStatusCode.PreconditionRequired, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("challenge_required", problem.GetProperty("code").GetString());
        var challenge = problem.GetProperty("challenge");
        return (challenge.GetProperty("salt").GetString()!, challenge.GetProperty("bits").GetInt32());
    }

    /// <summary>As the contract says, without a word of the product's code.</summary>
    private static string Solve((string Salt, int Bits) asked)
    {
        for (var number = 0L; ; number++)
        {
            var text = number.ToString(CultureInfo.InvariantCulture);
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{asked.Salt}:{text}"));
            if (BitOperations.LeadingZeroCount(BinaryPrimitives.ReadUInt32BigEndian(hash)) >= asked.Bits)
                return text;
        }
    }
}
