using IAfluence.Core.Providers;

namespace IAfluence.Core.Routing.Incidents;

/// <summary>Failures of one model in one way, to be noted together.</summary>
internal sealed record FailureBatch(ModelId ModelId, ProviderFailure Failure, long Count, DateTimeOffset First, DateTimeOffset Last);

/// <summary>
/// Gathers failures: the first is due at once, those after it every few seconds together. Wrong requests are due from the third within ten
/// minutes. For one thread.
/// </summary>
internal sealed class FailureBuffer
{
    private readonly Dictionary<(ModelId, ProviderFailure), Entry> _entries = [];

    public void Add(ModelId model, ProviderFailure failure, DateTimeOffset at)
    {
        if (!_entries.TryGetValue((model, failure), out var entry))
            _entries.Add((model, failure), entry = new Entry());
        if (failure == ProviderFailure.BadRequest && entry.NotedAt is null && entry.Count > 0 && at - entry.First > IncidentRules.BadRequestsWithin)
            entry.Count = 0;
        if (entry.Count++ == 0)
            entry.First = at;
        entry.Last = at;
    }

    /// <summary>Takes what is to be noted now.</summary>
    public IReadOnlyList<FailureBatch> TakeDue(DateTimeOffset now)
    {
        var due = new List<FailureBatch>();
        foreach (var ((model, failure), entry) in _entries.ToList())
        {
            // What has been quiet for an hour begins anew.
            if (entry.Count == 0 && now - entry.NotedAt > IncidentRules.Flapping)
                _entries.Remove((model, failure));
            if (entry.Count == 0
                || now - entry.NotedAt < IncidentRules.CountEvery
                || (failure == ProviderFailure.BadRequest && entry.NotedAt is null && entry.Count < IncidentRules.BadRequestsToOpen))
                continue;
            due.Add(new FailureBatch(model, failure, entry.Count, entry.First, entry.Last));
            (entry.Count, entry.NotedAt) = (0, now);
        }

        return due;
    }

    private sealed class Entry
    {
        public long Count { get; set; }

        public DateTimeOffset First { get; set; }

        public DateTimeOffset Last { get; set; }

        public DateTimeOffset? NotedAt { get; set; }
    }
}
