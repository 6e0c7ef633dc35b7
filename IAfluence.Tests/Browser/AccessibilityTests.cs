using System.Net;
using System.Net.Http.Json;
using IAfluence.Tests.Storage;
using IAfluence.Tests.Testing;
using Microsoft.Playwright;

namespace IAfluence.Tests.Browser;

/// <summary>Axe finds no violation on any page of the product or in any state of the widget: the product with its demonstration, from the set-up on.</summary>
[Collection(BrowserCollection.Name)]
public sealed class AccessibilityTests(Chromium chromium) : IAsyncLifetime
{
    private const string Email = "owner@agency.example";
    private const string Password = "un chat dort sur le toit";

    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _violations = [];
    private RunningProduct _product = null!;

    public async Task InitializeAsync() => _product = await RunningProduct.StartAsync(_folder.Path);

    public async Task DisposeAsync()
    {
        await _product.DisposeAsync();
        _folder.Delete();
    }

    [BrowserFact]
    public async Task Axe_finds_no_violation_on_any_page()
    {
        var page = await chromium.OpenAsync();
        await page.GotoAsync(_product.SetupLink);
        await AuditAsync(page, "set-up");
        await page.GetByRole(AriaRole.Button).First.ClickAsync();
        await AuditAsync(page, "set-up, refused");
        await page.GetByLabel("E-mail").FillAsync(Email);
        await page.GetByLabel("Mot de passe").FillAsync(Password);
        await page.Locator("main button[type=submit]").ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(_product.Address + "/admin");
        await AskInDemoAsync(page);

        foreach (var found in await PagesAsync())
        {
            await page.GotoAsync(_product.Address + found.Address);
            await AuditAsync(page, found.Address);
        }
        await page.GotoAsync(_product.Address + "/admin/nothing");
        await AuditAsync(page, "a page that is not there");
        await MenusAsync(page);
        await RefusedFormAsync(page);
        await UnfoldedSettingsAsync(page);

        var stranger = await chromium.OpenAsync();
        foreach (var address in new[] { "/login", "/help", "/help/fr/costs", "/nothing" })
        {
            await stranger.GotoAsync(_product.Address + address);
            await AuditAsync(stranger, address + ", not signed in");
        }
        await page.Context.CloseAsync();
        await stranger.Context.CloseAsync();

        Assert.True(_violations.Count == 0, string.Join('\n', _violations));
    }

