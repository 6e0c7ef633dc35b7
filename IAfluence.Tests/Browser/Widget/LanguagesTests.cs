using System.Text.Json.Nodes;
using IAfluence.Tests.Testing;
using Microsoft.Playwright;

namespace IAfluence.Tests.Browser.Widget;

/// <summary>On a page of each language every word of the widget's own is of that language, and Arabic is read from the right.</summary>
[Collection(BrowserCollection.Name)]
public sealed class LanguagesTests(Chromium chromium, WidgetStage stage)
{
    public static TheoryData<string> Languages => [.. WidgetTexts.Languages];

    [BrowserTheory]
    [MemberData(nameof(Languages))]
    public async Task Every_word_is_of_the_pages_language(string language)
    {
        var chatbot = stage.Api.HasChatbot().With("greeting", "✻").With("name", "✻").With("aiNotice", "✻").With("handover", true).With("suggestions", new JsonArray("✻"))
            .With("contact", new JsonObject { ["name"] = "optional", ["email"] = "required", ["phone"] = "optional", ["text"] = null });
        chatbot.Reply = async reply =>
        {
            await reply.StartAsync();
            await reply.TokenAsync("✻");
            await reply.DoneAsync("length", new { title = "✻", url = "https://www.martin.example/" });
        };
        var texts = WidgetTexts.In(language).Select(each => (string)each.Value!).ToList();
        string Text(string key) => (string)WidgetTexts.In(language)[key]!;
        var page = await WidgetPage.OpenAsync(
            chromium, stage.Site.Has(new SitePage(stage.Snippet(chatbot)) { Language = language, Direction = language == "ar" ? "rtl" : "ltr" }), [stage.Api.Address], new() { Locale = "ja-JP" });

        await page.Page.GetByRole(AriaRole.Button, new() { Name = Text("open") }).ClickAsync();
        var input = page.Page.GetByRole(AriaRole.Textbox, new() { Name = Text("message") });
        await input.FillAsync("✻");
        await input.PressAsync("Enter");
        await page.Button(Text("unhelpful")).ClickAsync();
        await page.Button(Text("more")).ClickAsync();
        await Assertions.Expect(page.Button(Text("erase"))).ToBeVisibleAsync();
        await page.RestsAsync();

        var said = (await page.EvaluateApartAsync(Said)).EnumerateArray().Select(each => each.GetString()!).Where(word => !word.Contains('✻', StringComparison.Ordinal) && !word.EndsWith(".example", StringComparison.Ordinal)).ToList();
        Assert.Contains(Text("cut"), said);
        Assert.All(said, word => Assert.Contains(texts, text => Fits(word, text)));
        Assert.Equal(language == "ar" ? "rtl" : "ltr", await input.EvaluateAsync<string>("input => getComputedStyle(input).direction"));
        Assert.Equal(language, (await page.EvaluateApartAsync("(() => { for (let at = document.querySelector('iafluence-widget').shadowRoot.querySelector('textarea'); at; at = at.parentElement ?? at.getRootNode().host) if (at.lang) return at.lang; })()")).GetString());
        Assert.Empty(page.Complaints);
        await page.CloseAsync();
    }

    // "{n} letters left" is said with a number.
    private static bool Fits(string word, string text) =>
        text == word || (text.Contains('{', StringComparison.Ordinal) && System.Text.RegularExpressions.Regex.IsMatch(word, "^" + System.Text.RegularExpressions.Regex.Replace(System.Text.RegularExpressions.Regex.Escape(text), @"\\\{\w+}", ".*") + "$"))
        || word is "1" or "IAfluence" || (text.Contains("IAfluence", StringComparison.Ordinal) && text.Contains(word, StringComparison.Ordinal));

    // Every text and every label that is there, seen or heard.
    private const string Said = """
        (() => {
          const said = [];
          for (const element of document.querySelector("iafluence-widget").shadowRoot.querySelectorAll("*")) {
            for (const name of ["aria-label", "aria-description", "placeholder", "title", "alt", "aria-roledescription", "aria-valuetext"]) said.push(element.getAttribute(name));
            for (const node of element.childNodes) if (node.nodeType === 3) said.push(node.data);
          }
          return [...new Set(said.map(word => (word ?? "").trim()).filter(word => /\p{L}/u.test(word)))];
        })()
        """;
}
