using System.Text.Json.Nodes;
using IAfluence.Tests.Testing;
using Microsoft.Playwright;

namespace IAfluence.Tests.Browser.Widget;

/// <summary>The widget as its chatbot's settings say it looks.</summary>
[Collection(BrowserCollection.Name)]
public sealed class AppearanceTests(Chromium chromium, WidgetStage stage)
{
    private readonly ScriptedChatbot _chatbot = stage.Api.HasChatbot();

    [BrowserTheory]
    [InlineData("small", 48)]
    [InlineData("medium", 56)]
    [InlineData("large", 64)]
    public async Task The_button_is_of_the_size_that_was_chosen(string size, int pixels)
    {
        _chatbot.Looks("sizes", ScriptedChatbot.Sizes(new() { LauncherSize = size })).Looks("side", "left");
        var page = await OpenAsync();
        await Assertions.Expect(Part(page, "launcher")).ToBeVisibleAsync();
        await page.RestsAsync();

        var box = (await Part(page, "launcher").BoundingBoxAsync())!;

        Assert.Equal((pixels, pixels), ((int)Math.Round(box.Width), (int)Math.Round(box.Height)));
        Assert.True(box.X < 100);
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task A_bar_bears_its_label_and_a_square_has_corners()
    {
        _chatbot.Looks("launcher", "bar").Looks("launcherLabel", "Une question ?");
        var bar = await OpenAsync();
        var button = bar.Page.GetByRole(AriaRole.Button, new() { Name = "Une question ?" });
        await Assertions.Expect(button).ToBeVisibleAsync();
        Assert.True((await button.BoundingBoxAsync())!.Width > 110);
        await bar.CloseAsync();

        var other = stage.Api.HasChatbot().Looks("launcher", "square");
        var square = await WidgetPage.OpenAsync(chromium, stage.Site.Has(new SitePage(stage.Snippet(other))), [stage.Api.Address]);
        await Assertions.Expect(square.Launcher).ToBeVisibleAsync();
        await square.RestsAsync();
        Assert.True(await Part(square, "launcher").EvaluateAsync<double>("it => parseFloat(getComputedStyle(it).borderTopLeftRadius)") < 24);
        await square.CloseAsync();
    }

    [BrowserFact]
    public async Task Corners_sizes_colours_and_the_pages_own_font()
    {
        _chatbot.Looks("sizes", ScriptedChatbot.Sizes(new() { Radius = 3, PanelSize = "compact" })).Looks("light", ScriptedChatbot.Colors("#8a1c5a", "#fff", "#8a1c5a")).Looks("font", "host");
        var page = await OpenAsync("<style>body { font-family: 'Liberation Serif', serif }</style>");
        await page.OpenPanelAsync();
        await page.RestsAsync();
        var compact = (await page.Panel.BoundingBoxAsync())!;

        Assert.Equal("3px", await StyleAsync(page, "panel", "borderTopLeftRadius"));
        Assert.Equal("rgb(138, 28, 90)", await StyleAsync(page, "launcher", "backgroundColor"));
        Assert.Contains("Liberation Serif", await StyleAsync(page, "panel", "fontFamily"), StringComparison.Ordinal);
        await page.CloseAsync();

        var other = stage.Api.HasChatbot().Looks("sizes", ScriptedChatbot.Sizes(new() { PanelSize = "large" }));
        var large = await WidgetPage.OpenAsync(chromium, stage.Site.Has(new SitePage(stage.Snippet(other))), [stage.Api.Address]);
        await large.OpenPanelAsync();
        await large.RestsAsync();
        Assert.True((await large.Panel.BoundingBoxAsync())!.Width > compact.Width);
        await large.CloseAsync();
    }

    [BrowserTheory]
    [InlineData("light", ColorScheme.Dark, false)]
    [InlineData("dark", ColorScheme.Light, true)]
    [InlineData("auto", ColorScheme.Dark, true)]
    [InlineData("auto", ColorScheme.Light, false)]
    public async Task Dark_by_setting_or_with_the_page(string theme, ColorScheme scheme, bool dark)
    {
        _chatbot.Looks("theme", theme).Looks("light", ScriptedChatbot.Colors("#0b3d91", "#fff", "#0b3d91")).Looks("dark", ScriptedChatbot.Colors("#9ecbff", "#000", "#9ecbff"));
        var page = await OpenAsync("""<meta name="color-scheme" content="light dark" />""", new() { Locale = "fr-FR", ColorScheme = scheme });
        await page.OpenPanelAsync();

        var light = await page.Panel.EvaluateAsync<double>("it => { const [r, g, b] = getComputedStyle(it).backgroundColor.match(/[\\d.]+/g).map(Number); return (r + g + b) / 765; }");

        Assert.Equal(dark, light < 0.4);
        Assert.Equal(dark ? "rgb(158, 203, 255)" : "rgb(11, 61, 145)", await StyleAsync(page, "launcher", "backgroundColor"));
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task Rules_of_the_clients_own_reach_the_parts_and_a_pages_style_sheet_does_too()
    {
        _chatbot.Looks("css", "[part~=launcher]{outline:7px solid rgb(1, 2, 3)}[part~=message][part~=reply]{letter-spacing:3px}");
        var page = await OpenAsync("<style>iafluence-widget::part(panel) { border-top: 6px solid rgb(4, 5, 6) !important }</style>");
        await page.OpenPanelAsync();
        await page.AskAsync("Alors ?");
        await page.SeesAsync("D’accord.");

        Assert.Equal("7px", await StyleAsync(page, "launcher", "outlineWidth"));
        Assert.Equal("3px", await page.Page.Locator("iafluence-widget [part~=message][part~=reply]").Last.EvaluateAsync<string>("it => getComputedStyle(it).letterSpacing"));
        Assert.Equal("rgb(4, 5, 6)", await StyleAsync(page, "panel", "borderTopColor"));
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task Every_documented_part_is_there()
    {
        _chatbot.With("contact", new JsonObject { ["name"] = "optional", ["email"] = "required", ["phone"] = "off", ["text"] = null })
            .With("invitation", new JsonObject { ["text"] = "Puis-je vous aider ?", ["afterSeconds"] = 1, ["onLeave"] = false, ["pages"] = "" });
        _chatbot.Reply = async reply =>
        {
            await reply.StartAsync();
            await reply.TokenAsync("Voilà.");
            await reply.DoneAsync("stop", new { title = "Nos prix", url = "https://www.martin.example/" });
        };
        var page = await OpenAsync();
        var seen = new HashSet<string>();
        await Assertions.Expect(Part(page, "invitation")).ToBeVisibleAsync();
        seen.UnionWith(await PartsAsync(page));
        await page.OpenPanelAsync();
        await page.SeesAsync("Bonjour !");
        seen.UnionWith(await PartsAsync(page));
        await page.AskAsync("Alors ?");
        await page.SeesAsync("Voilà.");
        await page.Button(Says.Menu).ClickAsync();
        seen.UnionWith(await PartsAsync(page));
        await page.Button(Says.Contact).First.ClickAsync();
        seen.UnionWith(await PartsAsync(page));

        var documented = "launcher invitation panel header avatar title subtitle close menu log message visitor reply sources source suggestion tools notice composer input send form brand".Split(' ');
        Assert.Empty(documented.Except(seen));
        await page.CloseAsync();
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_vendors_brand_is_shown_unless_the_client_pays_for_none(bool brand)
    {
        _chatbot.Looks("brand", brand);
        var page = await OpenAsync();
        await page.OpenPanelAsync();
        await page.SeesAsync("Bonjour !");

        Assert.Equal(brand, (await page.Panel.InnerTextAsync()).Contains("IAfluence", StringComparison.Ordinal));
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task A_logo_is_drawn_under_the_strictest_policy()
    {
        _chatbot.Looks("logo", $"/widget/v1/chatbots/{_chatbot.Key}/logo/abc");
        _chatbot.Does["/logo/abc"] = async call =>
        {
            call.Context.Response.ContentType = "image/png";
            await call.Context.Response.Body.WriteAsync(Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGP4z8AARAwQCgAf7gP9i18U1AAAAABJRU5ErkJggg=="));
        };
        var page = await WidgetPage.OpenAsync(
            chromium, stage.Site.Has(new SitePage(stage.Snippet(_chatbot)) { Policy = $"default-src 'none'; script-src {stage.Api.Address}; connect-src {stage.Api.Address}" }), [stage.Api.Address]);
        await page.OpenPanelAsync();

        await Assertions.Expect(page.Page.Locator("iafluence-widget canvas").First).ToBeVisibleAsync();
        await Eventually.HoldsAsync(
            async () => await page.Page.Locator("iafluence-widget canvas").First.EvaluateAsync<string>(
                "it => [...it.getContext('2d').getImageData(it.width / 2, it.height / 2, 1, 1).data].join()") == "255,0,0,255",
            "the middle of the canvas is red");
        Assert.Empty(page.Complaints);
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task Images_of_answers_are_shown_only_where_the_chatbot_may_and_only_by_https()
    {
        const string answer = "![un four](https://images.example/four.png) ![x](http://images.example/x.png) ![x](data:image/png;base64,AAAA) ![x](javascript:alert(1)) fin";
        _chatbot.With("images", true);
        _chatbot.Reply = async reply =>
        {
            await reply.StartAsync();
            await reply.TokenAsync(answer);
            await reply.DoneAsync();
        };
        var asked = new List<string>();
        var page = await OpenAsync(before: page => page.RouteAsync("**/images.example/**", route =>
        {
            asked.Add(route.Request.Url + (route.Request.Headers.ContainsKey("referer") ? " with its referrer" : ""));
            return route.AbortAsync();
        }));
        await page.OpenPanelAsync();
        await page.AskAsync("Montrez");
        await page.SeesAsync("fin");
        await Assertions.Expect(page.Log.GetByRole(AriaRole.Img, new() { Name = "un four" })).ToHaveCountAsync(1);
        await Eventually.HoldsAsync(() => asked.Count > 0, "an image is requested");
        // Time for those that must not be requested.
        await page.Page.WaitForTimeoutAsync(300);

        Assert.Equal(["https://images.example/four.png"], asked.Distinct());
        await page.CloseAsync();
    }

    private static ILocator Part(WidgetPage page, string part) => page.Page.Locator($"iafluence-widget [part~={part}]").First;

    private static Task<string> StyleAsync(WidgetPage page, string part, string property) => Part(page, part).EvaluateAsync<string>("(it, property) => getComputedStyle(it)[property]", property);

    private static async Task<string[]> PartsAsync(WidgetPage page) =>
        [.. (await page.EvaluateApartAsync("[...document.querySelector('iafluence-widget').shadowRoot.querySelectorAll('[part]')].flatMap(it => [...it.part])")).EnumerateArray().Select(each => each.GetString()!)];

    private Task<WidgetPage> OpenAsync(string head = "", BrowserNewContextOptions? options = null, Func<IPage, Task>? before = null) =>
        WidgetPage.OpenAsync(chromium, stage.Site.Has(new SitePage(stage.Snippet(_chatbot)) { Head = head }), [stage.Api.Address], options, before);
}