    [BrowserFact]
    public async Task Axe_finds_no_violation_in_any_state_of_the_widget()
    {
        var page = await chromium.OpenAsync();
        await page.GotoAsync(_product.Address + "/demo");
        await Assertions.Expect(Launcher(page)).ToBeVisibleAsync();
        await AuditAsync(page, "the widget, closed");

        await Launcher(page).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Log).GetByRole(AriaRole.Article)).ToBeVisibleAsync();
        await AuditAsync(page, "the widget, open with its greeting");

        await AskAsync(page, "Combien coûte une réponse ?");
        await Assertions.Expect(page.GetByRole(AriaRole.Navigation, new() { Name = "Sources" })).ToBeVisibleAsync();
        await AuditAsync(page, "the widget, with an answer and its sources");

        await page.GetByRole(AriaRole.Button, new() { Name = "Réponse inutile" }).ClickAsync();
        await AuditAsync(page, "the widget, with a comment to write");

        await page.Locator("iafluence-widget [aria-controls=menu]").ClickAsync();
        await AuditAsync(page, "the widget, its menu open");
        await page.GetByText("Effacer").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alertdialog)).ToBeVisibleAsync();
        await AuditAsync(page, "the widget, asking before it erases");
        await page.Keyboard.PressAsync("Escape");

        await page.RouteAsync("**/messages", route => route.FulfillAsync(new()
        {
            Status = 403,
            ContentType = "application/problem+json",
            Body = """{ "status": 403, "code": "origin_refused", "detail": "Ce site ne peut pas ouvrir la discussion." }""",
        }));
        await AskAsync(page, "Et une erreur ?");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Réessayer" })).ToBeVisibleAsync();
        await AuditAsync(page, "the widget, with an error");
        await page.Context.CloseAsync();

        Assert.True(_violations.Count == 0, string.Join('\n', _violations));
    }

    private async Task AuditAsync(IPage page, string what, params int[] widths) => _violations.AddRange(await page.ViolationsAsync(what, widths));

    private async Task<IReadOnlyList<OpenedPage>> PagesAsync()
    {
        var cookies = new CookieContainer();
        using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = new Uri(_product.Address) };
        var browser = new Testing.Browser(http, cookies).Speaks("fr");
        await IAfluenceApp.SignInAsync(browser, Email, Password);
        var form = (await browser.OpenAsync("/admin/clients/new")).Form();
        await browser.SubmitAsync(form, new { Form_Name = "Boulangerie Martin" });
        await browser.HasModelAsync(await browser.HasProviderAsync(), "small");
        var list = await browser.OpenAsync("/admin/chatbots");
        var chatbot = list.Document.QuerySelector("#chatbot-list td a")!.GetAttribute("href");
        var general = await browser.OpenAsync(chatbot!);
        await browser.SubmitAsync(general.Form("#chatbot-general form"), new { Form_Greeting_fr = "Bonjour !\nQue voulez-vous savoir ?", Form_Temperature = "0.4", publish = (string?)null });
        await LeaveContactAsync(http);
        var pages = await PageCrawl.PagesAsync(browser, "/admin", "/account", "/demo", "/admin/chatbots/new", "/admin/clients?q=nothing",
            chatbot + "/installation?site=martin.fr", chatbot + "/knowledge?q=prix", chatbot + "/delete",
            "/admin/llm/models/builtin/replace");
        Assert.Empty(await PageCrawl.MissedAsync(pages));
        return pages;
    }

    private static async Task LeaveContactAsync(HttpClient http)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/widget/v1/chatbots/pk_demo/contact")
        {
            Content = JsonContent.Create(new { name = "Anne", email = "anne@example.org", text = "Rappelez-moi." }),
        };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var answer = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private async Task AskInDemoAsync(IPage page)
    {
        await page.GotoAsync(_product.Address + "/demo");
        await Launcher(page).ClickAsync();
        await AskAsync(page, "Combien coûte une réponse ?");
        await Assertions.Expect(page.GetByRole(AriaRole.Navigation, new() { Name = "Sources" })).ToBeVisibleAsync();
    }

    private async Task MenusAsync(IPage page)
    {
        await page.GotoAsync(_product.Address + "/admin");
        await page.SetViewportSizeAsync(1280, 844);
        await page.Locator(".user-summary").ClickAsync();
        await AuditAsync(page, "the user's menu", 1280);
        await page.SetViewportSizeAsync(390, 844);
        await page.Locator("[popovertarget=sidebar]").ClickAsync();
        await Assertions.Expect(page.Locator("#sidebar")).ToBeVisibleAsync();
        await AuditAsync(page, "the phone's menu", 390);
    }

    private async Task RefusedFormAsync(IPage page)
    {
        await page.SetViewportSizeAsync(1280, 844);
        await page.GotoAsync(_product.Address + "/admin/clients/new");
        await page.Locator("#client-new button[type=submit]").ClickAsync();
        await Assertions.Expect(page.Locator(".field-validation-error").First).ToBeVisibleAsync();
        await AuditAsync(page, "a form that was refused");
    }

    private async Task UnfoldedSettingsAsync(IPage page)
    {
        await page.GotoAsync(_product.Address + "/admin/chatbots");
        await page.Locator("#chatbot-list td a").First.ClickAsync();
        var chatbot = page.Url;
        foreach (var section in new[] { "appearance", "behaviour", "team" })
        {
            await page.GotoAsync($"{chatbot}/{section}");
            await page.EvaluateAsync(
                "() => { document.querySelectorAll('.unfolder:not(:checked)').forEach(box => box.click()); document.querySelectorAll('main details').forEach(details => details.open = true); }");
            await AuditAsync(page, section + ", unfolded");
            await page.Locator("main form .btn-primary").First.ClickAsync();
            await page.WaitForTimeoutAsync(500);
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            await AuditAsync(page, section + ", saved or refused");
        }
        await page.GotoAsync($"{chatbot}/security/identity");
        await page.Locator("#identity-renew button").ClickAsync();
        await AuditAsync(page, "a secret that is shown once");
        await page.GotoAsync($"{chatbot}/security/identity");
        await AuditAsync(page, "a secret that is there already");
    }

    private static ILocator Launcher(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Ouvrir la discussion" });

    private static async Task AskAsync(IPage page, string text)
    {
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Votre message" }).FillAsync(text);
        await page.Keyboard.PressAsync("Enter");
    }
}
