using IAfluence.Core.Storage;

namespace IAfluence.Core.Routing.Incidents;

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
