using System.IO.Compression;
using System.Net;
using System.Text.Json;
using IAfluence.Core.Chatbots;
using IAfluence.Tests.Testing;
using IAfluence.Web.WidgetApi;

namespace IAfluence.Tests.WidgetApi;

public sealed class ConfigurationTests : IAsyncLifetime
{
    private IAfluenceApp _app = null!;

    public async Task InitializeAsync() => _app = await IAfluenceApp.StartWithMartinAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Configuration_is_complete_with_defaults_and_nulls()
    {
        var answer = await ReadAsync("fr");

        Assert.Equal(
            [
                "name", "greeting", "locale", "direction", "suggestions", "appearance", "limits", "aiNotice", "consent", "contact", "handover", "hours", "invitation", "pages",
                "images", "texts",
            ],
            answer.EnumerateObject().Select(property => property.Name));
        Assert.Equal(
            """{"color":"#2563eb","colorDark":null,"sizes":{"size":"56px","panel":"27em","radius":"20px"},"light":{"brand":"#2563eb","onBrand":"#ffffff","accent":"#2563eb"},"dark":{"brand":"#2563eb","onBrand":"#ffffff","accent":"#6692f1"},"side":"right","theme":"auto","launcherLabel":null,"launcher":"round","font":"system","logo":null,"css":null,"brand":true}""",
            answer.GetProperty("appearance").GetRawText());
        Assert.Equal("Les réponses viennent d’une IA et peuvent être inexactes.", answer.GetProperty("aiNotice").GetString());
        Assert.Equal("Vous", answer.GetProperty("texts").GetProperty("you").GetString());
        foreach (var nothing in new[] { "consent", "contact", "hours", "invitation" })
            Assert.Equal(JsonValueKind.Null, answer.GetProperty(nothing).ValueKind);
    }

    [Theory]
    [InlineData("%23FF6600", "#ff6600", "#000000")]
    [InlineData("%23063", "#006633", "#ffffff")]
    [InlineData("red;}", "#2563eb", "#ffffff")]
    public async Task A_page_has_its_own_colour_where_it_is_one(string asked, string brand, string onBrand)
    {
        var appearance = (await _app.NewVisitor().GetAsync($"{Martin.Address}?color={asked}").JsonAsync()).GetProperty("appearance");

        foreach (var theme in new[] { "light", "dark" })
        {
            Assert.Equal(brand, appearance.GetProperty(theme).GetProperty("brand").GetString());
            Assert.Equal(onBrand, appearance.GetProperty(theme).GetProperty("onBrand").GetString());
        }
    }

