using System.Text.Json.Nodes;
using IAfluence.Core.Chatbots;
using IAfluence.Tests.Testing;
using Microsoft.Playwright;

namespace IAfluence.Tests.Browser.Widget;

/// <summary>Where and when the widget shows itself, and what a page's own script makes of it.</summary>
[Collection(BrowserCollection.Name)]
public sealed class BehaviourTests(Chromium chromium, WidgetStage stage)
{
    private readonly ScriptedChatbot _chatbot = stage.Api.HasChatbot();

    private string Snippet => stage.Snippet(_chatbot);

    [BrowserFact]
    public async Task An_invitation_comes_after_its_delay_leads_in_and_does_not_come_again()
    {
        Invites(new() { ["text"] = "Puis-je vous aider ?", ["afterSeconds"] = 1, ["onLeave"] = false, ["pages"] = "" });
        var page = await OpenAsync(Snippet);
        await Assertions.Expect(page.Launcher).ToBeVisibleAsync();
        await Assertions.Expect(Invitation(page)).ToBeHiddenAsync();
        await Assertions.Expect(Invitation(page)).ToContainTextAsync("Puis-je vous aider ?");
        await Assertions.Expect(page.Input).ToBeHiddenAsync();
        Assert.Equal("BODY", (await page.EvaluateApartAsync("document.activeElement.nodeName")).GetString());

        await Invitation(page).GetByText("Puis-je vous aider ?").ClickAsync();
        await Assertions.Expect(page.Input).ToBeVisibleAsync();
        await Assertions.Expect(Invitation(page)).ToBeHiddenAsync();

        await page.Button(Says.Close).ClickAsync();
        await page.Page.ReloadAsync();
        await page.Page.WaitForTimeoutAsync(1_800);
        await Assertions.Expect(Invitation(page)).ToBeHiddenAsync();
        Assert.Empty(page.Complaints);
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task An_invitation_that_is_waved_away_stays_away()
    {
        Invites(new() { ["text"] = "Puis-je vous aider ?", ["afterSeconds"] = 1, ["onLeave"] = false, ["pages"] = "" });
        var page = await OpenAsync(Snippet);
        await page.Button(Says.Dismiss).ClickAsync();
        await Assertions.Expect(Invitation(page)).ToBeHiddenAsync();

        await page.Page.ReloadAsync();
        await page.Page.WaitForTimeoutAsync(1_800);

        await Assertions.Expect(Invitation(page)).ToBeHiddenAsync();
        await Assertions.Expect(page.Launcher).ToBeVisibleAsync();
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task An_invitation_comes_when_the_mouse_leaves_by_the_top()
    {
        Invites(new() { ["text"] = "Vous partez ?", ["afterSeconds"] = null, ["onLeave"] = true, ["pages"] = "" });
        var page = await OpenAsync(Snippet);
        await Assertions.Expect(page.Launcher).ToBeVisibleAsync();
        await page.Page.WaitForTimeoutAsync(500);
        await Assertions.Expect(Invitation(page)).ToBeHiddenAsync();

        await page.Page.Mouse.MoveAsync(400, 300);
        await page.Page.EvaluateAsync("() => document.documentElement.dispatchEvent(new MouseEvent('mouseout', { bubbles: true, clientY: -5, relatedTarget: null })) && document.documentElement.dispatchEvent(new MouseEvent('mouseleave', { clientY: -5, relatedTarget: null }))");

        await Assertions.Expect(Invitation(page)).ToBeVisibleAsync();
        await page.CloseAsync();
    }

    [BrowserTheory]
    [InlineData("/regles/boutique/panier", true)]
    [InlineData("/regles/boutique/paiement", false)]
    [InlineData("/regles/boutique", true)]
    [InlineData("/regles/boutique/", true)]
    [InlineData("/regles/blog", false)]
    public async Task The_pages_rules_decide_where_it_shows(string path, bool shows)
    {
        _chatbot.With("pages", new PagePatterns { Include = ["/regles/boutique/*"], Exclude = ["*/paiement"] }.ToScript());
        var page = await WidgetPage.OpenAsync(chromium, stage.Site.Has(new SitePage(Snippet), path), [stage.Api.Address]);
        await page.Page.WaitForTimeoutAsync(shows ? 0 : 700);

        if (shows)
            await Assertions.Expect(page.Launcher).ToBeVisibleAsync();
        else
            await Assertions.Expect(page.Launcher).ToBeHiddenAsync();
        Assert.Empty(page.Complaints);
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task The_pages_rules_follow_a_site_that_changes_its_address_without_loading()
    {
        _chatbot.With("pages", new PagePatterns { Exclude = ["/paiement"] }.ToScript());
        var page = await OpenAsync(Snippet);
        await Assertions.Expect(page.Launcher).ToBeVisibleAsync();

        await page.Page.EvaluateAsync("() => history.pushState(null, '', '/paiement')");
        await Assertions.Expect(page.Launcher).ToBeHiddenAsync();
        await page.Page.EvaluateAsync("() => history.back()");

        await Assertions.Expect(page.Launcher).ToBeVisibleAsync();
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task A_double_click_opens_it_and_leaves_it_open()
    {
        var page = await OpenAsync(Snippet);

        await page.Launcher.DblClickAsync();

        await Assertions.Expect(page.Input).ToBeVisibleAsync();
        await page.Page.WaitForTimeoutAsync(500);
        await Assertions.Expect(page.Input).ToBeVisibleAsync();
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task Script_loaded_on_use_that_fails_is_reported_and_requested_again()
    {
        var page = await OpenAsync(Snippet);
        await page.OpenPanelAsync();
        await page.Page.RouteAsync("**/widget/more.*", route => route.AbortAsync());
        await page.Button(Says.Menu).ClickAsync();
        await page.SeesAsync(Says.Network);

        await page.Page.UnrouteAllAsync();
        await page.Button(Says.Menu).ClickAsync();

        await Assertions.Expect(page.Button(Says.Erase)).ToBeVisibleAsync();
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task A_pages_own_script_opens_asks_closes_and_listens()
    {
        var page = await OpenAsync("<script>window.seen = [];</script>" + stage.Snippet(_chatbot, "data-launcher=\"off\""));
        await page.Page.WaitForFunctionAsync("() => window.IAfluence");
        await Assertions.Expect(page.Launcher).ToBeHiddenAsync();
        await page.Page.EvaluateAsync("""
            () => {
              for (const name of ["open", "close", "message", "reply"]) IAfluence.on(name, detail => seen.push([name, detail?.text ?? null, detail?.finishReason ?? null].join("|")));
              IAfluence.on("open", () => { throw new Error("the page's own fault"); });
              window.off = IAfluence.on("message", () => seen.push("again"));
              off();
              IAfluence.ask("Êtes-vous ouverts ?");
            }
            """);
        await page.SeesAsync("D’accord.");
        await page.Page.EvaluateAsync("() => IAfluence.close()");
        await Assertions.Expect(page.Input).ToBeHiddenAsync();
        await page.Page.EvaluateAsync("() => IAfluence.toggle()");
        await Assertions.Expect(page.Input).ToBeVisibleAsync();

        var seen = await page.Page.EvaluateAsync<string[]>("() => seen");
        Assert.Equal(["open||", "message|Êtes-vous ouverts ?|", "reply|D’accord.|stop", "close||", "open||"], seen);
        Assert.All(page.Complaints, complaint => Assert.Contains("the page's own fault", complaint, StringComparison.Ordinal));
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task Two_widgets_count_in_one_title_and_give_it_back()
    {
        var goesOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var other = stage.Api.HasChatbot();
        var page = await OpenAsync(Snippet + stage.Snippet(other));
        _chatbot.Reply = other.Reply = async reply =>
        {
            await reply.StartAsync();
            await reply.TokenAsync("Un instant. ");
            await goesOn.Task;
            await reply.DoneAsync();
        };
        foreach (var key in new[] { _chatbot.Key, other.Key })
        {
            await page.Page.WaitForFunctionAsync("key => window.IAfluence?.get(key)", key);
            await page.Page.EvaluateAsync("key => IAfluence.get(key).ask('Alors ?')", key);
            await Assertions.Expect(page.Page.Locator("iafluence-widget [part~=reply]:visible").GetByText("Un instant.")).ToBeVisibleAsync();
            await page.Page.EvaluateAsync("key => IAfluence.get(key).close()", key);
        }

        goesOn.SetResult();
        await Assertions.Expect(page.Page).ToHaveTitleAsync("(2)\u00a0Boulangerie Martin");
        await page.Page.EvaluateAsync("key => IAfluence.get(key).open()", _chatbot.Key);
        await Assertions.Expect(page.Page).ToHaveTitleAsync("(1)\u00a0Boulangerie Martin");
        await page.Page.EvaluateAsync("key => IAfluence.get(key).open()", other.Key);

        await Assertions.Expect(page.Page).ToHaveTitleAsync("Boulangerie Martin");
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task Facts_that_a_page_gives_about_its_visitor_go_with_the_message()
    {
        var page = await OpenAsync(Snippet);
        await page.Page.WaitForFunctionAsync("() => window.IAfluence");

        await page.Page.EvaluateAsync("() => { IAfluence.identify({ name: 'Zoé', email: 'zoe@martin.example' }); IAfluence.ask('Un'); }");
        await page.SeesAsync("D’accord.");
        await page.Page.EvaluateAsync("() => { IAfluence.identify({ jwt: 'a.b.c' }); IAfluence.ask('Deux'); }");
        await Assertions.Expect(page.Log.GetByText("D’accord.")).ToHaveCountAsync(2);

        Assert.Equal("""{"facts":{"name":"Zoé","email":"zoe@martin.example"}}""", Identity(0));
        Assert.Equal("""{"jwt":"a.b.c"}""", Identity(1));
        await page.CloseAsync();
    }

    private string Identity(int message) => JsonNode.Parse(_chatbot.Asked[message].Body!.Value.GetProperty("identity").GetRawText())!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static ILocator Invitation(WidgetPage page) => page.Page.Locator("iafluence-widget [part~=invitation]");

    private void Invites(JsonObject invitation) => _chatbot.With("invitation", invitation);

    private Task<WidgetPage> OpenAsync(string body) => WidgetPage.OpenAsync(chromium, stage.Site.Has(new SitePage(body)), [stage.Api.Address]);
}
