using IAfluence.Tests.Testing;
using Microsoft.Playwright;

namespace IAfluence.Tests.Browser.Widget;

/// <summary>
/// What the widget costs the page around it: no task of more than 50 ms that a blank page has not (total blocking time 0), nothing that moves
/// (layout shift 0), while it loads, opens, answers and closes. What is counted is tasks and shifts, not times; a machine that is busy with something else makes long
/// tasks of its own, so the calmest of a few visits counts: a task that is the widget's own comes every time.
/// </summary>
[Collection(BrowserCollection.Name)]
public sealed class CalmTests(Chromium chromium, WidgetStage stage)
{
    private const int Visits = 10;

    [BrowserFact]
    public async Task Widget_blocks_nothing_and_moves_nothing()
    {
        var chatbot = stage.Api.HasChatbot();
        var blank = stage.Site.Has(new SitePage(""));
        var address = stage.Site.Has(new SitePage(stage.Snippet(chatbot)));
        string last = "";

        for (var visit = 0; visit < Visits; visit++)
        {
            var without = await VisitAsync(blank, opens: false);
            var with = await VisitAsync(address, opens: true);
            // What moves moves each time.
            Assert.Equal([], with.Shifts);
            if (with.Blocked <= without.Blocked)
                return;
            last = $"{with.Blocked:0} ms blocked, {without.Blocked:0} without the widget: {string.Join(", ", with.Tasks)}";
        }

        Assert.Fail(last);
    }

    private async Task<Seen> VisitAsync(string address, bool opens)
    {
        var page = await WidgetPage.OpenAsync(chromium, address, [stage.Api.Address], before: page => page.AddInitScriptAsync(Watch));
        if (opens)
        {
            await Assertions.Expect(page.Launcher).ToBeVisibleAsync();
            await page.Page.WaitForTimeoutAsync(800);
            await page.OpenPanelAsync();
            await page.SeesAsync("Bonjour !");
            await page.AskAsync("Et alors ?");
            await page.SeesAsync("D’accord.");
            await page.Page.WaitForTimeoutAsync(300);
            await page.Button(Says.Close).ClickAsync();
            await Assertions.Expect(page.Input).ToBeHiddenAsync();
        }

        await page.Page.WaitForTimeoutAsync(300);
        var seen = await page.Page.EvaluateAsync<Seen>("() => window.seen()");
        Assert.Empty(page.Complaints);
        await page.CloseAsync();
        return seen;
    }

    // Shifts right after a click are what a visitor asks for, and are left out of the usual measure; here they count too.
    private const string Watch = """
        const tasks = [], shifts = [];
        new PerformanceObserver(list => tasks.push(...list.getEntries())).observe({ type: "longtask", buffered: true });
        new PerformanceObserver(list => shifts.push(...list.getEntries())).observe({ type: "layout-shift", buffered: true });
        window.seen = () => ({
          blocked: tasks.reduce((sum, task) => sum + Math.max(0, task.duration - 50), 0),
          tasks: tasks.map(task => `${Math.round(task.startTime)}+${Math.round(task.duration)}`),
          shifts: shifts.map(shift => `${shift.value} at ${Math.round(shift.startTime)}: ${shift.sources.map(source => source.node?.nodeName).join(" ")}`),
        });
        """;

    private sealed record Seen
    {
        public double Blocked { get; init; }

        public string[] Tasks { get; init; } = [];

        public string[] Shifts { get; init; } = [];
    }
}
