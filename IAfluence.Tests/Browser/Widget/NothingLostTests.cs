using IAfluence.Core.Replies.Conversations;
using IAfluence.Tests.Testing;
using Microsoft.Playwright;

namespace IAfluence.Tests.Browser.Widget;

/// <summary>However the network breaks, what the visitor wrote arrives once and the whole answer is read, from the product, and no model is asked twice.</summary>
[Collection(BrowserCollection.Name)]
public sealed class NothingLostTests(Chromium chromium, WidgetStage stage, NothingLostTests.House house) : IClassFixture<NothingLostTests.House>, IAsyncLifetime
{
    private readonly string _question = "Racontez-moi l’histoire " + Guid.NewGuid().ToString("N")[..8];
    private readonly SwitchingAddress _server = new();
    private string _address = "";

    private static string Whole => string.Join(' ', Enumerable.Range(1, 20).Select(number => "mot" + number));

    public Task InitializeAsync()
    {
        _server.Leads = [house.Product.Address];
        house.Upstream.Behaves("slow", UpstreamReply.Words(20, TimeSpan.FromMilliseconds(150)));
        _address = stage.Site.Has(new SitePage(WidgetStage.Snippet(_server.Address, LoopbackInstallation.KeyOf("slow"))));
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [BrowserFact]
    public async Task Offline_in_mid_answer()
    {
        var page = await OpenAsync();
        await page.AskAsync(_question);
        await page.SeesAsync("mot4");

        await page.Page.Context.SetOfflineAsync(true);
        _server.Cut();
        await page.Page.WaitForTimeoutAsync(2_000);
        await page.Page.Context.SetOfflineAsync(false);

        await RepliedOnceAsync(page);
    }

    [BrowserFact]
    public async Task Connections_cut_again_and_again()
    {
        var page = await OpenAsync();
        await page.AskAsync(_question);

        foreach (var word in new[] { "mot2", "mot6", "mot11", "mot16" })
        {
            await page.SeesAsync(word);
            _server.Cut();
        }

        await RepliedOnceAsync(page);
    }

    [BrowserFact]
    public async Task Written_offline()
    {
        var page = await OpenAsync();
        await page.SeesAsync("Bonjour !");
        await page.Page.Context.SetOfflineAsync(true);

        await page.AskAsync(_question);
        await page.SeesAsync(_question);
        await page.Page.WaitForTimeoutAsync(1_500);
        await page.Page.Context.SetOfflineAsync(false);

        await RepliedOnceAsync(page);
    }

    [BrowserFact]
    public async Task Written_offline_and_reloaded()
    {
        var page = await OpenAsync();
        await page.SeesAsync("Bonjour !");
        _server.Leads = [];
        _server.Cut();
        await page.AskAsync(_question);
        await page.SeesAsync(_question);
        _server.Leads = [house.Product.Address];

        await page.Page.ReloadAsync();

        await RepliedOnceAsync(page);
    }

    [BrowserFact]
    public async Task Written_offline_by_someone_who_comes_back()
    {
        house.Upstream.Behaves("slow", UpstreamReply.Words(20, TimeSpan.FromMilliseconds(10)));
        var page = await OpenAsync();
        await page.AskAsync("Bonjour");
        await page.SeesAsync("mot20");
        await page.Button(Says.Close).ClickAsync();
        await page.Page.ReloadAsync();
        await page.Launcher.HoverAsync();
        await Assertions.Expect(page.Page.Locator("iafluence-widget dialog")).ToHaveCountAsync(1);
        await page.Page.Context.SetOfflineAsync(true);

        await page.OpenPanelAsync();
        await page.AskAsync(_question);
        await page.SeesAsync(_question);
        await page.SeesAsync(Says.Network);
        await page.Page.Context.SetOfflineAsync(false);

        await Assertions.Expect(page.Log.GetByText(Whole, new() { Exact = true })).ToHaveCountAsync(2);
        await Assertions.Expect(page.Log.GetByRole(AriaRole.Article)).ToContainTextAsync(["Bonjour !", "Bonjour", Whole, _question, Whole]);
        Assert.Single(house.Upstream.Calls, call => call.Messages[^1].Contains(_question, StringComparison.Ordinal));
        Assert.Single(await house.StoredAsync<Message>(), message => message.Text == _question);
    }

    [BrowserFact]
    public async Task Typed_and_not_yet_sent_when_the_page_is_reloaded()
    {
        var page = await OpenAsync();
        await page.Input.FillAsync("Une phrase qui n’est pas finie");

        await page.Page.ReloadAsync();

        await Assertions.Expect(page.Input).ToHaveValueAsync("Une phrase qui n’est pas finie");
        Assert.DoesNotContain(house.Upstream.Calls, call => call.Messages[^1].Contains("pas finie", StringComparison.Ordinal));
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task Reloaded_in_mid_answer()
    {
        using var gate = new SemaphoreSlim(8);
        house.Upstream.Behaves("slow", UpstreamReply.Words(20) with { Gate = gate });
        var page = await OpenAsync();
        await page.AskAsync(_question);
        await page.SeesAsync("mot4");

        await page.Page.ReloadAsync();

        await page.SeesAsync("mot8");
        Assert.DoesNotContain("mot20", await page.Log.InnerTextAsync(), StringComparison.Ordinal);
        gate.Release(12);
        await RepliedOnceAsync(page);
    }

    [BrowserFact]
    public async Task Reloaded_before_the_first_word()
    {
        house.Upstream.Behaves("slow", UpstreamReply.Words(20, TimeSpan.FromMilliseconds(300)));
        var page = await OpenAsync();
        await page.AskAsync(_question);
        await page.SeesAsync(_question);

        await page.Page.ReloadAsync();

        await RepliedOnceAsync(page);
    }

    [BrowserFact]
    public async Task Process_that_takes_over_continues_the_answer()
    {
        await using var second = await house.StartProductAsync();
        var page = await OpenAsync();
        await page.AskAsync(_question);
        await page.SeesAsync("mot4");

        _server.Leads = [second.Address];
        _server.Cut();

        await RepliedOnceAsync(page);
        await page.AskAsync("Et encore ?");
        await Assertions.Expect(page.Log.GetByText(Whole, new() { Exact = true })).ToHaveCountAsync(2);
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task Answer_is_whole_when_each_call_meets_another_process()
    {
        await using var second = await house.StartProductAsync();
        _server.Leads = [house.Product.Address, second.Address];
        var page = await OpenAsync();
        await page.AskAsync(_question);
        await page.SeesAsync("mot4");
        _server.Cut();
        await page.SeesAsync("mot9");

        await page.Page.ReloadAsync();

        await RepliedOnceAsync(page);
    }

    [BrowserFact]
    public async Task Two_pages_at_once()
    {
        var page = await OpenAsync();
        await page.AskAsync(_question);
        await page.SeesAsync("mot2");

        var other = await page.Page.Context.NewPageAsync();
        await other.GotoAsync(_address);
        var log = other.Locator("iafluence-widget").GetByRole(AriaRole.Log);
        await other.GetByRole(AriaRole.Button, new() { Name = Says.Launcher }).ClickAsync();

        await Assertions.Expect(log.GetByText(Whole, new() { Exact = true })).ToHaveCountAsync(1);
        await RepliedOnceAsync(page);
    }

    private async Task<WidgetPage> OpenAsync()
    {
        var page = await WidgetPage.OpenAsync(chromium, _address, [_server.Address]);
        return await page.OpenPanelAsync();
    }

    // Seen once, stored once, paid for once.
    private async Task RepliedOnceAsync(WidgetPage page)
    {
        await Assertions.Expect(page.Log.GetByText(Whole, new() { Exact = true })).ToHaveCountAsync(1);
        await Assertions.Expect(page.Log.GetByText(_question, new() { Exact = true })).ToHaveCountAsync(1);
        await Assertions.Expect(page.Button(Says.Helpful)).ToHaveCountAsync(1);
        Assert.Single(house.Upstream.Calls, call => call.Messages[^1].Contains(_question, StringComparison.Ordinal));
        var stored = await house.StoredAsync<Message>();
        var asked = Assert.Single(stored, message => message.Text == _question);
        Assert.Equal(Whole, Assert.Single(stored, message => message.ConversationId == asked.ConversationId && message.Role != MessageRole.Visitor).Text);
    }

    public sealed class House(WidgetStage stage) : LoopbackInstallation
    {
        protected override IReadOnlyList<string[]> Routes => [["slow"]];

        protected override IReadOnlyList<string> Origins => [Origin, stage.Site.Origin];
    }
}
