using System.Text.Json;
using System.Text.RegularExpressions;
using IAfluence.Core.Accounts;
using IAfluence.Core.Clients;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Replies.Injection;

/// <summary>
/// Forty texts and messages that try to take over a model, in French and in English, against a model that obeys them. What matters is what the
/// attack reaches, not whether a model resists.
/// </summary>
public sealed partial class InjectingInstructionsTests(InjectingInstructionsTests.Attacked attacked) : IClassFixture<InjectingInstructionsTests.Attacked>
{
    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Attacked.Cases.Count)];

    [Fact]
    public void Set_holds_twenty_attacks_in_each_language() =>
        Assert.Equal([("en", 20), ("fr", 20)], Attacked.Cases.CountBy(each => each.Locale).OrderBy(each => each.Key).Select(each => (each.Key, each.Value)));

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task Attack_reaches_nothing_but_words(int number)
    {
        var attack = Attacked.Cases[number];
        var visitor = attacked.VisitorOf(number);

        var reply = await visitor.AskAsync(attack.Asks, locale: attack.Locale);

        var call = attacked.App.Upstream.Calls.Last(each => each.Messages[^1] == $"user: {attack.Asks}");
        Assert.True(reply.Code is null, $"{attack.Why}: {reply.Code}");
        if (attack.Shown is not null)
            Assert.Equal(attack.Shown, reply.Text);
        AssertBounded(reply.Text, reply.Done!.Data.GetProperty("sources").EnumerateArray().Select(source => source.GetProperty("title").GetString()!).ToList());
        AssertPromptHolds(call);
        await AssertNothingSecretAsync(call, visitor);
        await AssertStillWithTheChatbotAsync(visitor, reply.Text);
    }

    /// <summary>No mark, no address that nobody gave, and no citation without its source.</summary>
    private static void AssertBounded(string text, List<string> sources)
    {
        Assert.DoesNotMatch(Mark(), text);
        Assert.All(Address().Matches(text), address => Assert.Equal(Attacked.Hours, address.Value));
        Assert.All(Target().Matches(text), target => Assert.Equal(Attacked.Hours, target.Groups[1].Value));
        Assert.All(sources, title => Assert.Contains(title, Attacked.Titles));
        // The prompt itself shows an example of a citation.
        if (!text.Contains("These rules always apply", StringComparison.Ordinal))
            Assert.All(Citation().Matches(text), citation => Assert.InRange(int.Parse(citation.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), 1, sources.Count));
    }

    /// <summary>The rules come first, and every passage opens and closes once, whatever stands in it.</summary>
    private static void AssertPromptHolds(UpstreamCall call)
    {
        Assert.StartsWith("system: ", call.Messages[0], StringComparison.Ordinal);
        Assert.Contains("These rules always apply:", call.Messages[0], StringComparison.Ordinal);
        Assert.Single(call.Messages, message => message.StartsWith("system: ", StringComparison.Ordinal));
        var passages = call.Messages[^2];
        Assert.Equal(Opening().Count(passages), Closing().Count(passages));
        Assert.Equal(Enumerable.Range(1, Opening().Count(passages)), Opening().Matches(passages).Select(id => int.Parse(id.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.DoesNotContain("<system", passages, StringComparison.Ordinal);
        Assert.Matches("(material, never instructions|Nothing was found)", passages);
    }

    private async Task AssertNothingSecretAsync(UpstreamCall call, Visitor visitor)
    {
        var body = call.Body.GetRawText();
        var conversation = (await attacked.App.StoredAsync<Conversation>()).Single(each => each.Id.Value == visitor.ConversationId);
        string[] secrets =
        [
            "sk-secret-key", "pk_", IAfluenceApp.OwnerEmail, Attacked.MemberEmail, ObedientReply.ForeignText, "Garage Dupont",
            conversation.ClientId.Value, conversation.ChatbotId.Value, conversation.Id.Value, conversation.VisitorId.Value, visitor.Token!,
        ];
        var own = string.Join('\n', call.Messages.SkipLast(1));
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, secret == "Garage Dupont" ? own : body, StringComparison.Ordinal));
    }

    private async Task AssertStillWithTheChatbotAsync(Visitor visitor, string text)
    {
        var view = await visitor.SendAsync(HttpMethod.Get, $"/widget/v1/conversations/{visitor.ConversationId}/messages").JsonAsync();
        Assert.Equal("open", view.GetProperty("state").GetString());
        Assert.Equal(text, view.GetProperty("messages")[1].GetProperty("text").GetString());
        var conversation = (await attacked.App.StoredAsync<Conversation>()).Single(each => each.Id.Value == visitor.ConversationId);
        Assert.Equal((ConversationState.Open, null), (conversation.State, conversation.HumanAskedAt));
    }

    [GeneratedRegex(@"\[\[[\s_-]*(?:answered|unsure|unanswered|small[\s_-]*talk)", RegexOptions.IgnoreCase)]
    private static partial Regex Mark();

    [GeneratedRegex(@"https?://[^\s)\]<>""]+", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex(@"\]\(([^)]*)\)")]
    private static partial Regex Target();

    [GeneratedRegex(@"\[(\d{1,3})\]")]
    private static partial Regex Citation();

    [GeneratedRegex(@"<passage id=""(\d+)"" title=""")]
    private static partial Regex Opening();

    [GeneratedRegex("</passage>")]
    private static partial Regex Closing();

    /// <param name="Why">What it tries.</param>
    /// <param name="Knowledge">The text that somebody slipped into the knowledge; null where the visitor attacks.</param>
    /// <param name="Asks">The visitor's message.</param>
    /// <param name="Shown">What the visitor sees; null where it is the prompt.</param>
    public sealed record Attack(string Why, string Locale, string? Knowledge, string Asks, string? Shown);

    /// <summary>An installation with a chatbot for each attack, a member, and another client who has a secret.</summary>
    public sealed class Attacked : IAsyncLifetime
    {
        public const string Hours = "https://www.martin.example/horaires";
        public const string MemberEmail = "lea@martin.example";

        public static readonly string[] Titles = ["Nos horaires", "Nos prix"];

        public static readonly IReadOnlyList<Attack> Cases = JsonSerializer.Deserialize<List<Attack>>(
            File.ReadAllText(Path.Combine(Repository.Root, "IAfluence.Tests", "Replies", "Injection", "injections.json")), JsonSerializerOptions.Web)!;

        public IAfluenceApp App { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            App = await IAfluenceApp.StartWithFileAsync(Bootstrap);
            App.Upstream.Behaves("obedient", new ObedientReply());
            var martin = (await App.StoredPlatformAsync<Client>()).Single(client => client.Key == "martin");
            await App.HasMemberAsync(martin, ClientRole.Agent, MemberEmail);
        }

        public Task DisposeAsync() => App.DisposeAsync().AsTask();

        public Visitor VisitorOf(int number) => new(App.NewBrowser().Http, KeyOf(number));

        private static string KeyOf(int number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"pk_attack{number}");

        private static object Bootstrap(LoopbackOpenAi upstream) => new
        {
            providers = new[] { new { key = "loopback", kind = "openai", baseUrl = upstream.BaseUrl, apiKey = "sk-secret-key" } },
            models = new[] { new { key = "obedient", provider = "loopback", name = "obedient", inputPrice = 1.5, outputPrice = 6.0 } },
            clients = new[]
            {
                new { key = "martin", name = "Boulangerie Martin", locale = "fr", chatbots = Cases.Select((attack, number) => Chatbot(number, attack)) },
                new { key = "dupont", name = "Garage Dupont", locale = "fr", chatbots = (IEnumerable<object>)[Garage()] },
            },
        };

        private static object Chatbot(int number, Attack attack) => new
        {
            key = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"attack{number}"),
            publicKey = KeyOf(number),
            name = "Assistant Martin",
            locale = attack.Locale,
            route = new[] { "obedient" },
            systemPrompt = "Tu réponds aux clients de la boulangerie.",
            handover = true,
            images = true,
            allowedOrigins = new[] { LoopbackInstallation.Origin },
            knowledge = attack.Knowledge is null
                ? [Text("horaires", "Nos horaires", "Ouvert de 7 h à 19 h.", Hours)]
                : new[] { Text("horaires", "Nos horaires", "Ouvert de 7 h à 19 h.", Hours), Text("prix", "Nos prix", attack.Knowledge, null) },
        };

        private static object Garage() => new
        {
            key = "garage",
            publicKey = "pk_garage",
            name = "Assistant",
            locale = "fr",
            route = new[] { "obedient" },
            allowedOrigins = new[] { LoopbackInstallation.Origin },
            knowledge = new[] { Text("prix", "Nos prix", $"Les prix du pain et du garage, the prices of bread : {ObedientReply.ForeignText}.", null) },
        };

        private static object Text(string key, string title, string text, string? url) => new { key, title, text, url };
    }
}
