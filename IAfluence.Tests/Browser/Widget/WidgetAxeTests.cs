using System.Text.Json.Nodes;
using IAfluence.Tests.Testing;
using Microsoft.Playwright;

namespace IAfluence.Tests.Browser.Widget;

/// <summary>Axe finds no violation in any state of the widget, light and dark, beside a page and covering a phone's.</summary>
[Collection(BrowserCollection.Name)]
public sealed class WidgetAxeTests(Chromium chromium, WidgetStage stage)
{
    private readonly ScriptedChatbot _chatbot = stage.Api.HasChatbot()
        .With("handover", true)
        .With("hours", new JsonObject { ["open"] = true, ["text"] = "Notre équipe répond jusqu’à 18 h" })
        .With("contact", new JsonObject { ["name"] = "optional", ["email"] = "required", ["phone"] = "optional", ["text"] = "Dites-nous tout." });

    private readonly List<string> _violations = [];
    private WidgetPage _page = null!;

    [BrowserFact]
    public async Task In_a_conversation()
    {
        var ends = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _chatbot.Reply = async reply =>
        {
            await reply.StartAsync();
            await reply.TokenAsync("# Nos prix\n\nVoici **tout**, `vite`, [ici](https://www.martin.example/) :\n\n1. pain\n2. brioche\n\n> cité\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n```js\nlet x = 1;\n```\n\nEt");
            await ends.Task;
            await reply.TokenAsync(" voilà.");
            await reply.DoneAsync("length", new { title = "Nos prix", url = "https://www.martin.example/prix" }, new { title = "Notre carnet", url = (string?)null });
        };
        await OpenAsync();
        await AuditAsync("closed");
        await _page.OpenPanelAsync();
        await _page.SeesAsync("Bonjour !");
        await AuditAsync("open, with its greeting and suggestions");
        await _page.AskAsync("Combien ?");
        await _page.SeesAsync("brioche");
        await AuditAsync("streaming");
        ends.SetResult();
        await _page.SeesAsync("voilà.");
        await Assertions.Expect(_page.Button(Says.Unhelpful)).ToBeVisibleAsync();
        await AuditAsync("with sources");
        await _page.Button(Says.Unhelpful).ClickAsync();
        await Assertions.Expect(_page.Panel.GetByRole(AriaRole.Textbox, new() { Name = Says.Comment })).ToBeVisibleAsync();
        await AuditAsync("with a comment to write");
        await _page.Button(Says.Menu).ClickAsync();
        await AuditAsync("its menu open");
        await _page.Button(Says.Erase).ClickAsync();
        await Assertions.Expect(_page.Page.GetByRole(AriaRole.Alertdialog)).ToBeVisibleAsync();
        await AuditAsync("asking before it erases");
        await _page.Page.Keyboard.PressAsync("Escape");
        _chatbot.Reply = reply => reply.Call.RefuseAsync(503, "no_model_available", "Nous ne pouvons pas répondre pour le moment.");
        await _page.AskAsync("Et maintenant ?");
        await Assertions.Expect(_page.Button(Says.Retry)).ToBeVisibleAsync();
        await AuditAsync("with a failure");
        await _page.Input.FillAsync(new string('a', 4010));
        await AuditAsync("with too long a message");
        await NothingFoundAsync();
    }

    [BrowserFact]
    public async Task With_an_invitation_and_an_answer_not_read()
    {
        _chatbot.With("invitation", new JsonObject { ["text"] = "Puis-je vous aider ?", ["afterSeconds"] = 1, ["onLeave"] = false, ["pages"] = "" });
        await OpenAsync();
        await Assertions.Expect(_page.Page.GetByText("Puis-je vous aider ?").First).ToBeVisibleAsync();
        await AuditAsync("inviting");
        await NothingFoundAsync();
    }

    [BrowserFact]
    public async Task With_people()
    {
        _chatbot.With("consent", new JsonObject { ["version"] = "abc", ["text"] = "Nous gardons vos messages un an.", ["policyUrl"] = "https://www.martin.example/donnees" });
        _chatbot.Does["/consent"] = call => call.SendAsync(new { visitorToken = _chatbot.Token });
        _chatbot.Does["/handover"] = call => call.SendAsync(new { state = _chatbot.State = "human" });
        _chatbot.Does["/events"] = async call =>
        {
            call.Context.Response.ContentType = "text/event-stream";
            await call.Context.Response.Body.WriteAsync("event: state\ndata: {\"state\":\"human\"}\n\nid: a1\nevent: message\ndata: {\"id\":\"a1\",\"role\":\"agent\",\"text\":\"Bonjour, ici Julie.\",\"at\":\"2026-01-02T10:00:00Z\",\"name\":\"Julie\"}\n\nevent: typing\ndata: {\"name\":\"Julie\"}\n\n"u8.ToArray());
            await call.Context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, call.Context.RequestAborted);
        };
        await OpenAsync();
        await _page.Launcher.ClickAsync();
        await Assertions.Expect(_page.Button(Says.Agree)).ToBeVisibleAsync();
        await AuditAsync("asking for consent");
        await _page.Button(Says.Agree).ClickAsync();
        await _page.ChooseAsync(Says.Contact);
        await Assertions.Expect(_page.Panel.GetByLabel(Says.Email)).ToBeVisibleAsync();
        await AuditAsync("with its contact form");
        await _page.Panel.Locator("form").Filter(new() { Has = _page.Page.GetByLabel(Says.Email) }).GetByRole(AriaRole.Button, new() { Name = Says.Send }).ClickAsync();
        await AuditAsync("with its contact form, not complete");
        await _page.Page.ReloadAsync();
        await Assertions.Expect(_page.Input).ToBeVisibleAsync();
        await _page.AskAsync("Bonjour");
        await _page.SeesAsync("D’accord.");
        await _page.ChooseAsync(Says.Handover);
        await _page.SeesAsync("Bonjour, ici Julie.");
        await AuditAsync("with someone who answers");
        await NothingFoundAsync();
    }

    private async Task OpenAsync() => _page = await WidgetPage.OpenAsync(chromium, stage.Site.Has(new SitePage(stage.Snippet(_chatbot)) { Head = """<meta name="color-scheme" content="light dark" />""" }), [stage.Api.Address]);

    private async Task AuditAsync(string state)
    {
        _violations.AddRange(await _page.Page.ViolationsAsync("the widget, " + state));
        await _page.Page.SetViewportSizeAsync(1280, 844);
    }

    private async Task NothingFoundAsync()
    {
        await _page.CloseAsync();
        Assert.True(_violations.Count == 0, string.Join('\n', _violations));
    }
}
