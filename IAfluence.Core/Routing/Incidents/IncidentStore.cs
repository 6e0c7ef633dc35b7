using IAfluence.Core.Providers;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Routing.Incidents;

/// <summary>
/// Opens, updates and closes incidents. Every step is one conditional write to one document, so it takes effect once across processes. The same write
/// marks the announcement that is to be sent.
/// </summary>
internal sealed class IncidentStore(
    PlatformDocuments<Incident> incidents, PlatformDocuments<Model> models, PlatformDocuments<Provider> providers, ProviderCatalog catalog, TimeProvider time)
{
    /// <summary>Records failures.</summary>
    /// <returns>The incident when it has a pending announcement; otherwise null.</returns>
    public async Task<Incident?> FailedAsync(FailureBatch failed, CancellationToken ct)
    {
        var slot = Incident.SlotOf(failed.ModelId, failed.Failure);
        while (true)
        {
            var current = await incidents.FirstOrNullAsync(DocumentQuery<Incident>.Where(Filter<Incident>.Eq(incident => incident.Slot, slot)), ct);
            if (current is null)
            {
                if (await OpenOrNullAsync(failed, slot, ct) is { } opened)
                    return opened;
                continue;
            }

            if (current.State == IncidentState.Closed && failed.Last - current.ClosedAt >= IncidentRules.Flapping)
            {
                // The incident ended long ago, so this failure opens another one.
                await incidents.Modify(current.Id, new Update<Incident>().Unset(incident => incident.Slot), Filter<Incident>.Eq(incident => incident.State, IncidentState.Closed));
                continue;
            }

            var (update, when) = current.State == IncidentState.Closed ? Relapse() : Lasting(current, failed);
            var changed = await incidents.Modify(
                current.Id,
                update.Increment(incident => incident.Failures, failed.Count).Set(incident => incident.LastFailureAt, Later(current.LastFailureAt, failed.Last)),
                when & Filter<Incident>.Eq(incident => incident.Slot, slot));
            if (changed.Applied)
                return changed.After!.Untold is null ? null : changed.After;
        }
    }

    /// <summary>Records a success of the model.</summary>
    public async Task SucceededAsync(Incident open, DateTimeOffset at) => await incidents.Modify(
        open.Id, new Update<Incident>().Set(incident => incident.LastSuccessAt, at), Filter<Incident>.Eq(incident => incident.State, IncidentState.Open));

    /// <summary>Closes an incident if it is over.</summary>
    /// <returns>The incident when it was closed with an announcement; otherwise null.</returns>
    public async Task<Incident?> CloseIfOverAsync(Incident open)
    {
        var now = time.GetUtcNow();
        IncidentEnd end;
        if (open.LastSuccessAt > open.LastFailureAt && now - open.LastFailureAt >= IncidentRules.Quiet)
            end = IncidentEnd.Recovered;
        // An empty catalog means that it was not read yet.
        else if (catalog.Models.Count > 0 && catalog.FindModelOrNull(open.ModelId) is null)
            end = IncidentEnd.ModelOff;
        else
            return null;
        var update = new Update<Incident>().Set(incident => incident.State, IncidentState.Closed).Set(incident => incident.ClosedAt, now)
            .Set(incident => incident.LastClosedAt, now).Set(incident => incident.ClosedBecause, end).Set(incident => incident.ExpiresAt, now + IncidentRules.Kept);
        if (end == IncidentEnd.Recovered && !open.Silent)
            update = update.Set(incident => incident.Untold, IncidentTransition.Closed).Set(incident => incident.UntoldSince, now);
        var closed = await incidents.Modify(
            open.Id, update, Filter<Incident>.Eq(incident => incident.State, IncidentState.Open) & Filter<Incident>.Eq(incident => incident.LastFailureAt, open.LastFailureAt));
        return closed.Applied && closed.After!.Untold is not null ? closed.After : null;
    }

    /// <summary>Lists the incidents whose announcement is overdue, for example because a process died.</summary>
    public async Task<IReadOnlyList<Incident>> ListPendingAsync(CancellationToken ct) => (await incidents.ListAsync(
        DocumentQuery<Incident>.Where(Filter<Incident>.Lt(incident => incident.UntoldSince, time.GetUtcNow() - IncidentRules.NotifyAgainAfter)).By(incident => incident.UntoldSince), ct)).Items;

    /// <summary>Records that the announcement is in the outbox.</summary>
    /// <param name="announced">The incident as it was announced.</param>
    /// <param name="mails">The number of e-mails that this process put in the outbox.</param>
    public async Task MarkNotifiedAsync(Incident announced, long mails)
    {
        if (mails > 0)
            await incidents.Modify(announced.Id, new Update<Incident>().Increment(incident => incident.Mails, mails));
        await incidents.Modify(
            announced.Id,
            new Update<Incident>().Unset(incident => incident.Untold).Unset(incident => incident.UntoldSince),
            Filter<Incident>.Eq(incident => incident.Untold, announced.Untold) & Filter<Incident>.Eq(incident => incident.Episode, announced.Episode));
    }

    private static (Update<Incident> Update, Filter<Incident> When) Relapse() => (
        new Update<Incident>().Set(incident => incident.State, IncidentState.Open).Set(incident => incident.Silent, true)
            .Increment(incident => incident.Relapses, 1)
            .Unset(incident => incident.ClosedAt).Unset(incident => incident.ClosedBecause).Unset(incident => incident.ExpiresAt),
        Filter<Incident>.Eq(incident => incident.State, IncidentState.Closed));

    private (Update<Incident> Update, Filter<Incident> When) Lasting(Incident current, FailureBatch failed)
    {
        // A relapse that continues an hour after the all-clear is not flapping: those who received the all-clear must be notified.
        if (current.Silent && failed.Last - current.LastClosedAt >= IncidentRules.Flapping)
        {
            return (
                new Update<Incident>().Set(incident => incident.Silent, false).Increment(incident => incident.Episode, 1)
                    .Set(incident => incident.Untold, IncidentTransition.Opened).Set(incident => incident.UntoldSince, time.GetUtcNow()),
                Filter<Incident>.Eq(incident => incident.State, IncidentState.Open) & Filter<Incident>.Eq(incident => incident.Silent, true));
        }

        return (new Update<Incident>(), Filter<Incident>.Eq(incident => incident.State, IncidentState.Open));
    }

    private async Task<Incident?> OpenOrNullAsync(FailureBatch failed, string slot, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var model = await models.FindOrNullAsync(failed.ModelId, ct);
        var provider = model is null ? null : await providers.FindOrNullAsync(model.ProviderId, ct);
        var incident = new Incident
        {
            Id = NewId.Of<IncidentId>(time),
            ModelId = failed.ModelId,
            ModelName = model?.Name ?? failed.ModelId.Value,
            ProviderKey = provider?.Key ?? "",
            Failure = failed.Failure,
            Slot = slot,
            State = IncidentState.Open,
            OpenedAt = failed.First,
            LastFailureAt = failed.Last,
            Failures = failed.Count,
            Untold = IncidentTransition.Opened,
            UntoldSince = now,
        };
        return await incidents.Insert(incident) == InsertResult.Inserted ? incident : null;
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
