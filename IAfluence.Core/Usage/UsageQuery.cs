using IAfluence.Core.Storage;

namespace IAfluence.Core.Usage;

/// <summary>
/// Sums usage from the counters and, for entries that are not counted yet, from the ledger. The result always equals the exact sum over the closed ledger
/// entries that the filter selects.
/// </summary>
public sealed class UsageQuery(UsageProjections projection, ClientDocuments<UsageCounter> counters, ClosedEntries entries, PlatformReaders readers)
{
    /// <summary>Returns the total of all selected entries.</summary>
    public async Task<UsageFigures> TotalAsync(UsageFilter filter, CancellationToken ct) =>
        (await SumAsync(filter, UsageGrouping.None, TimeZoneInfo.Utc, ct)) is [var row] ? row.Figures : UsageFigures.None;

    /// <param name="zone">The time zone of hours and days; ignored when not grouped by either.</param>
    /// <returns>The rows that have entries, ordered by their start; the order is undefined when not grouped by hour or day.</returns>
    public async Task<IReadOnlyList<UsageRow>> SumAsync(UsageFilter filter, UsageGrouping by, TimeZoneInfo zone, CancellationToken ct)
    {
        var runs = UsageRuns.Of(filter.From, filter.To, by, zone);
        while (true)
        {
            var state = await projection.ReadAsync(ct);
            var sum = new Sum(by, runs, state);
            // The ledger is read first: an entry that is counted in the meantime is then read twice and skipped once, and never missed.
            var tail = await TailAsync(filter, state.Through, ct);
            foreach (var run in runs.Runs)
                await AddAsync(sum, filter, filter.OfCounters(state.Generation, run), ct);
            sum.Add(tail);
            if ((await projection.ReadAsync(ct)).Generation == state.Generation)
                return sum.Rows();
        }
    }

    private async Task<List<Attempt>> TailAsync(UsageFilter filter, LedgerPosition? after, CancellationToken ct)
    {
        var tail = new List<Attempt>();
        foreach (var pages in filter.Scope switch
        {
            UsageScope.Everywhere everywhere => [entries.ReadAsync(everywhere.Pass, after, null, ct)],
            UsageScope.Of of => of.ClientIds.Select(clientId => entries.ReadAsync(clientId, after, null, ct)),
            _ => throw new ArgumentException("The scope is unknown.", nameof(filter)),
        })
        {
            await foreach (var page in pages)
                tail.AddRange(page.Where(filter.Selects));
        }

        return tail;
    }

    private async Task AddAsync(Sum sum, UsageFilter filter, Filter<UsageCounter> selected, CancellationToken ct)
    {
        var query = DocumentQuery<UsageCounter>.Where(selected).By(counter => counter.Start).Take(DocumentQuery<UsageCounter>.MaxLimit);
        if (filter.Scope is UsageScope.Everywhere everywhere)
        {
            var reader = readers.Open<UsageCounter>(everywhere.Pass);
            await AddAsync(sum, query, reader.ListAsync, ct);
        }
        else if (filter.Scope is UsageScope.Of of)
        {
            foreach (var clientId in of.ClientIds)
                await AddAsync(sum, query, (next, token) => counters.ListAsync(clientId, next, token), ct);
        }
    }

    private static async Task AddAsync(Sum sum, DocumentQuery<UsageCounter> query, Func<DocumentQuery<UsageCounter>, CancellationToken, Task<DocumentPage<UsageCounter>>> list, CancellationToken ct)
    {
        string? cursor = null;
        do
        {
            var page = await list(query.StartAfter(cursor), ct);
            foreach (var counter in page.Items)
                sum.Add(counter);
            cursor = page.Next;
        }
        while (cursor is not null);
    }

    private sealed class Sum(UsageGrouping by, UsageRuns runs, UsageProjection state)
    {
        private readonly Dictionary<UsageKey, UsageAccumulator> _sums = [];
        private readonly Dictionary<UsageCounterId, LedgerPosition> _ahead = [];

        public void Add(UsageCounter counter)
        {
            if (counter.Through.CompareTo(state.Through) > 0)
                _ahead[counter.Id] = counter.Through;
            SumOf(new UsageKey(counter.Start, counter.ClientId, counter.ChatbotId, counter.ModelId, counter.ProviderId, counter.Purpose)).Add(counter.Figures);
        }

        /// <param name="tail">Selected entries after the position of the projection.</param>
        public void Add(IEnumerable<Attempt> tail)
        {
            foreach (var entry in tail)
            {
                var counter = UsageCounter.IdOf(state.Generation, runs.SpanOf(entry.StartedAt), entry);
                if (LedgerPosition.Of(entry).CompareTo(_ahead.GetValueOrDefault(counter)) > 0)
                    SumOf(new UsageKey(entry.StartedAt, entry.ClientId, entry.ChatbotId, entry.ModelId, entry.ProviderId, entry.Purpose)).Add(entry);
            }
        }

        public IReadOnlyList<UsageRow> Rows() => [.. _sums.OrderBy(sum => sum.Key.Start).Select(sum => new UsageRow(sum.Key, sum.Value.ToFigures()))];

        private UsageAccumulator SumOf(UsageKey full)
        {
            var key = new UsageKey(
                by.HasFlag(UsageGrouping.Hour) || by.HasFlag(UsageGrouping.Day) ? runs.GroupOf(full.Start!.Value) : null,
                by.HasFlag(UsageGrouping.Client) ? full.ClientId : null,
                by.HasFlag(UsageGrouping.Chatbot) ? full.ChatbotId : null,
                by.HasFlag(UsageGrouping.Model) ? full.ModelId : null,
                by.HasFlag(UsageGrouping.Provider) ? full.ProviderId : null,
                by.HasFlag(UsageGrouping.Purpose) ? full.Purpose : null);
            if (!_sums.TryGetValue(key, out var sum))
                _sums[key] = sum = new UsageAccumulator();
            return sum;
        }
    }
}
