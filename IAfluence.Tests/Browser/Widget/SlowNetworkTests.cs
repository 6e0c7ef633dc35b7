using IAfluence.Tests.Testing;
using Microsoft.Playwright;

namespace IAfluence.Tests.Browser.Widget;

/// <summary>On a slow 3G network (400 ms away, 50 kB/s) a visitor opens the widget and reads an answer while it is made.</summary>
[Collection(BrowserCollection.Name)]
public sealed class SlowNetworkTests(Chromium chromium, WidgetStage stage)
{
    [BrowserFact]
    public async Task A_visitor_opens_asks_and_reads()
    {
        var chatbot = stage.Api.HasChatbot();
        chatbot.Reply = async reply =>
        {
            await reply.StartAsync();
            for (var word = 1; word <= 20; word++)
            {
                await reply.TokenAsync($"mot{word} ");
                await Task.Delay(50);
            }

            await reply.DoneAsync();
        };
        var address = stage.Site.Has(new SitePage(stage.Snippet(chatbot)));
        var page = await WidgetPage.OpenAsync(chromium, address, [stage.Api.Address], before: SlowAsync);

        // The page waits for nothing of the widget's.
        await Assertions.Expect(page.Page.GetByText("Pains et viennoiseries.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Launcher).ToBeVisibleAsync();
        await page.Launcher.ClickAsync();
        await page.SeesAsync("Bonjour !");
        await page.AskAsync("Racontez");
        await page.SeesAsync("mot1 ");
        await page.SeesAsync("mot20");

        Assert.Single(chatbot.Asked);
        Assert.Empty(page.Complaints);
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task Clicked_at_once_and_asked_by_the_page_nothing_is_lost()
    {
        var chatbot = stage.Api.HasChatbot();
        var address = stage.Site.Has(new SitePage(stage.Snippet(chatbot)));
        var page = await WidgetPage.OpenAsync(chromium, address, [stage.Api.Address], before: SlowAsync);
        await Assertions.Expect(page.Launcher).ToBeVisibleAsync();

        await page.Page.EvaluateAsync("() => { IAfluence.ask('Un'); IAfluence.ask('Deux'); }");

        await Assertions.Expect(page.Log.GetByText("D’accord.")).ToHaveCountAsync(2);
        Assert.Equal(["Un", "Deux"], chatbot.Asked.Select(call => call.Text("text")));
        await page.CloseAsync();
    }

    private static async Task SlowAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("Network.enable");
        await session.SendAsync("Network.emulateNetworkConditions", new() { ["offline"] = false, ["latency"] = 400, ["downloadThroughput"] = 50_000, ["uploadThroughput"] = 50_000 });
    }
}
