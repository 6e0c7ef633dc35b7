using IAfluence.Tests.Testing;
using Microsoft.Playwright;

namespace IAfluence.Tests.Browser.Widget;

/// <summary>Sites of every kind: pages that are swapped, restored, framed, read from the right, and browsers that keep nothing.</summary>
[Collection(BrowserCollection.Name)]
public sealed class KindsOfSitesTests(Chromium chromium, WidgetStage stage)
{
    private readonly ScriptedChatbot _chatbot = stage.Api.HasChatbot();

    [BrowserFact]
    public async Task Two_widgets_on_one_page_are_two_conversations()
    {
        var other = stage.Api.HasChatbot().With("name", "Assistant Dupont");
        other.Reply = async reply =>
        {
            await reply.StartAsync();
            await reply.TokenAsync("Ici Dupont.");
            await reply.DoneAsync();
        };
        var page = await OpenAsync(stage.Snippet(_chatbot, "data-side=\"right\"") + stage.Snippet(other, "data-side=\"left\""));
        await Assertions.Expect(page.Page.Locator("iafluence-widget")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Launcher).ToHaveCountAsync(2);

        await page.Page.EvaluateAsync($"() => {{ IAfluence.get('{_chatbot.Key}').ask('À Martin'); IAfluence.get('{other.Key}').ask('À Dupont'); }}");

        await Assertions.Expect(page.Log.Filter(new() { HasText = "D’accord." })).ToContainTextAsync("À Martin");
        await Assertions.Expect(page.Log.Filter(new() { HasText = "Ici Dupont." })).ToContainTextAsync("À Dupont");
        Assert.Equal("À Martin", Assert.Single(_chatbot.Asked).Text("text"));
        Assert.Equal("À Dupont", Assert.Single(other.Asked).Text("text"));
        var boxes = await page.Page.Locator("iafluence-widget [part~=launcher]").EvaluateAllAsync<double[]>("all => all.map(each => each.getBoundingClientRect().x)");
        Assert.Equal(2, boxes.Select(x => x < 400).Distinct().Count());
        Assert.Empty(page.Complaints);
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task The_same_snippet_twice_is_one_widget()
    {
        var page = await OpenAsync(stage.Snippet(_chatbot) + stage.Snippet(_chatbot));
        await Assertions.Expect(page.Launcher).ToBeVisibleAsync();
        await page.Page.WaitForTimeoutAsync(300);

        await Assertions.Expect(page.Page.Locator("iafluence-widget")).ToHaveCountAsync(1);
        Assert.Empty(page.Complaints);
        await page.CloseAsync();
    }

    [BrowserTheory]
    [InlineData("document.body.replaceWith(document.createElement('body'))")]
    [InlineData("document.body.innerHTML = '<h1>Une autre page</h1>'")]
    [InlineData("document.querySelector('iafluence-widget').remove()")]
    [InlineData("document.documentElement.replaceWith(document.importNode(new DOMParser().parseFromString('<html><head><title>Autre</title></head><body><h1>Autre</h1></body></html>', 'text/html').documentElement, true))")]
    [InlineData("document.startViewTransition ? document.startViewTransition(() => document.body.replaceChildren()) : document.body.replaceChildren()")]
    public async Task Conversation_stays_when_the_page_is_swapped(string swap)
    {
        var page = await OpenAsync(stage.Snippet(_chatbot));
        await page.OpenPanelAsync();
        await page.AskAsync("Avant");
        await page.SeesAsync("D’accord.");

        await page.Page.EvaluateAsync("() => { " + swap + "; history.pushState(null, '', '/autre'); }");

        await page.SeesAsync("Avant");
        await page.AskAsync("Après");
        await Assertions.Expect(page.Log.GetByText("D’accord.")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Page.Locator("iafluence-widget")).ToHaveCountAsync(1);
        Assert.EndsWith("/autre", _chatbot.Asked[^1].Text("page"), StringComparison.Ordinal);
        Assert.Empty(page.Complaints);
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task A_page_whose_script_comes_late_or_is_moved_has_its_widget()
    {
        var page = await OpenAsync("");
        await page.Page.EvaluateAsync($$"""
            () => {
              const script = document.createElement("script");
              script.src = "{{stage.Api.Address}}/widget.js";
              script.dataset.chatbot = "{{_chatbot.Key}}";
              document.head.append(script);
            }
            """);

        await page.OpenPanelAsync();
        await page.SeesAsync("Bonjour !");
        Assert.Empty(page.Complaints);
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task A_page_restored_from_the_back_forward_cache_goes_on()
    {
        await using var cached = await chromium.LaunchAnotherAsync(ignored: "--disable-back-forward-cache");
        var visits = await (await cached.NewContextAsync(new() { Locale = "fr-FR" })).NewPageAsync();
        var page = WidgetPage.Watch(visits, stage.Site.Origin, stage.Api.Address);
        _chatbot.Reply = async reply =>
        {
            await reply.StartAsync();
            await reply.TokenAsync("Le début ");
            if (reply.Question == "Racontez")
                await Task.Delay(1_500, reply.Call.Context.RequestAborted);
            await reply.TokenAsync("et la fin.");
            await reply.DoneAsync();
        };
        var elsewhere = stage.Site.Has(new SitePage("<p>Ailleurs</p>"));
        await visits.AddInitScriptAsync("addEventListener('pageshow', event => { window.restored = event.persisted; })");
        await visits.GotoAsync(stage.Site.Has(new SitePage(stage.Snippet(_chatbot))));
        await page.OpenPanelAsync();
        await page.AskAsync("Racontez");
        await page.SeesAsync("Le début");

        await visits.EvaluateAsync("address => { location.href = address; }", elsewhere);
        await Assertions.Expect(visits.GetByText("Ailleurs")).ToBeVisibleAsync();
        await visits.EvaluateAsync("() => history.back()");

        await page.SeesAsync("Le début et la fin.");
        await page.AskAsync("Encore");
        await Assertions.Expect(page.Log.GetByText("Le début et la fin.")).ToHaveCountAsync(2);
        Assert.Equal(["Racontez", "Encore"], _chatbot.Asked.Select(call => call.Text("text")));
    }

    [BrowserFact]
    public async Task Widget_works_until_the_page_is_left_when_storage_throws()
    {
        const string blocked = """
            for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"])
              Object.defineProperty(window, name, { get() { throw new DOMException("Access is denied for this document.", "SecurityError"); } });
            Object.defineProperty(Document.prototype, "cookie", { get() { throw new DOMException("denied", "SecurityError"); }, set() { throw new DOMException("denied", "SecurityError"); } });
            """;
        var page = await OpenAsync(stage.Snippet(_chatbot), before: page => page.AddInitScriptAsync(blocked));
        await page.OpenPanelAsync();
        await page.AskAsync("Une");
        await page.SeesAsync("D’accord.");
        await page.AskAsync("Deux");

        await Assertions.Expect(page.Log.GetByText("D’accord.")).ToHaveCountAsync(2);
        Assert.Equal("Bearer " + _chatbot.Token, _chatbot.Asked[1].Authorization);
        Assert.Empty(page.Complaints);
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task Widget_works_until_the_page_is_left_when_storage_is_full()
    {
        var page = await OpenAsync(stage.Snippet(_chatbot), before: page => page.AddInitScriptAsync("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }"));
        await page.OpenPanelAsync();
        await page.AskAsync("Une");
        await page.SeesAsync("D’accord.");
        await page.AskAsync("Deux");

        await Assertions.Expect(page.Log.GetByText("D’accord.")).ToHaveCountAsync(2);
        Assert.Equal("Bearer " + _chatbot.Token, _chatbot.Asked[1].Authorization);
        Assert.Empty(page.Complaints);
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task In_a_frame_of_no_origin_it_works_and_keeps_nothing()
    {
        var framed = stage.Site.Has(new SitePage(stage.Snippet(_chatbot)));
        var page = await OpenAsync($"""<iframe sandbox="allow-scripts" src="{framed}" width="800" height="700"></iframe>""");
        var frame = page.Page.FrameLocator("iframe");

        await frame.GetByRole(AriaRole.Button, new() { Name = Says.Launcher }).ClickAsync();
        await frame.GetByRole(AriaRole.Textbox, new() { Name = Says.Input }).FillAsync("Une");
        await page.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(frame.GetByRole(AriaRole.Log).GetByText("D’accord.")).ToBeVisibleAsync();
        Assert.Empty(page.Complaints);
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task Widget_stores_nothing_before_the_visitor_acts_and_never_a_cookie()
    {
        var page = await OpenAsync(stage.Snippet(_chatbot));
        await Assertions.Expect(page.Launcher).ToBeVisibleAsync();
        await page.Page.WaitForTimeoutAsync(1_000);
        Assert.Equal("[{},{}]", await page.Page.EvaluateAsync<string>("() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }])"));

        await page.OpenPanelAsync();
        await page.AskAsync("Une");
        await page.SeesAsync("D’accord.");

        var names = await page.Page.EvaluateAsync<string[]>("() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]");
        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.StartsWith("iafluence:" + _chatbot.Key, name, StringComparison.Ordinal));
        Assert.Empty(await page.Page.Context.CookiesAsync());
        Assert.All(_chatbot.Calls, call => Assert.Equal(0, call.Cookies));
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task A_page_read_from_the_right_does_not_turn_a_french_widget_round_and_the_other_way_about()
    {
        var arabic = await OpenAsync(stage.Snippet(_chatbot), language: "ar", direction: "rtl");
        await arabic.Page.Locator("iafluence-widget [part~=launcher]").ClickAsync();
        var dialog = arabic.Page.Locator("iafluence-widget").GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog).ToBeVisibleAsync();
        Assert.Equal("rtl", await dialog.EvaluateAsync<string>("panel => getComputedStyle(panel).direction"));
        await arabic.CloseAsync();

        var mixed = await OpenAsync(stage.Snippet(_chatbot, "data-locale=\"fr\""), language: "ar", direction: "rtl");
        await mixed.OpenPanelAsync();
        Assert.Equal("ltr", await mixed.Panel.EvaluateAsync<string>("panel => getComputedStyle(panel).direction"));
        await mixed.CloseAsync();
    }

    [BrowserFact]
    public async Task A_chatbot_that_is_not_for_this_site_leaves_nothing_behind()
    {
        _chatbot.Does["GET /widget/v1/chatbots/" + _chatbot.Key] = call => call.RefuseAsync(403, "origin_not_allowed", "Non.");
        var page = await OpenAsync(stage.Snippet(_chatbot));
        await page.Page.WaitForTimeoutAsync(1_500);

        await Assertions.Expect(page.Launcher).ToHaveCountAsync(0);
        // The browser itself logs what the network refused; the widget adds nothing.
        Assert.All(page.Complaints, complaint => Assert.Contains("Failed to load resource", complaint, StringComparison.Ordinal));
        await page.CloseAsync();
    }

    private Task<WidgetPage> OpenAsync(string body, string language = "fr", string direction = "ltr", Func<IPage, Task>? before = null) =>
        WidgetPage.OpenAsync(chromium, stage.Site.Has(new SitePage(body) { Language = language, Direction = direction }), [stage.Api.Address], before: before);
}
