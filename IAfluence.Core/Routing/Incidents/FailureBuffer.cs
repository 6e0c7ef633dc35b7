using IAfluence.Core.Providers;

namespace IAfluence.Core.Routing.Incidents;

/// <summary>Failures of one model with the same cause, recorded together.</summary>
internal sealed record FailureBatch(ModelId ModelId, ProviderFailure Failure, long Count, DateTimeOffset First, DateTimeOffset Last);

/// <summary>
/// Collects failures. The first one of a model and cause is due at once; later ones are due together every 5 seconds. Invalid requests are due only from
/// the third within 10 minutes. Not thread-safe.
/// </summary>
internal sealed class FailureBuffer
{
    private readonly Dictionary<(ModelId, ProviderFailure), Entry> _entries = [];

    public void Add(ModelId model, ProviderFailure failure, DateTimeOffset at)
    {
        if (!_entries.TryGetValue((model, failure), out var entry))
            _entries.Add((model, failure), entry = new Entry());
        if (failure == ProviderFailure.BadRequest && entry.RecordedAt is null && entry.Count > 0 && at - entry.First > IncidentRules.BadRequestsWithin)
            entry.Count = 0;
        if (entry.Count++ == 0)
            entry.First = at;
        entry.Last = at;
    }

    /// <summary>Removes and returns the failures to record now.</summary>
    public IReadOnlyList<FailureBatch> TakeDue(DateTimeOffset now)
    {
        var due = new List<FailureBatch>();
        foreach (var ((model, failure), entry) in _entries.ToList())
        {
            // After an hour without failures the entry starts again.
            if (entry.Count == 0 && now - entry.RecordedAt > IncidentRules.Flapping)
                _entries.Remove((model, failure));
            if (entry.Count == 0
                || now - entry.RecordedAt < IncidentRules.CountEvery
                || (failure == ProviderFailure.BadRequest && entry.RecordedAt is null && entry.Count < IncidentRules.BadRequestsToOpen))
                continue;
            due.Add(new FailureBatch(model, failure, entry.Count, entry.First, entry.Last));
            (entry.Count, entry.RecordedAt) = (0, now);
        }

        return due;
    }

    private sealed class Entry
    {
        public long Count { get; set; }

        public DateTimeOffset First { get; set; }

        public DateTimeOffset Last { get; set; }

        public DateTimeOffset? RecordedAt { get; set; }
    }
}
