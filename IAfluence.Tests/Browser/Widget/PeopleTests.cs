using System.Text.Json.Nodes;
using IAfluence.Tests.Testing;
using Microsoft.Playwright;

namespace IAfluence.Tests.Browser.Widget;

/// <summary>Consent, a contact form, and people who take part in the conversation.</summary>
[Collection(BrowserCollection.Name)]
public sealed class PeopleTests(Chromium chromium, WidgetStage stage)
{
    private readonly ScriptedChatbot _chatbot = stage.Api.HasChatbot();

    [BrowserFact]
    public async Task Consent_is_asked_once_and_no_message_is_sent_before_it()
    {
        _chatbot.With("consent", new JsonObject { ["version"] = "abc123", ["text"] = "Nous gardons vos messages un an.", ["policyUrl"] = "https://www.martin.example/donnees" });
        _chatbot.Does["/consent"] = call => call.SendAsync(new { visitorToken = _chatbot.Token });
        var page = await OpenAsync();
        await page.Launcher.ClickAsync();
        await Assertions.Expect(page.Panel).ToContainTextAsync("Nous gardons vos messages un an.");
        await Assertions.Expect(page.Panel.GetByRole(AriaRole.Link, new() { Name = Says.Policy })).ToHaveAttributeAsync("href", "https://www.martin.example/donnees");
        await Assertions.Expect(page.Input).ToBeHiddenAsync();
        await page.Page.EvaluateAsync("() => IAfluence.ask('Trop tôt')");
        await page.Page.WaitForTimeoutAsync(300);
        Assert.Empty(_chatbot.Asked);

        await page.Button(Says.Agree).ClickAsync();
        await Assertions.Expect(page.Panel).Not.ToContainTextAsync("Nous gardons vos messages");
        // What was asked too early was kept.
        await page.SeesAsync("D’accord.");

        Assert.Equal("abc123", Assert.Single(_chatbot.Calls, call => call.Path.EndsWith("/consent", StringComparison.Ordinal)).Text("version"));
        Assert.Equal("Bearer " + _chatbot.Token, Assert.Single(_chatbot.Asked).Authorization);
        Assert.Null(_chatbot.Asked[0].Text("conversationId"));
        await page.Page.ReloadAsync();
        await page.AskAsync("Et encore");
        await Assertions.Expect(page.Log).ToContainTextAsync("D’accord.");
        await Assertions.Expect(page.Button(Says.Agree)).ToHaveCountAsync(0);
        await page.CloseAsync();
    }