    [Fact]
    public async Task Settings_of_the_chatbot_are_in_the_answer()
    {
        await _app.ChangeMartinAsync(settings => settings with
        {
            Appearance = new ChatbotAppearance { ColorDark = "#7aa2ff", Launcher = "bar", LauncherLabel = "?", Css = "::part(launcher send):hover { color: red }" },
            Behaviour = new ChatbotBehaviour
            {
                AiNotice = false,
                Consent = new ChatbotConsent { Text = "D’accord ?", PolicyUrl = "https://www.martin.example/p" },
                Invitation = new ChatbotInvitation { Text = "Bonjour ?", AfterSeconds = 10, Pages = new PagePatterns { Include = ["/a/*"] } },
                Pages = new PagePatterns { Exclude = ["/panier"] },
            },
            Contact = new ChatbotContactForm { SendTo = "secret@martin.example", Text = "Écrivez-nous" },
            Handover = true,
            Hours = new ChatbotHours { Intervals = [.. Enumerable.Range(0, 7).Select(day => new OpenInterval(day, "00:00", "24:00"))] },
            Images = true,
        });
        await _app.SetWithoutBrandAsync((await _app.MartinAsync()).Client, true);

        var answer = await ReadAsync("en");

        Assert.Equal("[part~=launcher][part~=send]:hover{color:red;}", answer.GetProperty("appearance").GetProperty("css").GetString());
        Assert.False(answer.GetProperty("appearance").GetProperty("brand").GetBoolean());
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("aiNotice").ValueKind);
        Assert.Equal(12, answer.GetProperty("consent").GetProperty("version").GetString()!.Length);
        Assert.Equal("""{"name":"optional","email":"required","phone":"off","text":"Écrivez-nous"}""", answer.GetProperty("contact").GetRawText());
        Assert.Equal("""{"open":true,"text":"Our team answers at any time"}""", answer.GetProperty("hours").GetRawText());
        Assert.Equal("""{"text":"Bonjour ?","afterSeconds":10,"onLeave":false,"pages":"^(?:/a(?:/.*)?)$"}""", answer.GetProperty("invitation").GetRawText());
        Assert.Equal("^(?!(?:/panier/?)$)", answer.GetProperty("pages").GetString());
        Assert.DoesNotContain("secret@martin.example", answer.GetRawText());
    }

    [Fact]
    public async Task A_client_that_shows_the_brand_again_keeps_all_of_its_css_but_what_hid_it()
    {
        await _app.SetWithoutBrandAsync((await _app.MartinAsync()).Client, true);
        await _app.ChangeMartinAsync(settings => settings with
        {
            Appearance = new ChatbotAppearance { Css = "::part(send) { color: red } ::part(panel)::after { content: '' } ::part(brand) { letter-spacing: -9em }" },
        });
        var without = (await ReadAsync("en")).GetProperty("appearance").GetProperty("css").GetString();
        await _app.SetWithoutBrandAsync((await _app.MartinAsync()).Client, false);
        await _app.ChangeMartinAsync(settings => settings with { Greeting = "Bonjour encore" });

        var shown = (await ReadAsync("en")).GetProperty("appearance").GetProperty("css").GetString();

        Assert.Equal("[part~=send]{color:red;}[part~=panel]::after{content:'';}[part~=brand]{letter-spacing:-9em;}", without);
        Assert.Equal("[part~=send]{color:red;}[part~=brand]{}", shown);
    }

    [Theory]
    [InlineData("es-MX", "es", "ltr")]
    [InlineData("ar", "ar", "rtl")]
    [InlineData("ja, pt-BR;q=0.8", "pt", "ltr")]
    [InlineData("france", "fr", "ltr")]
    [InlineData("ja", "fr", "ltr")]
    public async Task The_language_is_the_first_asked_for_that_is_spoken(string asked, string locale, string direction)
    {
        var answer = await ReadAsync(asked);

        Assert.Equal((locale, direction), (answer.GetProperty("locale").GetString(), answer.GetProperty("direction").GetString()));
    }

    [Fact]
    public async Task Unchanged_configuration_is_not_sent_again()
    {
        using var first = await _app.NewVisitor().GetAsync(Martin.Address);
        var tag = first.Headers.GetValues("ETag").Single();

        using var again = await AskAsync(tag);
        await _app.ChangeMartinAsync(settings => settings with { Greeting = "Salut !" });
        using var changed = await AskAsync(tag);

        Assert.Equal((HttpStatusCode.NotModified, ""), (again.StatusCode, await again.Content.ReadAsStringAsync()));
        Assert.Equal(LoopbackInstallation.Origin, again.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal((HttpStatusCode.OK, "no-cache"), (changed.StatusCode, changed.Headers.CacheControl!.ToString()));
        Assert.NotEqual(tag, changed.Headers.GetValues("ETag").Single());
    }

    [Theory]
    [InlineData("gzip, br", "br")]
    [InlineData("gzip, br;q=0", "gzip")]
    public async Task Configuration_travels_compressed(string accepted, string coding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Martin.Address);
        request.Headers.Add("Origin", LoopbackInstallation.Origin);
        request.Headers.Add("Accept-Encoding", accepted);
        using var response = await _app.NewBrowser().Http.SendAsync(request);

        Assert.Equal(coding, response.Content.Headers.ContentEncoding.Single());
        Assert.Contains("Accept-Encoding", string.Join(", ", response.Headers.Vary), StringComparison.Ordinal);
        var sent = await response.Content.ReadAsStreamAsync();
        await using Stream stream = coding == "br" ? new BrotliStream(sent, CompressionMode.Decompress) : new GZipStream(sent, CompressionMode.Decompress);
        using var answer = await JsonDocument.ParseAsync(stream);
        Assert.Equal("Assistant Martin", answer.RootElement.GetProperty("name").GetString());
    }

    // At the best quality, a call for a colour that nobody asked for before costs fifty times what a plain one does.
    [Theory]
    [InlineData("", 11)]
    [InlineData("?color=red;}", 11)]
    [InlineData("?color=%23123456", 5)]
    public async Task Answers_for_all_visitors_alone_are_compressed_at_length(string asked, int quality)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Martin.Address + asked);
        request.Headers.Add("Origin", LoopbackInstallation.Origin);
        request.Headers.Add("Accept-Encoding", "br");
        using var response = await _app.NewBrowser().Http.SendAsync(request);
        var sent = await response.Content.ReadAsByteArrayAsync();
        var plain = await (await _app.NewVisitor().GetAsync(Martin.Address + asked)).Content.ReadAsByteArrayAsync();

        var expected = new byte[BrotliEncoder.GetMaxCompressedLength(plain.Length)];
        Assert.True(BrotliEncoder.TryCompress(plain, expected, out var length, quality, window: 18));
        Assert.Equal(expected[..length], sent);
    }

    [Fact]
    public async Task The_logo_is_the_uploaded_image_for_ever_and_of_this_chatbot_alone()
    {
        var chatbot = (await _app.MartinAsync()).Chatbot;
        // The smallest PNG there is: one transparent pixel.
        var image = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");
        var logoId = await _app.HasLogoAsync(chatbot, image);
        await _app.ChangeMartinAsync(settings => settings with { Appearance = new ChatbotAppearance { LogoId = logoId } });
        var address = (await ReadAsync("fr")).GetProperty("appearance").GetProperty("logo").GetString()!;

        using var logo = await _app.NewVisitor().GetAsync(address);
        var unknown = await _app.NewVisitor().GetAsync($"{Martin.Address}/logo/none").OutcomeAsync();
        var elsewhere = await _app.NewVisitor("https://evil.example").GetAsync(address).OutcomeAsync();

        Assert.Equal(image, await logo.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/png", logo.Content.Headers.ContentType!.ToString());
        Assert.Equal("nosniff", logo.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("immutable", logo.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal(LoopbackInstallation.Origin, logo.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal(((404, "unknown_logo"), (403, "origin_not_allowed")), (unknown, elsewhere));
    }

    [Theory]
    [InlineData("2026-11-24T09:00:00", "fr", true, "Notre équipe répond jusqu’à 12 h 30")]
    [InlineData("2026-11-24T12:30:00", "fr", false, "Notre équipe répond à nouveau à 14 h")]
    [InlineData("2026-11-24T19:00:00", "en", false, "Our team answers again tomorrow at 22:00")]
    [InlineData("2026-11-26T01:00:00", "de", true, "Unser Team antwortet bis 02:00 Uhr")]
    [InlineData("2026-11-26T03:00:00", "fr", false, "Notre équipe répond à nouveau mardi à 9 h")]
    public void Hours_are_told_as_people_say_them(string now, string locale, bool open, string text)
    {
        var local = DateTime.Parse(now, System.Globalization.CultureInfo.InvariantCulture);
        var hours = new ChatbotHours
        {
            Intervals =
            [
                new OpenInterval(1, "09:00", "12:30"), new OpenInterval(1, "14:00", "18:00"), new OpenInterval(2, "22:00", "24:00"), new OpenInterval(3, "00:00", "02:00"),
            ],
        };

        var standing = hours.StandingAt(local);

        Assert.Equal((open, text), (standing.Open, VisitorTexts.OfHours(standing, local, locale).Replace('\u00a0', ' ')));
    }

    [Theory]
    [InlineData("widget-texts")]
    [InlineData("visitor-texts")]
    public void Every_language_has_every_text(string folder)
    {
        var texts = VisitorLanguages.All.ToDictionary(locale => locale, locale =>
        {
            using var document = JsonDocument.Parse(typeof(VisitorLanguages).Assembly.GetManifestResourceStream($"{folder}/{locale}.json")!);
            return document.RootElement.EnumerateObject().ToDictionary(text => text.Name, text => text.Value.GetString());
        });

        foreach (var (locale, all) in texts)
        {
            Assert.Equal(texts["fr"].Keys.Order(StringComparer.Ordinal), all.Keys.Order(StringComparer.Ordinal));
            Assert.All(all, text => Assert.False(string.IsNullOrWhiteSpace(text.Value), $"{locale} {text.Key}"));
            foreach (var (name, text) in all)
                Assert.Equal(PlacesOf(texts["fr"][name]!), PlacesOf(text!));
        }

        static IEnumerable<string> PlacesOf(string text) =>
            System.Text.RegularExpressions.Regex.Matches(text, @"\{\w+\}").Select(match => match.Value).Order(StringComparer.Ordinal);
    }

    private Task<JsonElement> ReadAsync(string locale) => _app.NewVisitor().GetAsync($"{Martin.Address}?locale={Uri.EscapeDataString(locale)}").JsonAsync();

    private async Task<HttpResponseMessage> AskAsync(string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Martin.Address);
        request.Headers.Add("Origin", LoopbackInstallation.Origin);
        request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        return await _app.NewBrowser().Http.SendAsync(request);
    }
}
