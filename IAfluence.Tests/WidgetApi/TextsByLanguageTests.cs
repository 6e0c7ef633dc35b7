using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Tests.Browser.Widget;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.WidgetApi;

public sealed class TextsByLanguageTests : IAsyncLifetime
{
    private static readonly ChatbotConsent Asked = new()
    {
        Text = LocalText.Of(("fr", "D’accord ?"), ("en", "All right?")),
        PolicyUrl = LocalText.Of(("fr", "https://martin.example/vie-privee"), ("en", "https://martin.example/privacy")),
    };

    private IAfluenceApp _app = null!;

    public async Task InitializeAsync() => _app = await IAfluenceApp.StartWithMartinAsync(settings => settings with
    {
        Languages = ["fr", "en"],
        Greeting = LocalText.Of(("fr", "Bonjour !"), ("en", "Hello!")),
        Suggestions = LocalTexts.Of(("fr", ["Vos horaires ?"]), ("en", ["Your hours?", "Bread?"])),
        Apology = LocalText.Of(("fr", "Désolé."), ("en", "Sorry.")),
        Appearance = new ChatbotAppearance { LauncherLabel = LocalText.Of(("fr", "Aide"), ("en", "Help")) },
        Contact = new ChatbotContactForm { Text = LocalText.Of(("fr", "Écrivez-nous"), ("en", "Write to us")) },
        Behaviour = new ChatbotBehaviour
        {
            AiNoticeText = "IA",
            Invitation = new ChatbotInvitation { Text = LocalText.Of(("fr", "Oui ?"), ("en", "Yes?")), OnLeave = true },
        },
    });

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [InlineData("fr", "fr", "Bonjour !", "Vos horaires ?", "Aide", "Écrivez-nous", "Oui ?", "Envoyer")]
    [InlineData("en", "en", "Hello!", "Your hours?|Bread?", "Help", "Write to us", "Yes?", "Send")]
    [InlineData("en-GB", "en", "Hello!", "Your hours?|Bread?", "Help", "Write to us", "Yes?", "Send")]
    [InlineData("de", "de", "Bonjour !", "Vos horaires ?", "Aide", "Écrivez-nous", "Oui ?", "Senden")]
    [InlineData("ja", "fr", "Bonjour !", "Vos horaires ?", "Aide", "Écrivez-nous", "Oui ?", "Envoyer")]
    public async Task The_visitors_language_chooses_each_text_else_the_first_language(
        string asked, string locale, string greeting, string suggestions, string label, string contact, string invitation, string send)
    {
        var read = await ReadAsync(asked);

        Assert.Equal(
            (locale, greeting, suggestions, label, contact, invitation, "IA", send),
            (Text(read, "locale"), Text(read, "greeting"), string.Join('|', read.GetProperty("suggestions").EnumerateArray().Select(each => each.GetString())),
                Text(read.GetProperty("appearance"), "launcherLabel"), Text(read.GetProperty("contact"), "text"), Text(read.GetProperty("invitation"), "text"),
                Text(read, "aiNotice"), Text(read.GetProperty("texts"), "send")));
    }

