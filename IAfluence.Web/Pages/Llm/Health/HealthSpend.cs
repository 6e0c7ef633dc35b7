using System.Globalization;
using IAfluence.Core.Storage;
using IAfluence.Core.Usage;

namespace IAfluence.Web.Pages.Llm.Health;

/// <summary>The cost of one model or client this month.</summary>
/// <param name="Name">Null for the total of deleted clients.</param>
/// <param name="ClientId">The client if it still exists; null for a model.</param>
/// <param name="CostMicros">Since the start of the month, in millionths of a US dollar.</param>
/// <param name="ForecastMicros">For the whole month; null when it cannot be estimated.</param>
/// <param name="Share">The share of the month's cost, 0 to 1.</param>
public sealed record SpendRow(string? Name, ClientId? ClientId, long CostMicros, long? ForecastMicros, double Share);

/// <summary>The cost of this month.</summary>
/// <param name="Month">The start of the month in UTC.</param>
/// <param name="CostMicros">So far, including deleted clients.</param>
/// <param name="TodayMicros">Since midnight UTC.</param>
/// <param name="ForecastMicros">For the whole month; null when it cannot be estimated.</param>
/// <param name="ByModel">By cost, highest first.</param>
/// <param name="ByClient">By cost, highest first.</param>
public sealed record Spend(
    DateTimeOffset Month, long CostMicros, long TodayMicros, long? ForecastMicros, IReadOnlyList<SpendRow> ByModel, IReadOnlyList<SpendRow> ByClient);

/// <summary>Reads this month's cost, and estimates the total for the month.</summary>
public sealed class HealthSpend(UsageQuery usage, HealthNames names, PlatformDocuments<ProviderMonth> months, TimeProvider time)
{
    public async Task<Spend> ReadAsync(PlatformPass pass, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var (today, first) = (DateOnly.FromDateTime(now.UtcDateTime), DateOnly.FromDateTime(SpendForecast.MonthOf(now).UtcDateTime));
        var filter = new UsageFilter(new UsageScope.Everywhere(pass), SpendForecast.SinceFor(now), UsageSpan.Day.Floor(now).AddDays(1));
        var rows = await usage.SumAsync(filter, UsageGrouping.Day | UsageGrouping.Model | UsageGrouping.Client, TimeZoneInfo.Utc, ct);
        var costs = rows.Select(row => (Day: DateOnly.FromDateTime(row.Key.Start!.Value.UtcDateTime), row.Key.ModelId, row.Key.ClientId, row.Figures.CostMicros)).ToList();
        var gone = await OfDeletedClientsAsync(first, ct);

        var kept = costs.Where(cost => cost.Day >= first).Sum(cost => cost.CostMicros);
        var total = kept + gone;
        var (models, clients) = (await names.ModelsAsync(ct), await names.ClientsAsync(ct));
        IReadOnlyList<SpendRow> Rows<TKey>(Func<(DateOnly Day, ModelId? ModelId, ClientId? ClientId, long CostMicros), TKey> key, Func<TKey, (string, ClientId?)> nameOf) =>
        [
            .. costs.GroupBy(key)
                .Select(group => (Name: nameOf(group.Key), Days: ByDay(group.Select(cost => (cost.Day, cost.CostMicros)))))
                .Select(row => new SpendRow(
                    row.Name.Item1, row.Name.Item2, Since(row.Days, first), SpendForecast.MonthMicros(row.Days, now), ShareOf(Since(row.Days, first), total)))
                .Where(row => row.CostMicros > 0)
                .OrderByDescending(row => row.CostMicros),
            .. gone > 0 ? [new SpendRow(null, null, gone, gone, ShareOf(gone, total))] : Array.Empty<SpendRow>(),
        ];

        var all = ByDay(costs.Select(cost => (cost.Day, cost.CostMicros)));
        return new Spend(
            SpendForecast.MonthOf(now),
            total,
            all.GetValueOrDefault(today),
            SpendForecast.MonthMicros(all, now) + gone,
            Rows(cost => cost.ModelId!.Value, id => (models.GetValueOrDefault(id)?.Name ?? id.Value, null)),
            Rows(cost => cost.ClientId!.Value, id => (clients.GetValueOrDefault(id)?.Name ?? id.Value, clients.ContainsKey(id) ? id : null)));
    }

    private static Dictionary<DateOnly, long> ByDay(IEnumerable<(DateOnly Day, long CostMicros)> costs) =>
        costs.GroupBy(cost => cost.Day).ToDictionary(day => day.Key, day => day.Sum(cost => cost.CostMicros));

    private static long Since(Dictionary<DateOnly, long> days, DateOnly first) => days.Where(day => day.Key >= first).Sum(day => day.Value);

    private static double ShareOf(long part, long total) => total == 0 ? 0 : part / (double)total;

    /// <summary>The cost of clients deleted this month is stored as a total.</summary>
    private async Task<long> OfDeletedClientsAsync(DateOnly first, CancellationToken ct)
    {
        var month = first.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        var total = 0L;
        string? after = null;
        do
        {
            // Ids start with the month.
            var page = await months.ListAsync(
                DocumentQuery<ProviderMonth>.Where(Filter<ProviderMonth>.Gte(entry => entry.Id, new ProviderMonthId(month))).Take(DocumentQuery<ProviderMonth>.MaxLimit).StartAfter(after), ct);
            total += page.Items.Where(entry => entry.Month == month).Sum(entry => entry.CostMicros);
            after = page.Next;
        }
        while (after is not null);
        return total;
    }
}
