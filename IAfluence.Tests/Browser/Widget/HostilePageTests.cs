using System.Text.Json;
using Microsoft.Playwright;

namespace IAfluence.Tests.Browser.Widget;

/// <summary>Whatever the page around it does, the widget looks and works as on a plain one, and does nothing to the page.</summary>
[Collection(BrowserCollection.Name)]
public sealed class HostilePageTests(Chromium chromium, WidgetStage stage)
{
    private const string Reply = "Oui, *dès* « sept heures ».\n\n- pain\n- brioche\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```js\nlet x = 1;\n```\n";
    private const string Question = "Ouvrez-vous « tôt » ? {\"a\": [1, 2]}";

    private static Dictionary<string, string>? _plain;

    public static TheoryData<string> Pages => [.. HostilePages.All.Keys];

    [BrowserTheory]
    [MemberData(nameof(Pages))]
    public async Task The_widget_looks_and_works_the_same_on(string hostile)
    {
        var plain = _plain ??= (await WalkAsync(HostilePages.Plain)).Look;
        var (look, bare, asked, complaints, page) = await WalkAsync(hostile);

        Assert.Empty(complaints);
        Assert.Equal(Question, asked);
        Assert.Equal(bare, page);
        // A page without a doctype lays out every line a little differently, in its guests as well.
        if (hostile == HostilePages.Quirks)
            return;
        var differences = look.Where(each => plain.GetValueOrDefault(each.Key) != each.Value).Select(each => $"{each.Key}: {each.Value} for {plain.GetValueOrDefault(each.Key)}").ToList();
        Assert.True(differences.Count == 0, $"{differences.Count} differences:\n" + string.Join('\n', differences.Take(40)));
        Assert.Equal(plain.Keys.Order(), look.Keys.Order());
    }

    // Opens, asks, looks, and closes.
    private async Task<(Dictionary<string, string> Look, string Bare, string? Asked, IReadOnlyList<string> Complaints, string Page)> WalkAsync(string hostile)
    {
        var chatbot = stage.Api.HasChatbot();
        chatbot.Reply = async reply =>
        {
            await reply.StartAsync();
            // In one piece that is drawn before the end is told: what is read out is then cut into the same sentences on every page.
            await reply.TokenAsync(Reply);
            await Task.Delay(500);
            await reply.DoneAsync("stop", new { title = "Nos prix", url = "https://www.martin.example/prix" });
        };
        var made = HostilePages.All[hostile];
        var without = stage.Site.Has(made("", stage.Api.Address));
        var address = stage.Site.Has(made(stage.Snippet(chatbot), stage.Api.Address));
        var plainly = new BrowserNewContextOptions { Locale = "fr-FR", ReducedMotion = ReducedMotion.Reduce, ViewportSize = new() { Width = 1000, Height = 700 } };

        var empty = await WidgetPage.OpenAsync(chromium, without, [], plainly);
        var bare = (await empty.EvaluateApartAsync(Census)).GetString()!;
        await empty.CloseAsync();

        var page = await WidgetPage.OpenAsync(chromium, address, [stage.Api.Address], plainly);
        await page.OpenPanelAsync();
        await page.AskAsync(Question);
        await page.SeesAsync("brioche");
        await Assertions.Expect(page.Button(Says.Helpful)).ToBeVisibleAsync();
        await page.Page.Mouse.MoveAsync(5, 5);
        var look = JsonSerializer.Deserialize<Dictionary<string, string>>((await page.EvaluateApartAsync(Look)).GetString()!)!;
        await page.Button(Says.Close).ClickAsync();
        await Assertions.Expect(page.Input).ToBeHiddenAsync();
        await Assertions.Expect(page.Launcher).ToBeFocusedAsync();
        await Assertions.Expect(page.Launcher).ToBeInViewportAsync();
        var after = (await page.EvaluateApartAsync(Census)).GetString()!;
        var complaints = page.Complaints;
        await page.CloseAsync();
        return (look, bare, chatbot.Asked.Single().Text("text"), complaints, after);
    }

    // Every element that is seen of the widget, with where it stands and every property the browser computed for it.
    private const string Look = """
        (() => {
          const found = {};
          const walk = (node, path) => {
            let n = 0;
            for (const child of node.children) {
              const name = `${path}/${child.localName}${++n}`;
              walk(child, name);
              const box = child.getBoundingClientRect();
              // What only holds others, and has no place of its own, is where its page puts it.
              if (!box.width || !box.height) continue;
              found[name] = [box.x, box.y, box.width, box.height].map(Math.round).join(" ");
              const style = getComputedStyle(child);
              for (const property of style) if (!property.startsWith("--")) found[`${name} ${property}`] = style.getPropertyValue(property);
            }
          };
          walk(document.querySelector("iafluence-widget").shadowRoot, "");
          return JSON.stringify(found);
        })()
        """;

    // The page itself: what stands in it without the widget's own two elements, what was told to its title and its storage.
    private const string Census = """
        (() => {
          const copy = document.documentElement.cloneNode(true);
          for (const own of copy.querySelectorAll("iafluence-widget, script[data-chatbot]")) own.remove();
          const stored = [...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter(name => !name.startsWith("iafluence:"));
          return JSON.stringify([copy.outerHTML.replace(/\s+/g, " "), document.title, stored, document.cookie, history.length]);
        })()
        """;
}
