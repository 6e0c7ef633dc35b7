using IAfluence.Core.Storage;

namespace IAfluence.Core.Usage;

/// <summary>Adds ledger entries to the counters. An entry that is added twice, by a repetition or by two processes, counts once.</summary>
public sealed class UsageCounterWriter(ClientDocuments<UsageCounter> counters, ClientDocuments<FailedAttempt> failures, TimeProvider time)
{
    /// <summary>The maximum number of concurrent writes, so that the writes of a reply do not wait behind many of these.</summary>
    private const int MaxConcurrentWrites = 32;

    /// <param name="entries">Entries in the order in which they were closed, without gaps.</param>
    public async Task ApplyAsync(long generation, IReadOnlyList<Attempt> entries, CancellationToken ct)
    {
        var oldest = time.GetUtcNow() - FailedAttempt.KeptFor;
        var work = UsageSpans.All
            .SelectMany(span => entries.GroupBy(entry => UsageCounter.IdOf(generation, span, entry)).Select(group =>
                (Func<Task>)(() => CountAsync(generation, span, group.Key, [.. group], ct))))
            .Concat(entries.Where(entry => FailedAttempt.Is(entry) && entry.StartedAt > oldest).Select(entry =>
                (Func<Task>)(() => failures.Insert(entry.ClientId, FailedAttempt.Of(entry)).AsTask())));
        foreach (var chunk in work.Chunk(MaxConcurrentWrites))
        {
            ct.ThrowIfCancellationRequested();
            await Task.WhenAll(chunk.Select(start => start()));
        }
    }

    private async Task CountAsync(long generation, UsageSpan span, UsageCounterId id, IReadOnlyList<Attempt> entries, CancellationToken ct)
    {
        var first = entries[0];
        while (true)
        {
            var current = await counters.FindOrNullAsync(first.ClientId, id, ct);
            var fresh = entries.Where(entry => LedgerPosition.Of(entry).CompareTo(current?.Through) > 0).ToList();
            if (fresh.Count == 0)
                return;
            var sum = new UsageAccumulator();
            sum.Add(current?.Figures ?? UsageFigures.None);
            fresh.ForEach(sum.Add);
            var (through, figures) = (LedgerPosition.Of(fresh[^1]), sum.ToFigures());
            var written = current is not null
                ? await counters.Replace(first.ClientId, current with { Through = through, Figures = figures }) == PutResult.Replaced
                : await counters.Insert(first.ClientId, new UsageCounter
                {
                    Id = id,
                    ClientId = first.ClientId,
                    Generation = generation,
                    Span = span,
                    Start = span.Floor(first.StartedAt),
                    ChatbotId = first.ChatbotId,
                    ModelId = first.ModelId,
                    ProviderId = first.ProviderId,
                    Purpose = first.Purpose,
                    Through = through,
                    Figures = figures,
                }) == InsertResult.Inserted;
            if (written)
                return;
        }
    }
}
