using IAfluence.Core.Replies.Conversations;
using IAfluence.Tests.Testing;
using Microsoft.Playwright;

namespace IAfluence.Tests.Browser.Widget;

/// <summary>Consent, the contact form, a human and erasing, by the widget and the product together: one visitor's way, and what is kept of it.</summary>
[Collection(BrowserCollection.Name)]
public sealed class PeopleInTheProductTests(Chromium chromium, WidgetStage stage) : LoopbackInstallation
{
    protected override IReadOnlyList<string[]> Routes => [["normal"]];

    protected override IReadOnlyList<string> Origins => [Origin, stage.Site.Origin];

    protected override object MoreOf(string[] route) => new
    {
        handover = true,
        behaviour = new { consent = new { text = "Nous gardons vos messages un an.", policyUrl = "https://www.martin.example/donnees" } },
        contact = new { name = "optional", email = "required", phone = "off", text = "Dites-nous tout." },
    };

    [BrowserFact]
    public async Task A_visitor_agrees_asks_leaves_an_address_waits_for_someone_and_has_it_all_erased()
    {
        var page = await WidgetPage.OpenAsync(chromium, stage.Site.Has(new SitePage(WidgetStage.Snippet(Product.Address, KeyOf("normal")))), [Product.Address]);
        await page.Launcher.ClickAsync();
        await page.Button(Says.Agree).ClickAsync();
        await page.AskAsync("Avez-vous du pain ?");
        await page.SeesAsync("mot40");
        var conversation = Assert.Single(await StoredAsync<Conversation>());
        Assert.NotNull(conversation.ConsentVersion);

        await page.ChooseAsync(Says.Contact);
        var form = page.Panel.Locator("form").Filter(new() { Has = page.Page.GetByLabel(Says.Email) });
        await form.GetByLabel(Says.Email).FillAsync("zoe@martin.example");
        await form.GetByRole(AriaRole.Textbox).Last.FillAsync("Rappelez-moi");
        await form.GetByRole(AriaRole.Button, new() { Name = Says.Send }).ClickAsync();
        await page.SeesInPanelAsync(Says.ContactSent);

        await page.ChooseAsync(Says.Handover);
        await page.SeesAsync(Says.Waiting);
        await page.AskAsync("Vous êtes là ?");
        await Assertions.Expect(page.Log.GetByText("mot40")).ToHaveCountAsync(1);
        await page.ChooseAsync(Says.Back);
        await page.AskAsync("Et de la brioche ?");
        await Assertions.Expect(page.Log.GetByText("mot40")).ToHaveCountAsync(2);
        Assert.Equal(2, Upstream.Calls.Count);

        await page.ChooseAsync(Says.Erase);
        await page.Page.GetByRole(AriaRole.Alertdialog).GetByRole(AriaRole.Button, new() { Name = Says.EraseConfirm, Exact = true }).ClickAsync();
        await page.SeesInPanelAsync(Says.Erased);
        Assert.Empty(await StoredAsync<Conversation>());
        Assert.Empty(await StoredAsync<Message>());
        Assert.Empty(page.Complaints);
        await page.CloseAsync();
    }
}
