using IAfluence.Core.Installation;
using IAfluence.Tests.Browser;
using IAfluence.Tests.Testing;
using Microsoft.Playwright;

namespace IAfluence.Tests.Installation;

/// <summary>
/// The recipes as the guides give them, on a page where a consent manager is stood in for by what its documentation promises: nothing is
/// loaded before the visitor agrees, and the widget is there after it.
/// </summary>
[Collection(BrowserCollection.Name)]
public sealed class ConsentRecipesTests(Chromium chromium) : IAsyncLifetime
{
    private const string Key = "pk_recipes";

    /// <summary>Guide, the manager's stand-in, what must not start the widget, and what must.</summary>
    private static readonly (string Guide, string Manager, string Refusal, string Agreement)[] _recipes =
    [
        ("gtm", "", "", ""),
        (
            "tarteaucitron",
            "window.tarteaucitron = { services: {}, job: [] }",
            "if (!tarteaucitron.services.iafluence.needConsent) tarteaucitron.services.iafluence.js()",
            "tarteaucitron.job.forEach(key => tarteaucitron.services[key].js())"),
        (
            "axeptio",
            "",
            "_axcb.forEach(use => use({ on: (name, tell) => name === 'cookies:complete' && tell({ other: true }) }))",
            "_axcb.forEach(use => use({ on: (name, tell) => name === 'cookies:complete' && tell({ iafluence: true }) }))"),
        (
            "didomi",
            "window.vendors = {}; window.Didomi = { getCurrentUserStatus: () => ({ vendors }) }",
            "didomiOnReady.forEach(use => use(Didomi)); didomiEventListeners.forEach(({ listener }) => listener({}))",
            "vendors['c:iafluence'] = { enabled: true }; didomiEventListeners.filter(({ event }) => event === 'consent.changed').forEach(({ listener }) => listener({}))"),
        (
            "complianz",
            "window.cmplz_has_consent = () => false",
            "document.dispatchEvent(new CustomEvent('cmplz_enable_category', { detail: { category: 'statistics' } }))",
            "document.dispatchEvent(new CustomEvent('cmplz_enable_category', { detail: { category: 'functional' } }))"),
    ];

    private readonly Storage.TemporaryFolder _folder = new();
    private RunningProduct _product = null!;
    private Site _site = null!;

    public async Task InitializeAsync()
    {
        _site = await Site.StartAsync();
        var file = Path.Combine(_folder.Path, "bootstrap.json");
        await File.WriteAllTextAsync(file, $$"""
            { "clients": [ { "key": "martin", "name": "Martin", "locale": "fr", "timeZone": "Europe/Paris", "chatbots": [
              { "key": "accueil", "publicKey": "{{Key}}", "name": "Accueil", "locale": "fr", "systemPrompt": "x", "greeting": "Bonjour !", "allowedOrigins": ["{{_site.Origin}}"] } ] } ] }
            """);
        _product = await RunningProduct.StartAsync(Path.Combine(_folder.Path, "data"), "--Bootstrap:Demo=false", "--Bootstrap:File=" + file);
    }

    public async Task DisposeAsync()
    {
        await _product.DisposeAsync();
        await _site.DisposeAsync();
        _folder.Delete();
    }

    [BrowserFact]
    public async Task Widget_appears_after_the_agreement_and_not_before()
    {
        foreach (var (guide, manager, refusal, agreement) in _recipes)
            await TryAsync(guide, manager, refusal, agreement);
    }

    private async Task TryAsync(string guide, string manager, string refusal, string agreement)
    {
        var recipe = InstallationGuides.FindOrNull(guide, "en", InstallationAddress.Of(_product.Address), Key)!.Parts.First(part => part.IsSnippet).Text;
        _site.Body = $"<script>{manager}</script>\n{recipe}";
        var page = await chromium.OpenAsync();
        var calls = new List<string>();
        page.Request += (_, request) =>
        {
            if (request.Url.StartsWith(_product.Address, StringComparison.Ordinal))
                calls.Add(request.Url);
        };
        await page.GotoAsync(_site.Origin);

        if (agreement.Length > 0)
        {
            await page.EvaluateAsync($"() => {{ {refusal} }}");
            await page.WaitForTimeoutAsync(200);
            Assert.True(calls.Count == 0, $"{guide}: {string.Join(' ', calls)}");
            await page.EvaluateAsync($"() => {{ {agreement} }}");
            await page.EvaluateAsync($"() => {{ {agreement} }}");
        }

        await Assertions.Expect(page.Locator("iafluence-widget button").First).ToBeVisibleAsync();
        Assert.Equal(1, await page.Locator("iafluence-widget").CountAsync());
        await page.Context.CloseAsync();
    }
}