    [BrowserTheory]
    [InlineData("fr123", true)]
    [InlineData("old99", false)]
    public async Task A_visitor_who_agreed_in_another_language_is_not_asked_again(string agreed, bool counts)
    {
        _chatbot.With("consent", new JsonObject { ["version"] = agreed, ["text"] = "Nous gardons vos messages un an.", ["policyUrl"] = null });
        _chatbot.Does["/consent"] = call => call.SendAsync(new { visitorToken = _chatbot.Token });
        var page = await OpenAsync();
        await page.Launcher.ClickAsync();
        await page.Button(Says.Agree).ClickAsync();
        await page.AskAsync("Bonjour");
        await page.SeesAsync("D’accord.");

        // The page in English has a version of its own; the French words' is among those that count.
        _chatbot.With("consent", new JsonObject { ["version"] = "en456", ["versions"] = new JsonArray("fr123", "en456"), ["text"] = "We keep your messages for a year.", ["policyUrl"] = null });
        await page.Page.ReloadAsync();

        if (counts)
        {
            await page.AskAsync("Hello");
            await Assertions.Expect(page.Log.GetByText("D’accord.")).ToHaveCountAsync(2);
            await Assertions.Expect(page.Button(Says.Agree)).ToHaveCountAsync(0);
        }
        else
        {
            await page.SeesInPanelAsync("We keep your messages for a year.");
            await Assertions.Expect(page.Input).ToBeHiddenAsync();
        }

        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task A_consent_that_the_server_asks_for_in_mid_conversation_is_given_and_the_message_goes()
    {
        var given = false;
        _chatbot.Does["/consent"] = call =>
        {
            given = true;
            return call.SendAsync(new { visitorToken = _chatbot.Token });
        };
        _chatbot.Reply = async reply =>
        {
            if (!given)
            {
                await reply.Call.RefuseAsync(403, "consent_required", "Votre accord est nécessaire.");
                return;
            }

            await reply.StartAsync();
            await reply.TokenAsync("Merci.");
            await reply.DoneAsync();
        };
        var page = await OpenAsync();
        await page.OpenPanelAsync();
        await page.SeesAsync("Bonjour !");
        _chatbot.With("consent", new JsonObject { ["version"] = "def456", ["text"] = "Voici nos nouvelles conditions.", ["policyUrl"] = null });
        await page.AskAsync("Une question");

        await page.Button(Says.Agree).ClickAsync();

        await page.SeesAsync("Merci.");
        await Assertions.Expect(page.Log.GetByText("Une question")).ToHaveCountAsync(1);
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task A_contact_form_is_filled_in_corrected_and_sent_once()
    {
        _chatbot.With("contact", new JsonObject { ["name"] = "optional", ["email"] = "required", ["phone"] = "off", ["text"] = "Dites-nous tout." });
        var tries = 0;
        _chatbot.Does["/contact"] = call =>
        {
            if (++tries == 1)
                return call.SendAsync(new { status = 400, code = "invalid_contact", field = "email", detail = "Cette adresse n’existe pas." }, 400);
            call.Context.Response.StatusCode = 204;
            return Task.CompletedTask;
        };
        var page = await OpenAsync();
        await page.OpenPanelAsync();
        await page.ChooseAsync(Says.Contact);
        await page.SeesInPanelAsync("Dites-nous tout.");
        var form = page.Panel.Locator("form").Filter(new() { Has = page.Page.GetByLabel(Says.Email) });
        await form.GetByLabel(Says.Name).FillAsync("Zoé");
        await form.GetByRole(AriaRole.Textbox).Last.FillAsync("Rappelez-moi");
        await form.GetByRole(AriaRole.Button, new() { Name = Says.Send }).ClickAsync();
        Assert.Equal(0, tries);

        await form.GetByLabel(Says.Email).FillAsync("zoe@martin.exemple");
        await form.GetByRole(AriaRole.Button, new() { Name = Says.Send }).ClickAsync();
        await Assertions.Expect(form.GetByLabel(Says.Email)).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(form.GetByLabel(Says.Email)).ToBeFocusedAsync();
        await form.GetByLabel(Says.Email).FillAsync("zoe@martin.example");
        await form.GetByRole(AriaRole.Button, new() { Name = Says.Send }).ClickAsync();

        await page.SeesInPanelAsync(Says.ContactSent);
        var sent = _chatbot.Calls.Where(call => call.Path.EndsWith("/contact", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, sent.Count);
        Assert.Equal(("Zoé", "zoe@martin.example", "Rappelez-moi", "fr"), (sent[1].Text("name"), sent[1].Text("email"), sent[1].Text("text"), sent[1].Text("locale")));
        Assert.Equal(sent[0].Text("clientMessageId"), sent[1].Text("clientMessageId"));
        Assert.StartsWith(stage.Site.Origin, sent[1].Text("page"), StringComparison.Ordinal);
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task Contact_form_keeps_what_was_typed_until_it_is_sent()
    {
        _chatbot.With("contact", new JsonObject { ["name"] = "optional", ["email"] = "required", ["phone"] = "off", ["text"] = null });
        var page = await OpenAsync();
        await page.OpenPanelAsync();
        await page.ChooseAsync(Says.Contact);
        var email = page.Panel.GetByLabel(Says.Email);
        var text = page.Panel.Locator("form").Filter(new() { Has = page.Page.GetByLabel(Says.Email) }).GetByRole(AriaRole.Textbox).Last;
        await email.FillAsync("zoe@martin.example");
        await text.FillAsync("Rappelez-moi");
        await text.PressAsync("Escape");
        await Assertions.Expect(email).ToBeHiddenAsync();

        await page.ChooseAsync(Says.Contact);
        await Assertions.Expect(email).ToHaveValueAsync("zoe@martin.example");
        await Assertions.Expect(text).ToHaveValueAsync("Rappelez-moi");
        await email.PressAsync("Enter");
        await page.SeesInPanelAsync(Says.ContactSent);
        await page.ChooseAsync(Says.Contact);

        await Assertions.Expect(text).ToHaveValueAsync("");
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task Contact_form_says_when_an_e_mail_or_a_phone_will_do_and_marks_what_is_wrong()
    {
        _chatbot.With("contact", new JsonObject { ["name"] = "off", ["email"] = "optional", ["phone"] = "optional", ["text"] = null });
        _chatbot.Does["/contact"] = call => call.SendAsync(new { status = 400, code = "invalid_contact", field = "phone", detail = "Vérifiez vos coordonnées." }, 400);
        var page = await OpenAsync();
        await page.OpenPanelAsync();
        await page.ChooseAsync(Says.Contact);
        var (email, phone) = (page.Panel.GetByLabel(Says.Email), page.Panel.GetByLabel(Says.Phone));
        await page.Panel.Locator("form").Filter(new() { Has = page.Page.GetByLabel(Says.Email) }).GetByRole(AriaRole.Textbox).Last.FillAsync("Rappelez-moi");
        await email.PressAsync("Enter");
        await page.SeesInPanelAsync(Says.Either);
        await Assertions.Expect(page.Panel).Not.ToContainTextAsync("(facultatif)");

        await phone.FillAsync("12");
        await phone.PressAsync("Enter");

        await page.SeesInPanelAsync(Says.Invalid);
        await Assertions.Expect(phone).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(phone).ToBeFocusedAsync();
        await Assertions.Expect(email).Not.ToHaveAttributeAsync("aria-invalid", "true");
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task Someone_is_asked_for_answers_live_and_leaves()
    {
        var agent = new Agent(_chatbot);
        _chatbot.With("handover", true);
        var page = await OpenAsync();
        await page.OpenPanelAsync();
        await page.AskAsync("Bonjour");
        await page.SeesAsync("D’accord.");

        await page.ChooseAsync(Says.Handover);
        await page.SeesAsync(Says.Waiting);
        _chatbot.Reply = async reply =>
        {
            await reply.StartAsync();
            await reply.DoneAsync("human");
        };
        await agent.TypesAsync("Julie");
        await page.SeesInPanelAsync("Julie écrit…");
        await agent.SaysAsync("a1", "Bonjour, ici **Julie**.");
        await page.SeesAsync("Bonjour, ici Julie.");
        await page.AskAsync("Merci Julie");
        await page.SeesAsync("Merci Julie");
        agent.Cut();
        await agent.SaysAsync("a2", "Avec plaisir.");
        await page.SeesAsync("Avec plaisir.");
        await Assertions.Expect(page.Log.GetByText("Bonjour, ici Julie.")).ToHaveCountAsync(1);
        await agent.StateAsync("closed");

        await page.SeesAsync(Says.Closed);
        Assert.Equal("a1", agent.LastEventId);
        Assert.DoesNotContain(page.Complaints, complaint => !complaint.Contains("net::ERR", StringComparison.Ordinal));
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task Visitor_who_waits_too_long_goes_back_to_the_chatbot()
    {
        var agent = new Agent(_chatbot);
        _chatbot.With("handover", true);
        _chatbot.Does["DELETE /widget/v1/conversations/" + _chatbot.Conversation + "/handover"] = call => call.SendAsync(new { state = _chatbot.State = "open" });
        var page = await OpenAsync();
        await page.OpenPanelAsync();
        await page.AskAsync("Bonjour");
        await page.SeesAsync("D’accord.");
        await page.ChooseAsync(Says.Handover);
        await page.SeesAsync(Says.Waiting);

        await page.ChooseAsync(Says.Back);
        await page.AskAsync("Et vous ?");

        await Assertions.Expect(page.Log.GetByText("D’accord.")).ToHaveCountAsync(2);
        agent.Cut();
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task Outside_its_hours_the_team_offers_its_form()
    {
        _chatbot.With("handover", true).With("hours", new JsonObject { ["open"] = false, ["text"] = "Notre équipe répond lundi à 9 h" })
            .With("contact", new JsonObject { ["name"] = "off", ["email"] = "required", ["phone"] = "off", ["text"] = null });
        var page = await OpenAsync();
        await page.OpenPanelAsync();
        await page.AskAsync("Bonjour");
        await page.SeesAsync("D’accord.");

        await page.Button(Says.Menu).ClickAsync();
        await page.SeesInPanelAsync("lundi à 9 h");
        await Assertions.Expect(page.Button(Says.Handover)).ToHaveCountAsync(0);
        await page.Button(Says.Contact).First.ClickAsync();

        await Assertions.Expect(page.Panel.GetByLabel(Says.Email)).ToBeVisibleAsync();
        await page.CloseAsync();
    }

    private Task<WidgetPage> OpenAsync() => WidgetPage.OpenAsync(chromium, stage.Site.Has(new SitePage(stage.Snippet(_chatbot))), [stage.Api.Address]);
}
