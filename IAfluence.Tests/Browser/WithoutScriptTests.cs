using IAfluence.Tests.Testing;
using Microsoft.Playwright;

namespace IAfluence.Tests.Browser;

/// <summary>The admin's main job in a browser that runs no script.</summary>
[Collection(BrowserCollection.Name)]
public sealed class WithoutScriptTests(Chromium chromium) : LoopbackInstallation
{
    private IPage _page = null!;

    [BrowserFact]
    public async Task The_admin_makes_teaches_and_deletes_a_chatbot()
    {
        _page = await chromium.OpenAsync(new BrowserNewContextOptions { Locale = "fr-FR", JavaScriptEnabled = false });
        await OpenAsync("/login");
        await _page.GetByLabel("E-mail").FillAsync("owner@agency.example");
        await _page.GetByLabel("Mot de passe").FillAsync("correct horse battery");
        await SubmitAsync("main form");

        await OpenAsync("/admin/clients/new");
        await SubmitAsync("#client-new form");
        await Assertions.Expect(_page.Locator("#client-new .field-validation-error").First).ToBeVisibleAsync();
        await _page.Locator("#client-new input[type=text]").First.FillAsync("Garage du Centre");
        await SubmitAsync("#client-new form");
        await Assertions.Expect(Heading("Garage du Centre")).ToBeVisibleAsync();
        var client = new Uri(_page.Url).AbsolutePath;

        await _page.Locator("main a[href$='/new']").First.ClickAsync();
        await FillAsync("Form.Name", "Accueil");
        await SubmitAsync("#chatbot-new form");
        await Assertions.Expect(Heading("Accueil")).ToBeVisibleAsync();
        var chatbot = string.Join('/', new Uri(_page.Url).AbsolutePath.Split('/').Take(5));

        await OpenAsync(chatbot);
        await FillAsync("Form.SystemPrompt", "Vous parlez comme un garagiste.");
        await SubmitAsync("#chatbot-general form");
        await OpenAsync(chatbot);
        await Assertions.Expect(_page.Locator("[name='Form.SystemPrompt']")).ToHaveValueAsync("Vous parlez comme un garagiste.");

        await OpenAsync(chatbot + "/installation");
        await FillAsync("site", "garage.example");
        await SubmitAsync("form:has(#site)");
        await SubmitAsync("form[method=post][action*='handler=Add']");
        await Assertions.Expect(_page.Locator("#allowed-origins")).ToContainTextAsync("www.garage.example");

        await OpenAsync(chatbot + "/knowledge/new");
        await FillAsync("Form.Title", "Nos prix");
        await FillAsync("Form.Text", "La vidange coûte 89 euros.");
        await SubmitAsync("main form:has([name='Form.Title'])");
        await OpenAsync(chatbot + "/knowledge");
        await _page.GetByRole(AriaRole.Link, new() { Name = "Nos prix" }).ClickAsync();
        await _page.Locator("main a[href$='/delete']").ClickAsync();
        await SubmitAsync("main form");
        await Assertions.Expect(_page.GetByRole(AriaRole.Link, new() { Name = "Nos prix" })).ToHaveCountAsync(0);

        await OpenAsync(chatbot + "/delete");
        await SubmitAsync("main form");
        await OpenAsync(client + "/delete");
        await _page.Locator("#typed").FillAsync("Garage du Centre");
        await SubmitAsync("#client-delete form");
        await OpenAsync("/admin/clients");
        await Assertions.Expect(_page.GetByRole(AriaRole.Link, new() { Name = "Garage du Centre" })).ToHaveCountAsync(0);
        await Assertions.Expect(_page.GetByRole(AriaRole.Link, new() { Name = "Boulangerie Martin" })).ToBeVisibleAsync();

        await _page.Locator(".user-summary").ClickAsync();
        await _page.Locator("form[action='/logout'] button").ClickAsync();
        await OpenAsync("/admin");
        await Assertions.Expect(_page.GetByLabel("Mot de passe")).ToBeVisibleAsync();
        await _page.Context.CloseAsync();
    }

    private ILocator Heading(string text) => _page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = text });

    private async Task OpenAsync(string path) => await _page.GotoAsync(Product.Address + path);

    private Task FillAsync(string name, string text) => _page.Locator($"main [name='{name}']").FillAsync(text);

    /// <summary>Presses the form's own button, the last that submits it.</summary>
    private Task SubmitAsync(string form) => _page.Locator($"{form} button[type=submit]").Last.ClickAsync();
}
