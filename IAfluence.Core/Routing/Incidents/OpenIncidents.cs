using IAfluence.Core.Storage;

namespace IAfluence.Core.Routing.Incidents;

/// <summary>The open incidents, in memory and a few seconds old. Used where the store must not be read: in the banner of every page and while replies run.</summary>
public sealed class OpenIncidents(PlatformDocuments<Incident> incidents)
{
    private const int MaxOpen = 200;

    private readonly Remembered<IReadOnlyList<Incident>> _open = new(new Freshness(), [], async _ => (await incidents.ListAsync(
        DocumentQuery<Incident>.Where(Filter<Incident>.Eq(incident => incident.State, IncidentState.Open)).ByDescending(incident => incident.OpenedAt).Take(MaxOpen),
        CancellationToken.None)).Items);

    /// <summary>The open incidents, newest first.</summary>
    public IReadOnlyList<Incident> Open => _open.Latest;

    public bool IsFailing(ModelId model) => _open.Latest.Any(incident => incident.ModelId == model);

    internal bool AwaitsSuccessOf(ModelId model)
    {
        // Called for every reply, so it allocates no enumerator.
        var open = _open.Latest;
        for (var at = 0; at < open.Count; at++)
        {
            if (open[at].ModelId == model && !(open[at].LastSuccessAt > open[at].LastFailureAt))
                return true;
        }

        return false;
    }

    internal Task<IReadOnlyList<Incident>> RefreshAsync(CancellationToken ct) => _open.RefreshAsync(ct);
}

/// <summary>Lists incidents.</summary>
public sealed class IncidentLists(PlatformDocuments<Incident> incidents)
{
    /// <summary>Lists incidents, newest first.</summary>
    /// <param name="state">Lists only incidents in this state; null for all.</param>
    /// <param name="after">The cursor of the page; null for the first page.</param>
    public Task<DocumentPage<Incident>> ListAsync(IncidentState? state, string? after, int take, CancellationToken ct) => incidents.ListAsync(
        DocumentQuery<Incident>.Where(state is { } only ? Filter<Incident>.Eq(incident => incident.State, only) : Filter<Incident>.All)
            .ByDescending(incident => incident.OpenedAt).Take(take).StartAfter(after),
        ct);
}
