using IAfluence.Tests.Testing;
using Microsoft.Playwright;

namespace IAfluence.Tests.Browser.Widget;

/// <summary>The widget without a mouse, without eyes, and on screens of every kind.</summary>
[Collection(BrowserCollection.Name)]
public sealed class AccessTests(Chromium chromium, WidgetStage stage)
{
    private readonly ScriptedChatbot _chatbot = stage.Api.HasChatbot();

    [BrowserFact]
    public async Task By_keyboard_alone_it_is_opened_used_and_left_and_the_focus_comes_back()
    {
        var page = await OpenAsync(new() { Locale = "fr-FR" }, """<p><a href="#avant">Avant</a></p>""");
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Avant" }).FocusAsync();
        await page.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Launcher).ToBeFocusedAsync();

        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Input).ToBeFocusedAsync();
        await Assertions.Expect(page.Launcher.Or(page.Page.Locator("iafluence-widget [part~=launcher]")).First).ToHaveAttributeAsync("aria-expanded", "true");
        await page.Page.Keyboard.TypeAsync("Bonjour");
        await page.Page.Keyboard.PressAsync("Shift+Enter");
        await page.Page.Keyboard.TypeAsync("Comment allez-vous ?");
        await page.Page.Keyboard.PressAsync("Enter");
        await page.SeesAsync("D’accord.");
        Assert.Equal("Bonjour\nComment allez-vous ?", Assert.Single(_chatbot.Asked).Text("text"));
        await Assertions.Expect(page.Input).ToBeFocusedAsync();

        // Round the whole panel, and everything that can be done is passed.
        var passed = new List<string>();
        for (var steps = 0; steps < 40; steps++)
        {
            await page.Page.Keyboard.PressAsync("Shift+Tab");
            var name = (await page.EvaluateApartAsync(Focused)).GetString()!;
            if (name == "" || passed.Contains(name))
                break;
            passed.Add(name);
        }

        foreach (var wanted in new[] { Says.Copy, Says.Helpful, Says.Unhelpful, Says.Menu, Says.Close })
            Assert.Contains(wanted, passed);

        await page.Button(Says.Menu).FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Button(Says.Menu)).ToHaveAttributeAsync("aria-expanded", "true");
        await page.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Button(Says.Menu)).ToBeFocusedAsync();
        await Assertions.Expect(page.Input).ToBeVisibleAsync();
        await page.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Input).ToBeHiddenAsync();
        await Assertions.Expect(page.Launcher).ToBeFocusedAsync();
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task Keys_typed_in_it_are_not_the_pages_short_cuts()
    {
        var page = await OpenAsync(new() { Locale = "fr-FR" }, "<script>window.keys = ''; for (const on of [document, window]) for (const type of ['keydown', 'keypress', 'keyup']) on.addEventListener(type, event => { window.keys += event.key; });</script>");
        await page.OpenPanelAsync();

        await page.Input.PressSequentiallyAsync("s/?k");
        await page.Input.PressAsync("Escape");

        Assert.Equal("", await page.Page.EvaluateAsync<string>("() => window.keys"));
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task A_screen_reader_gets_whole_sentences_and_each_once()
    {
        const string answer = "Nous ouvrons à 7 h 30. Le dimanche aussi ! Voici la liste :\n\n- le pain de M. Martin\n- la brioche\n\nVoulez-vous **autre chose** ? Dites";
        _chatbot.Reply = async reply =>
        {
            await reply.StartAsync();
            for (var at = 0; at < answer.Length; at += 5)
            {
                await reply.TokenAsync(answer.Substring(at, Math.Min(5, answer.Length - at)));
                await Task.Delay(20);
            }

            await reply.DoneAsync();
        };
        var page = await OpenAsync(new() { Locale = "fr-FR" });
        await page.OpenPanelAsync();
        await page.SeesAsync("Bonjour !");
        await page.EvaluateApartAsync(Listen);

        await page.AskAsync("Quand ?");
        await Assertions.Expect(page.Button(Says.Helpful)).ToBeVisibleAsync();
        await Eventually.HoldsAsync(async () => (await page.EvaluateApartAsync("window.heard")).ToString().Contains("Dites", StringComparison.Ordinal), "the last sentence is read out");
        // Time for sentences that must not be read out twice.
        await page.Page.WaitForTimeoutAsync(300);

        var heard = (await page.EvaluateApartAsync("window.heard")).EnumerateArray().Select(each => each.GetString()!.Trim()).Where(each => each.Length > 0).ToList();
        var whole = string.Join(' ', heard);
        foreach (var sentence in new[] { "Nous ouvrons à 7 h 30.", "Le dimanche aussi !", "le pain de M. Martin", "la brioche", "Voulez-vous autre chose ?", "Dites" })
            Assert.Equal(1, whole.Split(sentence).Length - 1);
        Assert.DoesNotContain('*', whole);
        // Twenty-seven tokens, and no reader interrupted by each of them.
        Assert.InRange(heard.Count, 3, 10);
        Assert.Equal(0, (await page.EvaluateApartAsync("document.querySelector('iafluence-widget').shadowRoot.querySelectorAll('[role=log]:not([aria-live=off])').length")).GetInt32());
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task Visitor_who_prefers_no_motion_sees_none()
    {
        _chatbot.Reply = _ => Task.Delay(Timeout.Infinite, _.Call.Context.RequestAborted);
        var page = await OpenAsync(new() { Locale = "fr-FR", ReducedMotion = ReducedMotion.Reduce });
        await page.OpenPanelAsync();
        await page.AskAsync("Encore");
        await page.Page.WaitForTimeoutAsync(200);

        var moving = (await page.EvaluateApartAsync("document.querySelector('iafluence-widget').shadowRoot.getAnimations().map(each => (each.animationName ?? each.transitionProperty) + ' ' + each.effect.target.outerHTML.slice(0, 80))")).EnumerateArray().Select(each => each.GetString()).ToList();

        Assert.Empty(moving);
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task With_forced_colours_everything_still_has_an_edge()
    {
        var page = await OpenAsync(new() { Locale = "fr-FR", ForcedColors = ForcedColors.Active });
        await page.OpenPanelAsync();
        await page.AskAsync("Encore");
        await page.SeesAsync("D’accord.");

        // The button's sign is seen: what is drawn in it differs from what it is drawn on.
        var shot = Convert.ToBase64String(await page.Page.Locator("iafluence-widget [aria-expanded=true]").First.ScreenshotAsync());
        Assert.InRange(await page.Page.EvaluateAsync<double>(Ink, shot), 0.02, 0.9);
        var edgeless = (await page.EvaluateApartAsync(Edgeless)).EnumerateArray().Select(each => each.GetString()).ToList();

        Assert.Empty(edgeless);
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task Twice_as_large_everything_is_still_there_and_nothing_scrolls_sideways()
    {
        // A screen of 1280 by 800 at 200 % is one of 640 by 400 with letters of twice the size.
        var page = await OpenAsync(new() { Locale = "fr-FR", ViewportSize = new() { Width = 640, Height = 400 }, DeviceScaleFactor = 2 });
        await page.OpenPanelAsync();
        await page.AskAsync("Encore");
        await page.SeesAsync("D’accord.");

        foreach (var reachable in new[] { page.Input, page.Button(Says.Close), page.Button(Says.Menu), page.Button(Says.Send) })
            await Assertions.Expect(reachable).ToBeInViewportAsync(new() { Ratio = 1 });
        Assert.True((await page.Log.BoundingBoxAsync())!.Height > 60);
        Assert.False((await page.EvaluateApartAsync("document.documentElement.scrollWidth > innerWidth || (() => { const log = document.querySelector('iafluence-widget').shadowRoot.querySelector('[role=log]'); return log.scrollWidth > log.clientWidth; })()")).GetBoolean());
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task On_a_phone_it_fills_what_the_keyboard_leaves_and_keeps_the_focus()
    {
        var page = await OpenAsync(
            new() { Locale = "fr-FR", ViewportSize = new() { Width = 390, Height = 844 }, HasTouch = true, IsMobile = true, DeviceScaleFactor = 3 },
            """<p><a href="#avant">Avant</a></p>""",
            page => page.AddInitScriptAsync(Keyboard));
        await page.Launcher.TapAsync();
        await Assertions.Expect(page.Input).ToBeVisibleAsync();
        Assert.True(await page.Panel.EvaluateAsync<bool>("panel => panel.matches(':modal') || panel.ariaModal === 'true'"));
        await page.RestsAsync();
        var whole = (await page.Panel.BoundingBoxAsync())!;
        Assert.True(whole is { X: 0, Y: 0, Width: 390 } && whole.Height >= 843, whole.ToString());

        await page.Page.EvaluateAsync("() => keyboard(420, 30)");
        await Eventually.HoldsAsync(async () => await page.Panel.BoundingBoxAsync() is { } box && box.Y + box.Height <= 451, "the panel makes room for the keyboard");
        await page.RestsAsync();

        var left = (await page.Panel.BoundingBoxAsync())!;
        Assert.InRange(left.Y, 0, 31);
        Assert.InRange(left.Y + left.Height, 440, 451);
        var input = (await page.Input.BoundingBoxAsync())!;
        Assert.True(input.Y + input.Height <= 450);
        // Letters under 16 px make telephones zoom in.
        Assert.True(await page.Input.EvaluateAsync<double>("input => parseFloat(getComputedStyle(input).fontSize)") >= 16);
        for (var steps = 0; steps < 20; steps++)
        {
            await page.Page.Keyboard.PressAsync("Tab");
            // The browser's own bars may be reached; nothing of the page that is covered.
            Assert.NotEqual("A", (await page.EvaluateApartAsync("document.activeElement.nodeName")).GetString());
        }

        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task Tapped_controls_are_large_enough()
    {
        var page = await OpenAsync(new() { Locale = "fr-FR", ViewportSize = new() { Width = 390, Height = 844 }, HasTouch = true, IsMobile = true });
        await page.Launcher.TapAsync();
        await page.AskAsync("Encore");
        await page.SeesAsync("D’accord.");
        await Assertions.Expect(page.Button(Says.Copy)).ToBeVisibleAsync();

        var small = (await page.EvaluateApartAsync(Small)).EnumerateArray().Select(each => each.GetString()).ToList();

        Assert.Empty(small);
        await page.CloseAsync();
    }

    private Task<WidgetPage> OpenAsync(BrowserNewContextOptions options, string main = "", Func<IPage, Task>? before = null) =>
        WidgetPage.OpenAsync(chromium, stage.Site.Has(new SitePage(main + stage.Snippet(_chatbot))), [stage.Api.Address], options, before);

    private const string Focused = """
        (() => {
          const active = document.querySelector("iafluence-widget").shadowRoot.activeElement;
          return active ? active.getAttribute("aria-label") ?? active.textContent.trim() : "";
        })()
        """;

    // What assistive technology is told, live regions added later among it.
    private const string Listen = """
        (() => {
          window.heard = [];
          const live = node => (node.nodeType === 1 ? node : node.parentElement)?.closest("[aria-live=polite], [aria-live=assertive], [role=status], [role=alert]");
          new MutationObserver(changes => {
            for (const change of changes) {
              if (!live(change.target)) continue;
              if (change.type === "characterData") window.heard.push(change.target.data);
              for (const node of change.addedNodes) window.heard.push(node.textContent);
            }
          }).observe(document.querySelector("iafluence-widget").shadowRoot, { childList: true, characterData: true, subtree: true });
        })()
        """;

    // Colours of the author's are gone there: what was told from its surroundings by them alone needs a line around it.
    private const string Edgeless = """
        [...document.querySelector("iafluence-widget").shadowRoot.querySelectorAll("[part~=launcher], [part~=panel], [part~=input], [part~=message], [part~=send]")].filter(each => {
          let at = each;
          for (let up = 0; up < 2 && at && at.nodeType === 1; up++, at = at.parentElement) {
            const style = getComputedStyle(at);
            if (parseFloat(style.borderTopWidth) > 0 && style.borderTopStyle !== "none" || parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== "none") return false;
          }
          return each.getClientRects().length > 0 && ![...each.children].some(child => parseFloat(getComputedStyle(child).borderTopWidth) > 0);
        }).map(each => each.outerHTML.slice(0, 120))
        """;

    // The share of the picture's middle that is not of its commonest shade.
    private const string Ink = """
        async shot => {
          const image = await createImageBitmap(await (await fetch("data:image/png;base64," + shot)).blob());
          const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
          canvas.drawImage(image, 0, 0);
          const { data } = canvas.getImageData(image.width / 4, image.height / 4, image.width / 2, image.height / 2);
          const shades = new Map();
          for (let i = 0; i < data.length; i += 4) {
            const shade = (data[i] + data[i + 1] + data[i + 2]) >> 6;
            shades.set(shade, (shades.get(shade) ?? 0) + 1);
          }
          return 1 - Math.max(...shades.values()) / (data.length / 4);
        }
        """;

    // WCAG 2.5.8: 24 by 24 CSS pixels, unless it stands in a line of text.
    private const string Small = """
        [...document.querySelector("iafluence-widget").shadowRoot.querySelectorAll("button, textarea, input")].filter(each => {
          const box = each.getBoundingClientRect();
          return box.width > 0 && (box.width < 24 || box.height < 24);
        }).map(each => each.outerHTML.slice(0, 120))
        """;

    // A keyboard on the screen takes from what is seen of the page, and not from the page.
    private const string Keyboard = """
        const seen = new EventTarget();
        Object.assign(seen, { scale: 1, width: 390, height: 844, offsetTop: 0, offsetLeft: 0, pageTop: 0, pageLeft: 0 });
        Object.defineProperty(window, "visualViewport", { value: seen, configurable: true });
        window.keyboard = (height, above) => {
          Object.assign(seen, { height, offsetTop: above, pageTop: above });
          for (const type of ["resize", "scroll"]) {
            seen.dispatchEvent(new Event(type));
            seen["on" + type]?.(new Event(type));
          }
        };
        """;
}