    [Theory]
    [InlineData("fr", "Désolé.")]
    [InlineData("en", "Sorry.")]
    [InlineData("de", "Désolé.")]
    public async Task The_apology_is_in_the_visitors_language(string locale, string apology)
    {
        await _app.Upstream.DisposeAsync();

        using var answer = await _app.NewVisitor().PostAsync(new { text = "Bonjour", locale, clientMessageId = Guid.NewGuid() });

        Assert.Contains(apology, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_visitor_agrees_to_the_words_of_their_language()
    {
        await _app.ChangeMartinAsync(settings => settings with { Behaviour = new ChatbotBehaviour { Consent = Asked } });
        var consent = (await ReadAsync("en")).GetProperty("consent");
        var visitor = _app.NewVisitor();

        visitor.Token = (await visitor.SendAsync(HttpMethod.Post, Martin.Address + "/consent", JsonContent.Create(new { version = Text(consent, "version") })).JsonAsync()).GetProperty("visitorToken").GetString();
        var sent = await visitor.AskAsync("Hello");

        Assert.Equal(("All right?", "https://martin.example/privacy"), (Text(consent, "text"), Text(consent, "policyUrl")));
        Assert.Null(sent.Code);
        Assert.Equal(Asked.In("en", "fr").VersionOf(), Assert.Single(await _app.StoredAsync<Conversation>()).ConsentVersion);
    }

    [Fact]
    public async Task The_consent_names_the_versions_of_every_language_and_one_that_was_agreed_to_counts_in_all()
    {
        await _app.ChangeMartinAsync(settings => settings with { Behaviour = new ChatbotBehaviour { Consent = Asked } });
        var visitor = _app.NewVisitor();
        var french = (await ReadAsync("fr")).GetProperty("consent");
        visitor.Token = (await visitor.SendAsync(HttpMethod.Post, Martin.Address + "/consent", JsonContent.Create(new { version = Text(french, "version") })).JsonAsync()).GetProperty("visitorToken").GetString();

        var consents = new List<JsonElement>();
        foreach (var locale in new[] { "fr", "en", "de" })
            consents.Add((await ReadAsync(locale)).GetProperty("consent"));
        using var sent = await visitor.PostAsync(new { text = "Hello", locale = "en", clientMessageId = Guid.NewGuid() });

        string[] versions = [Asked.In("fr", "fr").VersionOf(), Asked.In("en", "fr").VersionOf()];
        Assert.All(consents, consent => Assert.Equal(versions, consent.GetProperty("versions").EnumerateArray().Select(version => version.GetString())));
        Assert.Equal([versions[0], versions[1], versions[0]], consents.Select(consent => Text(consent, "version")));
        Assert.True(sent.IsSuccessStatusCode);
    }

    [Fact]
    public async Task The_widgets_french_says_tu_where_the_chatbot_does()
    {
        var before = await ReadAsync("fr");
        await _app.ChangeMartinAsync(settings => settings with { FormOfAddress = FormsOfAddress.Tu });
        var french = (await ReadAsync("fr")).GetProperty("texts");
        var english = (await ReadAsync("en")).GetProperty("texts");
        using var refused = await _app.NewVisitor().PostAsync(new { text = new string('x', 4001), locale = "fr" });

        Assert.Equal(("Vous", "Toi", "Envoyer", "Tes données ont été effacées.", "You"), (Text(before.GetProperty("texts"), "you"), Text(french, "you"), Text(french, "send"), Text(french, "erased"), Text(english, "you")));
        Assert.False(before.GetProperty("texts").TryGetProperty("erased", out _));
        Assert.Contains("Ton message est trop long.", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "In French, address the visitor as “vous”, unless the above says otherwise.")]
    [InlineData("tu", "In French, address the visitor as “tu”.")]
    public async Task The_model_is_told_how_to_address_the_visitor(string? form, string told)
    {
        await _app.ChangeMartinAsync(settings => settings with { FormOfAddress = form });

        await _app.NewVisitor().AskAsync("Bonjour");

        Assert.Contains(told, Assert.Single(_app.Upstream.Calls).Messages[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_text_that_says_tu_stands_for_one_that_says_vous()
    {
        var tu = Read("FormOfAddress", "tu");
        var widget = WidgetTexts.In("fr");
        var visitor = Read("VisitorTexts", "fr");

        Assert.All(tu["widget"]!.AsObject(), text => Assert.True(widget.ContainsKey(text.Key), text.Key));
        Assert.All(tu["visitor"]!.AsObject(), text => Assert.True(visitor.ContainsKey(text.Key), text.Key));
        Assert.All(
            widget.Where(text => !tu["widget"]!.AsObject().ContainsKey(text.Key)).Concat(visitor.Where(text => !tu["visitor"]!.AsObject().ContainsKey(text.Key))),
            text => Assert.DoesNotMatch(@"(?i)\b(vous|vos|votre|\p{L}+ez)\b", text.Value!.GetValue<string>()));
    }

    private static JsonObject Read(string folder, string name) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "IAfluence.Web", "WidgetApi", folder, name + ".json")))!.AsObject();

    private Task<JsonElement> ReadAsync(string locale) => _app.NewVisitor().GetAsync($"{Martin.Address}?locale={locale}").JsonAsync();

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
