using IAfluence.Core.Quotas;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Usage;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Quotas;

/// <summary>A month of visitors, many at once, with the clock set forward day by day.</summary>
public sealed class MonthOfSpendingTests
{
    private const int Visitors = 16;

    [Fact]
    public async Task Spend_never_exceeds_the_cap_by_more_than_one_answer_for_each_visitor()
    {
        const long Cap = 10_000_000;
        await using var site = await IAfluenceApp.StartWithSpendingAsync(new()
        {
            ["quota"] = new { period = "month", cost = Cap / 1_000_000 },
            ["ladder"] = new { cheaperPercent = (int?)null, knowledgePercent = (int?)null },
        });
        await GoToStartOfMonthAsync(site);
        var (answered, refused) = (0, 0);

        for (var day = 1; day <= 28; day++, site.Time.Advance(TimeSpan.FromDays(1)))
        {
            var replies = await Task.WhenAll(Enumerable.Range(0, Visitors).Select(_ => site.NewSpender().AskAsync("Bonjour ?")));
            answered += replies.Count(reply => reply.Done is not null);
            refused += replies.Count(reply => reply.Code == "quota_exceeded");
            Assert.InRange((await site.QuotaStatusAsync()).Used.CostMicros, 0, Cap + (Visitors * Spending.DearMicros));
        }

        // 250 answers fill the cap; as many as were under way at that moment may come on top.
        Assert.Equal(28 * Visitors, answered + refused);
        Assert.InRange(answered, 250, 250 + Visitors);
        await AgreesWithTheLedgerAsync(site, answered);
        Assert.Equal(["alert 100", "alert 50", "alert 80", "step Off"], await site.QuotaMarksAsync());
    }

    [Fact]
    public async Task Steps_and_alerts_come_once_and_the_next_month_begins_anew()
    {
        const int Messages = 200;
        await using var site = await IAfluenceApp.StartWithSpendingAsync(new() { ["quota"] = new { period = "month", messages = Messages } });
        await GoToStartOfMonthAsync(site);
        var answered = 0;

        for (var day = 1; day <= 20; day++, site.Time.Advance(TimeSpan.FromDays(1)))
        {
            var replies = await Task.WhenAll(Enumerable.Range(0, Visitors).Select(_ => site.NewSpender().AskAsync("Combien coûte le pain ?")));
            answered += replies.Count(reply => reply.Done is not null);
        }

        // Messages are whole: of them not one comes on top.
        Assert.Equal(Messages, answered);
        await AgreesWithTheLedgerAsync(site, answered);
        var everything = new[] { "alert 100", "alert 50", "alert 80", "step Cheaper", "step Knowledge", "step Off" };
        Assert.Equal(everything, await site.QuotaMarksAsync());

        site.Time.Advance((await site.QuotaStatusAsync()).Span.End - site.Time.GetUtcNow());
        Assert.Equal((QuotaUse.None, 0), ((await site.QuotaStatusAsync()).Used, (await site.QuotaStatusAsync()).Marks.Count));
        Assert.NotNull((await site.NewSpender().AskAsync("Bonjour ?")).Done);
        Assert.Equal(Spending.Dear, site.Called[^1]);
    }

    /// <summary>So that a month of the test is one month of the client's calendar.</summary>
    private static async Task GoToStartOfMonthAsync(IAfluenceApp site) =>
        site.Time.Advance((await site.QuotaStatusAsync()).Span.End - site.Time.GetUtcNow() + TimeSpan.FromHours(8));

    private static async Task AgreesWithTheLedgerAsync(IAfluenceApp site, int answered)
    {
        var ledger = await site.StoredAsync<Attempt>();
        var window = Assert.Single(await site.StoredAsync<ClientQuotaWindow>());
        var used = new QuotaUse(answered, ledger.Sum(entry => entry.InputTokens + entry.OutputTokens), ledger.Sum(entry => entry.CostMicros));
        Assert.Equal((used, used, 0L, 0), (window.Used, window.Taken, window.OpenCount, window.Open.Count));
        Assert.Equal(answered, (await site.StoredAsync<Message>()).Count(message => message.Role == MessageRole.Visitor));
    }
}
