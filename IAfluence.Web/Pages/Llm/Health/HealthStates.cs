using IAfluence.Core.Providers;
using IAfluence.Core.Quotas;
using IAfluence.Core.Storage;
using IAfluence.Core.Usage;

namespace IAfluence.Web.Pages.Llm.Health;

/// <summary>Reads the state of every model from the counters, the circuits and the quotas.</summary>
public sealed class HealthStates(UsageQuery usage, HealthNames names, ModelStandings standings, QuotaService quotas, TimeProvider time)
{
    /// <returns>The default route's models first, in its order; then the others by provider and name.</returns>
    public async Task<IReadOnlyList<ModelRow>> ReadAsync(PlatformPass pass, HealthWindow window, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var recent = await ByModelAsync(pass, StartOf(window, now), now, AttemptPurpose.Reply, ct);
        var month = await ByModelAsync(pass, SpendForecast.MonthOf(now), now, null, ct);
        var standing = await standings.ReadAsync(ct);
        var providers = await names.ProvidersAsync(ct);

        var ofProvider = new Dictionary<ProviderId, QuotaStatus?>();
        foreach (var provider in providers.Values)
            ofProvider[provider.Id] = await quotas.FindStatusOrNullAsync(provider, ct);
        var states = new List<ModelRow>();
        foreach (var model in (await names.ModelsAsync(ct)).Values)
        {
            states.Add(new ModelRow(
                model.Id,
                model.Id == BuiltinProvider.ModelId ? null : model.Name,
                providers.GetValueOrDefault(model.ProviderId)?.Key ?? model.ProviderId.Value,
                standing.Of(model.Id),
                await quotas.FindStatusOrNullAsync(model, ct),
                ofProvider.GetValueOrDefault(model.ProviderId),
                recent.GetValueOrDefault(model.Id, UsageFigures.None),
                month.GetValueOrDefault(model.Id, UsageFigures.None).CostMicros));
        }

        var places = standings.Route.Select((id, place) => (id, place)).DistinctBy(pair => pair.id).ToDictionary(pair => pair.id, pair => pair.place);
        return [.. states
            .OrderBy(state => places.GetValueOrDefault(state.Id, int.MaxValue))
            .ThenBy(state => state.State.Standing == ModelStanding.Off)
            .ThenBy(state => state.ProviderKey, StringComparer.Ordinal)
            .ThenBy(state => state.Name, StringComparer.Ordinal)];
    }

    private static DateTimeOffset StartOf(HealthWindow window, DateTimeOffset now) => window switch
    {
        HealthWindow.Hour => UsageSpan.QuarterHour.Floor(now.AddHours(-1)),
        HealthWindow.Day => UsageSpan.Hour.Floor(now.AddDays(-1)),
        _ => UsageSpan.Hour.Floor(now.AddDays(-7)),
    };

    private async Task<Dictionary<ModelId, UsageFigures>> ByModelAsync(
        PlatformPass pass, DateTimeOffset from, DateTimeOffset now, AttemptPurpose? purpose, CancellationToken ct)
    {
        // Until the end of the day, because the current usage is in counters that end later.
        var filter = new UsageFilter(new UsageScope.Everywhere(pass), from, UsageSpan.Day.Floor(now).AddDays(1)) { Purpose = purpose };
        var rows = await usage.SumAsync(filter, UsageGrouping.Model, TimeZoneInfo.Utc, ct);
        return rows.ToDictionary(row => row.Key.ModelId!.Value, row => row.Figures);
    }
}
