using System.Globalization;
using System.Text.Json;
using IAfluence.Tests.Testing;
using Microsoft.Playwright;

namespace IAfluence.Tests.Browser.Widget;

/// <summary>Whatever an answer holds, nothing of it runs, nothing is asked of another host, and the page goes on.</summary>
[Collection(BrowserCollection.Name)]
public sealed class HostileReplyTests(Chromium chromium, WidgetStage stage)
{
    // Ends a task that hangs: parsing whose time grows with the square of an answer's length takes minutes on any machine.
    private const int LongestTaskMilliseconds = 20_000;

    [BrowserFact]
    public async Task Hostile_answers_are_a_hundred_at_least()
    {
        Assert.True(HostileReply.All.Count >= 100);
        Assert.Equal(HostileReply.All.Count, HostileReply.All.Select(each => each.Why).Distinct().Count());
        await Task.CompletedTask;
    }

    [BrowserFact]
    public async Task Streamed_one_after_the_other_none_of_them_does_anything()
    {
        var answers = HostileReply.All.Where(each => !each.IsLong).ToList();
        var (page, chatbot) = await OpenAsync();
        await page.OpenPanelAsync();

        for (var i = 0; i < answers.Count; i++)
            await AskAsync(page, chatbot, answers[i]);

        Assert.Equal(answers.Count, chatbot.Asked.Count);
        await NothingHappenedAsync(page);
    }

    [BrowserFact]
    public async Task Read_again_from_the_history_none_of_them_does_anything()
    {
        var answers = HostileReply.All.Where(each => each is { IsLong: false, Wire: null }).ToList();
        var (page, _) = await OpenAsync(chatbot =>
        {
            foreach (var (answer, i) in answers.Select((answer, i) => (answer, i)))
                chatbot.History.Enqueue(new { id = "h" + i.ToString(CultureInfo.InvariantCulture), role = "assistant", text = answer.Whole, at = "2026-01-02T10:00:00Z", finishReason = "stop", sources = Array.Empty<object>(), rating = (int?)null });
        });
        await page.OpenPanelAsync();

        await Assertions.Expect(page.Articles).ToHaveCountAsync(answers.Count + 1);
        await NothingHappenedAsync(page);
    }

    [BrowserTheory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task However_long_they_are_the_page_goes_on(int part)
    {
        foreach (var answer in HostileReply.All.Where(each => each.IsLong).Where((_, i) => i % 5 == part))
        {
            var (page, chatbot) = await OpenAsync();
            await page.OpenPanelAsync();
            await page.EvaluateApartAsync("void (window.longest = 0, new PerformanceObserver(all => all.getEntries().forEach(task => { window.longest = Math.max(window.longest, task.duration); })).observe({ type: 'longtask' }))");

            await AskAsync(page, chatbot, answer);

            var longest = (await page.EvaluateApartAsync("window.longest")).GetDouble();
            Assert.True(longest < LongestTaskMilliseconds, string.Create(CultureInfo.InvariantCulture, $"{answer.Why}: a task of {longest} ms"));
            await NothingHappenedAsync(page);
        }
    }

    private async Task<(WidgetPage Page, ScriptedChatbot Chatbot)> OpenAsync(Action<ScriptedChatbot>? told = null)
    {
        var chatbot = stage.Api.HasChatbot();
        told?.Invoke(chatbot);
        var address = stage.Site.Has(new SitePage(stage.Snippet(chatbot)));
        var saved = JsonSerializer.Serialize(new { token = chatbot.Token, conversationId = chatbot.Conversation });
        var page = await WidgetPage.OpenAsync(chromium, address, [stage.Api.Address], before: told is null ? null : async page =>
            await page.AddInitScriptAsync($"localStorage.setItem('iafluence:{chatbot.Key}', '{saved}')"));
        return (page, chatbot);
    }

    private static async Task AskAsync(WidgetPage page, ScriptedChatbot chatbot, HostileReply answer)
    {
        chatbot.Reply = reply => answer.SendAsync(reply, chatbot);
        var before = await page.Button(Says.Helpful).CountAsync();
        await page.AskAsync("Suite : " + answer.Why);
        // Its end is seen by what can be done with it.
        await Assertions.Expect(page.Button(Says.Helpful)).ToHaveCountAsync(before + 1);
        if (answer.Sees is not null)
            await Assertions.Expect(page.Articles.Last).ToContainTextAsync(answer.Sees);
    }

    private static async Task NothingHappenedAsync(WidgetPage page)
    {
        var faults = (await page.EvaluateApartAsync(Faults)).EnumerateArray().Select(fault => fault.GetString()).ToList();
        Assert.Empty(faults);
        Assert.False(await page.Page.EvaluateAsync<bool>("() => 'hacked' in window || 'hacked' in {}"));
        Assert.Empty(page.Complaints);
        await page.CloseAsync();
    }

    // What stands in the widget that it may not hold: any element, attribute or address that is not on these lists.
    private const string Faults = """
        (() => {
          const elements = new Set(("p h2 h3 ul ol li a b i strong em del s code pre blockquote hr br table thead tbody tr th td div span section header footer form label input " +
            "textarea button nav article time output canvas svg path circle rect line polyline g dl dt dd details summary dialog").split(" "));
          const attributes = new Set(("class part id role tabindex hidden lang dir href target rel start scope title d viewBox fill stroke stroke-width width height type rows name value " +
            "placeholder enterkeyhint autocomplete autocapitalize autocorrect spellcheck maxlength novalidate inert readonly disabled required for inputmode focusable datetime open closedby popover popovertarget").split(" "));
          const schemes = new Set(["http:", "https:", "mailto:", "tel:"]);
          const faults = [];
          for (const element of document.querySelector("iafluence-widget").shadowRoot.querySelectorAll("*")) {
            if (!elements.has(element.localName)) faults.push("<" + element.localName + ">");
            for (const { name, value } of element.attributes) {
              if (name === "style" && !element.closest("[role=log]")) continue;
              if (!attributes.has(name) && !name.startsWith("aria-") && !name.startsWith("data-")) faults.push(element.localName + " " + name);
              if (name !== "href") continue;
              if (!schemes.has(element.protocol)) faults.push("href " + value);
              if (element.target !== "_blank" || !/\bnoopener\b/.test(element.rel)) faults.push("a link that keeps its opener: " + value);
            }
          }
          return faults;
        })()
        """;
}
