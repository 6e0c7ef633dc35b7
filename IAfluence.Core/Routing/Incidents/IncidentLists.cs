using IAfluence.Core.Storage;

namespace IAfluence.Core.Routing.Incidents;

/// <summary>Incidents for reading.</summary>
public sealed class IncidentLists(PlatformDocuments<Incident> incidents)
{
    /// <summary>Newest first.</summary>
    /// <param name="state">Only these; null for all.</param>
    /// <param name="after">The page's cursor; null for the first.</param>
    public Task<DocumentPage<Incident>> ListAsync(IncidentState? state, string? after, int take, CancellationToken ct) => incidents.ListAsync(
        DocumentQuery<Incident>.Where(state is { } only ? Filter<Incident>.Eq(incident => incident.State, only) : Filter<Incident>.All)
            .ByDescending(incident => incident.OpenedAt).Take(take).StartAfter(after),
        ct);
}
