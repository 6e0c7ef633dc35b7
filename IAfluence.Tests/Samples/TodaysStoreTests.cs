using System.Buffers.Text;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Samples;

/// <summary>
/// A store that an earlier version wrote, with every collection filled, is opened as the version that wrote it would: all of it is shown, answered
/// and erased as before.
/// </summary>
public sealed class TodaysStoreTests : IDisposable
{
    private const string Guide = "pk_martin_guide";
    private static readonly string[] PublicKeys = ["pk_martin_accueil", Guide, "pk_martin_ferme", "pk_durand_desk"];
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly KeptStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Every_page_shows_its_owner_what_it_showed()
    {
        await using var app = await _store.StartAsync();
        await app.SignInAsync(KeptStore.Facts.Owner, KeptStore.Facts.Password);

        var pages = await PageWalk.PagesAsync(
            app.Visitor, "/admin", "/account", "/help", "/admin/emails?state=waiting", "/admin/emails?state=sent", "/admin/incidents?state=open");

        await Snapshot.MatchesAsync("pages-of-the-owner.txt", string.Join('\n', pages.SelectMany(PageWalk.TextOf)));
    }

    [Fact]
    public async Task Every_page_shows_a_manager_in_English_what_it_showed()
    {
        await using var app = await _store.StartAsync();
        var manager = app.NewBrowser().Speaks("en");
        await IAfluenceApp.SignInAsync(manager, "dora@durand.example", KeptStore.Facts.Password);

        var pages = await PageWalk.PagesAsync(manager, "/admin", "/account");

        await Snapshot.MatchesAsync("pages-of-a-manager.txt", string.Join('\n', pages.SelectMany(PageWalk.TextOf)));
    }

    [Fact]
    public async Task Every_fragment_reads_as_its_page()
    {
        await using var app = await _store.StartAsync();
        await app.SignInAsync(KeptStore.Facts.Owner, KeptStore.Facts.Password);
        var differing = new List<string>();

        foreach (var page in await PageWalk.PagesAsync(app.Visitor, "/admin", "/account", "/admin/llm"))
            differing.AddRange(await PageWalk.DifferingRegionsAsync(app.Visitor, page));

        Assert.Empty(differing);
    }

    [Fact]
    public async Task Widgets_are_configured_as_they_were()
    {
        await using var app = await _store.StartAsync();
        var text = new StringBuilder();

        foreach (var key in PublicKeys)
        {
            using var answer = await new Visitor(app.NewBrowser().Http, key, OriginOf(key)).GetAsync("/widget/v1/chatbots/" + key);
            var json = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
            var known = json.EnumerateObject().Where(property => property.Name != "traceId").ToDictionary(property => property.Name, property => property.Value);
            text.Append("== ").Append(key).Append(": ").Append((int)answer.StatusCode).Append('\n').Append(JsonSerializer.Serialize(known, Readable)).Append("\n\n");
        }

        await Snapshot.MatchesAsync("widgets.txt", text.ToString());
    }

    [Fact]
    public async Task Question_is_answered_word_for_word_as_it_was()
    {
        await using var app = await _store.StartAsync();

        var reply = await new Visitor(app.NewBrowser().Http, Guide, OriginOf(Guide)).AskAsync("Combien coûte le pain de campagne ?");

        Assert.Null(reply.Code);
        await Snapshot.MatchesAsync("answer.txt", $"{reply.Text}\n\n{reply.Done!.Text("finishReason")}\n{reply.Done!.Data.GetProperty("sources")}\n");
    }

    [Fact]
    public async Task Visitor_goes_on_with_the_conversation_by_the_token_kept()
    {
        await using var app = await _store.StartAsync();
        var visitor = new Visitor(app.NewBrowser().Http, Guide, OriginOf(Guide)) { Token = KeptStore.Facts.VisitorToken, ConversationId = KeptStore.Facts.VisitorConversation };

        var before = await visitor.HistoryAsync();
        var reply = await visitor.AskAsync("Et la tarte ?");

        Assert.Equal(4, before.Count);
        Assert.Null(reply.Code);
        Assert.Equal(6, (await visitor.HistoryAsync()).Count);
    }

    [Fact]
    public async Task Session_kept_by_a_browser_is_still_signed_in()
    {
        await using var app = await _store.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/admin/clients");
        request.Headers.Add("Cookie", $"{KeptStore.Facts.SessionCookie}; language=en; theme=dark");

        using var answer = await app.SendBareAsync("http://localhost", request);

        var page = await OpenedPage.ReadAsync(answer);
        Assert.Equal((200, "en"), ((int)page.Status, page.Document.DocumentElement.GetAttribute("lang")));
        Assert.Contains("Boulangerie Martin", page.Text, StringComparison.Ordinal);
        Assert.Contains("dark", page.Document.DocumentElement.OuterHtml.Split('>')[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Facts_signed_with_the_secret_kept_are_believed()
    {
        const string key = "pk_martin_accueil";
        await using var app = await _store.StartAsync();
        var visitor = new Visitor(app.NewBrowser().Http, key, OriginOf(key));
        var configuration = await visitor.GetAsync("/widget/v1/chatbots/" + key).JsonAsync();
        var consent = configuration.GetProperty("consent").GetProperty("version").GetString();
        using var agreement = JsonContent.Create(new { version = consent });
        visitor.Token = (await visitor.SendAsync(HttpMethod.Post, $"/widget/v1/chatbots/{key}/consent", agreement).JsonAsync()).GetProperty("visitorToken").GetString();
        var jwt = Signed(new { email = "zoe@example.org", exp = (KeptStore.Facts.WrittenAt + TimeSpan.FromHours(1)).ToUnixTimeSeconds() });

        using var asked = await visitor.PostAsync(new { text = "Quels sont vos horaires ?", identity = new { jwt } });
        var reply = await VisitorReply.ReadAsync(asked);

        Assert.Null(reply.Code);
        Assert.Contains("\"name\":\"email\",\"value\":\"zoe@example.org\",\"verified\":true", _store.Documents()["conversations/" + reply.ConversationId].Body, StringComparison.Ordinal);
    }

    private static string Signed(object claims)
    {
        var head = $"{Part(new { alg = "HS256", typ = "JWT" })}.{Part(claims)}";
        return $"{head}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(KeptStore.Facts.IdentitySecret), Encoding.ASCII.GetBytes(head)))}";
    }

    private static string Part(object json) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(json));

    private static string OriginOf(string key) => key == "pk_durand_desk" ? "https://durand.example" : "https://www.martin.example";
}
