using System.Net;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Replies.Running;
using IAfluence.Core.Usage;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Quotas;

/// <summary>What visitors meet as quotas are used up, through the widget API.</summary>
public sealed class UsingUpQuotasTests
{
    private static Dictionary<string, object?> Messages(int messages) => new() { ["quota"] = new { period = "month", messages } };

    [Fact]
    public async Task Used_up_client_answers_with_the_off_message_and_stores_nothing()
    {
        await using var site = await IAfluenceApp.StartWithSpendingAsync(Messages(2), new() { ["accueil"] = new() { ["offMessage"] = "Écrivez-nous à pain@martin.example." } });
        var visitor = site.NewSpender();
        await visitor.AskAsync("Bonjour ?");
        var second = await visitor.AskAsync("Et le pain ?", "second");

        var refused = await visitor.AskAsync("Encore ?", "third");
        var stranger = await site.NewSpender().AskAsync("Bonjour ?", Guid.NewGuid().ToString());
        var repeated = await visitor.AskAsync("Et le pain ?", "second");

        Assert.Equal(
            (HttpStatusCode.TooManyRequests, "quota_exceeded", "Écrivez-nous à pain@martin.example."),
            (refused.Status, refused.Code, refused.Problem!.Value.GetProperty("detail").GetString()));
        Assert.Equal("quota_exceeded", stranger.Code);
        Assert.Equal((second.MessageId, second.Text), (repeated.MessageId, repeated.Text));
        Assert.Equal(4, (await site.StoredAsync<Message>()).Count);
        Assert.Single(await site.StoredAsync<Conversation>());
        Assert.DoesNotContain(await site.StoredAsync<MessageKey>(), key => key.ConversationId.Value != visitor.ConversationId);
        Assert.Equal(2, site.Called.Count);
        Assert.Equal(new QuotaUse(2, 280, 2 * Spending.DearMicros), (await site.QuotaStatusAsync()).Used);
    }

    [Theory]
    [InlineData("fr", "Revenez un peu plus tard")]
    [InlineData("en", "Come back a little later")]
    public async Task Chatbot_without_an_off_message_has_one_in_the_visitors_language(string locale, string words)
    {
        await using var site = await IAfluenceApp.StartWithSpendingAsync(null, new() { ["accueil"] = Messages(1), ["devis"] = [] });
        await site.NewSpender().AskAsync("Bonjour ?");

        var refused = await site.NewSpender().AskAsync("Bonjour ?", locale: locale);
        var other = await site.NewSpender("devis").AskAsync("Bonjour ?");

        Assert.Equal("quota_exceeded", refused.Code);
        Assert.Contains(words, refused.Problem!.Value.GetProperty("detail").GetString());
        Assert.NotNull(other.Done);
    }

    [Fact]
    public async Task Ladder_goes_down_step_by_step_and_marks_each_once()
    {
        await using var site = await IAfluenceApp.StartWithSpendingAsync(Messages(10));

        for (var number = 1; number <= 10; number++)
            Assert.NotNull((await site.NewSpender().AskAsync("Combien coûte le pain de campagne ?")).Done);
        var refused = await site.NewSpender().AskAsync("Combien coûte le pain de campagne ?");
        await site.NewSpender().AskAsync("Combien coûte le pain de campagne ?");

        // At 70 % the cheaper model comes first; at 90 % the chatbot's knowledge answers; at 100 % the off-message.
        Assert.Equal([.. Enumerable.Repeat(Spending.Dear, 7), Spending.Small, Spending.Small], site.Called);
        Assert.Contains((await site.StoredAsync<Message>()).OrderBy(message => message.At), message => message.Text.Contains("quatre euros vingt", StringComparison.Ordinal));
        Assert.Equal("quota_exceeded", refused.Code);
        Assert.Equal(["alert 100", "alert 50", "alert 80", "step Cheaper", "step Knowledge", "step Off"], await site.QuotaMarksAsync());
    }

    [Fact]
    public async Task Steps_are_taken_where_the_client_has_them()
    {
        var client = Messages(10);
        client["ladder"] = new { cheaperPercent = 20, knowledgePercent = (int?)null };
        await using var site = await IAfluenceApp.StartWithSpendingAsync(client);

        for (var number = 1; number <= 10; number++)
            await site.NewSpender().AskAsync("Bonjour ?");

        Assert.Equal([Spending.Dear, Spending.Dear, .. Enumerable.Repeat(Spending.Small, 8)], site.Called);
        Assert.Equal(["alert 100", "alert 50", "alert 80", "step Cheaper"], await site.QuotaMarksAsync());
    }

    [Fact]
    public async Task Model_whose_quota_is_used_up_is_passed_over_without_a_call()
    {
        await using var site = await IAfluenceApp.StartWithSpendingAsync(modelQuotas: new() { [Spending.Dear] = new { period = "day", cost = 0.1 } });

        for (var number = 1; number <= 5; number++)
            Assert.NotNull((await site.NewSpender().AskAsync("Bonjour ?")).Done);
        site.Time.Advance(TimeSpan.FromDays(1));
        await site.NewSpender().AskAsync("Bonjour ?");

        // Three answers reach the ceiling of a tenth of a dollar; the next day begins anew.
        Assert.Equal([Spending.Dear, Spending.Dear, Spending.Dear, Spending.Small, Spending.Small, Spending.Dear], site.Called);
    }

    [Fact]
    public async Task Failed_attempts_are_in_the_quota_as_they_are_in_the_ledger()
    {
        await using var site = await IAfluenceApp.StartWithSpendingAsync(Messages(100), new() { ["accueil"] = new() { ["route"] = new[] { "quota", Spending.Small } } });

        await site.NewSpender().AskAsync("Bonjour ?");

        var ledger = await site.StoredAsync<Attempt>();
        Assert.Equal(2, ledger.Count);
        Assert.Equal(
            new QuotaUse(1, ledger.Sum(entry => entry.InputTokens + entry.OutputTokens), ledger.Sum(entry => entry.CostMicros)),
            (await site.QuotaStatusAsync()).Used);
    }

    [Fact]
    public async Task Next_month_begins_in_the_clients_own_time_zone()
    {
        await using var site = await IAfluenceApp.StartWithSpendingAsync(Messages(1));
        await site.NewSpender().AskAsync("Bonjour ?");
        Assert.Equal("quota_exceeded", (await site.NewSpender().AskAsync("Bonjour ?")).Code);
        var end = (await site.QuotaStatusAsync()).Span.End;

        site.Time.Advance(end - site.Time.GetUtcNow() + TimeSpan.FromMilliseconds(1));
        // The published chatbots are read again after half a second of the system's time.
        Assert.NotNull((await site.NewSpender().AskAsync("Bonjour ?")).Done);
        Assert.Equal(new TimeOnly(0, 0), TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(end, TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris")).DateTime));
    }
}
