using System.Text.RegularExpressions;
using IAfluence.Tests.Testing;
using Microsoft.Playwright;

namespace IAfluence.Tests.Browser;

/// <summary>The walk through the whole house: a visitor on another origin asks, the admin reads.</summary>
[Collection(BrowserCollection.Name)]
public sealed partial class MainWalkTests(Chromium chromium) : LoopbackInstallation
{
    private Site _site = null!;

    protected override IReadOnlyList<string> Origins => [Origin, _site.Origin];

    public override async Task InitializeAsync()
    {
        _site = await Site.StartAsync();
        await base.InitializeAsync();
        _site.Body = $"""<script src="{Product.Address}/widget.js" data-chatbot="{KeyOf("slow")}" async></script>""";
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _site.DisposeAsync();
    }

    [BrowserFact]
    public async Task A_visitor_asks_reloads_goes_on_and_rates_and_the_admin_reads_it_with_its_cost()
    {
        var visitor = await chromium.OpenAsync();
        var complaints = new List<string>();
        visitor.Console += (_, message) => complaints.Add(message.Text);
        visitor.PageError += (_, error) => complaints.Add(error);
        await visitor.GotoAsync(_site.Origin);
        await visitor.GetByRole(AriaRole.Button, new() { Name = "Ouvrir la discussion" }).ClickAsync();
        await Assertions.Expect(visitor.GetByText("Bonjour !")).ToBeVisibleAsync();

        await visitor.EvaluateAsync(CountPaints);
        await AskAsync(visitor, "Racontez-moi une histoire");
        await Assertions.Expect(Replies(visitor)).ToBeVisibleAsync();
        var paints = await visitor.EvaluateAsync<int>("() => window.paints.size");

        await visitor.ReloadAsync();
        await OpenIfClosedAsync(visitor);
        await Assertions.Expect(visitor.GetByText("Racontez-moi une histoire")).ToBeVisibleAsync();
        await Assertions.Expect(Replies(visitor)).ToBeVisibleAsync();
        await AskAsync(visitor, "Encore une");
        await Assertions.Expect(Replies(visitor)).ToHaveCountAsync(2);
        await visitor.GetByRole(AriaRole.Button, new() { Name = "Réponse utile" }).Last.ClickAsync();
        await Assertions.Expect(visitor.GetByRole(AriaRole.Button, new() { Name = "Réponse utile", Pressed = true })).ToBeVisibleAsync();

        var admin = await chromium.OpenAsync();
        await admin.GotoAsync(Product.Address + "/login");
        await admin.GetByLabel("E-mail").FillAsync("owner@agency.example");
        await admin.GetByLabel("Mot de passe").FillAsync("correct horse battery");
        await admin.GetByRole(AriaRole.Button, new() { Name = "Se connecter" }).ClickAsync();
        await Assertions.Expect(admin).ToHaveURLAsync(new Regex("/admin$"));
        await admin.GotoAsync(Product.Address + "/admin/conversations");
        await admin.GetByText("Racontez-moi une histoire").First.ClickAsync();
        await Assertions.Expect(admin.GetByText("Encore une")).ToBeVisibleAsync();
        await Assertions.Expect(admin.GetByText(Whole)).ToHaveCountAsync(2);
        await Assertions.Expect(admin.GetByText(CostPattern()).First).ToBeVisibleAsync();

        Assert.True(paints >= 15, $"20 tokens made {paints} paints");
        Assert.Empty(complaints);
    }

    [BrowserFact]
    public async Task A_site_that_is_not_allowed_gets_no_chat_and_no_error_of_its_own()
    {
        await using var stranger = await Site.StartAsync();
        stranger.Body = _site.Body;
        var page = await chromium.OpenAsync();
        var errors = new List<string>();
        page.PageError += (_, error) => errors.Add(error);
        await page.GotoAsync(stranger.Origin);
        await page.WaitForTimeoutAsync(500);

        Assert.Empty(errors);
        await Assertions.Expect(page.GetByText("Boulangerie Martin").First).ToBeVisibleAsync();
        Assert.Empty(await StoredAsync<Core.Replies.Conversations.Conversation>());
    }

    private static string Whole => string.Join(' ', Enumerable.Range(1, 20).Select(number => "mot" + number));

    // One sample for each frame the browser paints; a text that two frames show is one paint of it.
    private const string CountPaints = """
        () => {
          window.paints = new Set();
          const look = () => {
            const replies = document.querySelector("iafluence-widget").shadowRoot.querySelectorAll("article.reply");
            const text = replies.length ? replies[replies.length - 1].textContent : "";
            if (text.includes("mot1")) window.paints.add(text);
            requestAnimationFrame(look);
          };
          requestAnimationFrame(look);
        }
        """;

    private static ILocator Replies(IPage page) =>
        page.GetByRole(AriaRole.Log).GetByText(Whole, new() { Exact = true });

    private static async Task OpenIfClosedAsync(IPage page)
    {
        var box = page.GetByRole(AriaRole.Textbox, new() { Name = "Votre message" });
        var launcher = page.GetByRole(AriaRole.Button, new() { Name = "Ouvrir la discussion" });
        await Assertions.Expect(box.Or(launcher).First).ToBeVisibleAsync();
        if (!await box.IsVisibleAsync())
            await launcher.ClickAsync();
    }

    private static async Task AskAsync(IPage page, string text)
    {
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Votre message" }).FillAsync(text);
        await page.Keyboard.PressAsync("Enter");
    }

    [GeneratedRegex(@"0[,.]0\d+\s*\$|\$\s*0[,.]0\d+")]
    private static partial Regex CostPattern();
}
