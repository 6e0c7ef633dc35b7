using IAfluence.Core.Storage;

namespace IAfluence.Core.Usage;

/// <summary>Takes entries into the counters. Whatever is taken in twice, by a repetition or by two processes at once, counts once.</summary>
public sealed class UsageCounterWriter(ClientDocuments<UsageCounter> counters, ClientDocuments<FailedAttempt> failures, TimeProvider time)
{
    /// <summary>Writes on their way at once, so that a reply's own writes never queue behind many of these.</summary>
    private const int AtOnce = 32;

    /// <param name="entries">In the order of closing, following each other without a gap.</param>
    public async Task ApplyAsync(long generation, IReadOnlyList<Attempt> entries, CancellationToken ct)
    {
        var oldest = time.GetUtcNow() - FailedAttempt.KeptFor;
        var work = UsageSpans.All
            .SelectMany(span => entries.GroupBy(entry => UsageCounter.IdOf(generation, span, entry)).Select(group =>
                (Func<Task>)(() => CountAsync(generation, span, group.Key, [.. group], ct))))
            .Concat(entries.Where(entry => FailedAttempt.Is(entry) && entry.StartedAt > oldest).Select(entry =>
                (Func<Task>)(() => failures.Insert(entry.ClientId, FailedAttempt.Of(entry)).AsTask())));
        foreach (var chunk in work.Chunk(AtOnce))
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
