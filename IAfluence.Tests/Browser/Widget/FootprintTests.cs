using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Browser.Widget;

/// <summary>What a site's visitors download for the widget, in the bytes the product sends to a browser that takes brotli.</summary>
[Collection(BrowserCollection.Name)]
public sealed partial class FootprintTests(Chromium chromium, WidgetStage stage, FootprintTests.House house) : IClassFixture<FootprintTests.House>
{
    private const int LoaderBytes = 2_000;
    private const int ConversationBytes = 14_000;
    // The build's own, and what a configuration has beside its texts.
    private const int EverythingBytes = 20_500;

    [BrowserFact]
    public async Task A_page_pays_for_the_loader_and_a_conversation_for_the_panel_and_the_texts()
    {
        var address = stage.Site.Has(new SitePage(WidgetStage.Snippet(house.Product.Address, LoopbackInstallation.KeyOf("slow"))));
        var page = await WidgetPage.OpenAsync(chromium, address, [house.Product.Address], new() { Locale = "fr-FR", Permissions = ["clipboard-write"] });
        var paths = new List<string>();
        page.Page.Context.Request += (_, request) => paths.Add(new Uri(request.Url).AbsolutePath);
        await page.Page.ReloadAsync();
        await page.OpenPanelAsync();
        await page.AskAsync("Racontez");
        await page.SeesAsync("mot3");
        await page.Button(Says.Stop).ClickAsync();
        await page.SeesAsync(Says.Stopped);
        await page.AskAsync("Encore");
        await page.SeesAsync("mot20");
        await page.Button(Says.Copy).Last.ClickAsync();
        await page.Button(Says.Helpful).Last.ClickAsync();
        await page.Page.ReloadAsync();
        await page.SeesAsync("mot20");

        var modulePath = await PathAsync("/widget.js", "panel");
        Assert.Contains("/widget.js", paths);
        Assert.Contains(modulePath, paths);
        Assert.DoesNotContain(paths, path => path.StartsWith("/widget/more", StringComparison.Ordinal));
        await page.CloseAsync();

        var loader = (await SentAsync("/widget.js")).Length;
        var panel = (await SentAsync(modulePath)).Length;
        var texts = 0;
        foreach (var language in WidgetTexts.Languages)
            texts = Math.Max(texts, (await SentAsync($"/widget/v1/chatbots/{LoopbackInstallation.KeyOf("slow")}?locale={language}")).Length);
        Assert.True(loader <= LoaderBytes, $"the loader is sent in {loader} B");
        Assert.True(loader + panel + texts <= ConversationBytes, $"loader {loader} B, panel {panel} B, the chatbot with its texts {texts} B: {loader + panel + texts} B");
    }

    [BrowserFact]
    public async Task With_all_that_is_loaded_only_when_it_is_used_it_is_still_small()
    {
        var panel = await PathAsync("/widget.js", "panel");
        var more = (await PathAsync(panel, "more")).Replace("*", "ar", StringComparison.Ordinal);

        var sum = 0;
        foreach (var path in new[] { "/widget.js", panel, more, $"/widget/v1/chatbots/{LoopbackInstallation.KeyOf("slow")}?locale=ar" })
            sum += (await SentAsync(path)).Length;

        Assert.True(sum <= EverythingBytes, $"everything is sent in {sum} B");
    }

    // The path stands whole in the script that loads it.
    private async Task<string> PathAsync(string script, string module)
    {
        var text = await house.Http.GetStringAsync(script);
        return ModulePath().Matches(text).Select(match => match.Value).Single(path => path.StartsWith("/widget/" + module, StringComparison.Ordinal));
    }

    private async Task<byte[]> SentAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Origin", stage.Site.Origin);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));
        using var response = await house.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["br"], response.Content.Headers.ContentEncoding);
        Assert.Contains("Accept-Encoding", response.Headers.Vary);
        return await response.Content.ReadAsByteArrayAsync();
    }

    [GeneratedRegex(@"/widget/[a-z]+\.(?:\*\.)?[0-9a-f]+\.js")]
    private static partial Regex ModulePath();

    public sealed class House(WidgetStage stage) : LoopbackInstallation
    {
        protected override IReadOnlyList<string[]> Routes => [["slow"]];

        protected override IReadOnlyList<string> Origins => [Origin, stage.Site.Origin];
    }
}
