using IAfluence.Core.Providers;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Routing.Incidents;

/// <summary>
/// Opens, counts and closes incidents. Every step is one change of one document under a condition, so that it is made once whichever processes try;
/// what is to be told is marked in the same change.
/// </summary>
internal sealed class IncidentStore(
    PlatformDocuments<Incident> incidents, PlatformDocuments<Model> models, PlatformDocuments<Provider> providers, ProviderCatalog catalog, TimeProvider time)
{
    /// <summary>Notes failures.</summary>
    /// <returns>The incident when there is something to tell of it; null otherwise.</returns>
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
                // Long over: the next failure is another incident.
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

    /// <summary>Notes that the model answered.</summary>
    public async Task SucceededAsync(Incident open, DateTimeOffset at) => await incidents.Modify(
        open.Id, new Update<Incident>().Set(incident => incident.LastSuccessAt, at), Filter<Incident>.Eq(incident => incident.State, IncidentState.Open));

    /// <summary>Closes the incident if it is over.</summary>
    /// <returns>It when there is something to tell; null otherwise.</returns>
    public async Task<Incident?> CloseIfOverAsync(Incident open)
    {
        var now = time.GetUtcNow();
        IncidentEnd end;
        if (open.LastSuccessAt > open.LastFailureAt && now - open.LastFailureAt >= IncidentRules.Quiet)
            end = IncidentEnd.Recovered;
        // An empty catalog has not been read yet.
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

    /// <summary>Those of which a process that died left something untold.</summary>
    public async Task<IReadOnlyList<Incident>> ListPendingAsync(CancellationToken ct) => (await incidents.ListAsync(
        DocumentQuery<Incident>.Where(Filter<Incident>.Lt(incident => incident.UntoldSince, time.GetUtcNow() - IncidentRules.NotifyAgainAfter)).By(incident => incident.UntoldSince), ct)).Items;

    /// <summary>Notes that the news were put in the outbox.</summary>
    /// <param name="told">As it was when it was told.</param>
    /// <param name="mails">How many e-mails this process put there.</param>
    public async Task MarkNotifiedAsync(Incident told, long mails)
    {
        if (mails > 0)
            await incidents.Modify(told.Id, new Update<Incident>().Increment(incident => incident.Mails, mails));
        await incidents.Modify(
            told.Id,
            new Update<Incident>().Unset(incident => incident.Untold).Unset(incident => incident.UntoldSince),
            Filter<Incident>.Eq(incident => incident.Untold, told.Untold) & Filter<Incident>.Eq(incident => incident.Episode, told.Episode));
    }

    private static (Update<Incident> Update, Filter<Incident> When) Relapse() => (
        new Update<Incident>().Set(incident => incident.State, IncidentState.Open).Set(incident => incident.Silent, true)
            .Increment(incident => incident.Relapses, 1)
            .Unset(incident => incident.ClosedAt).Unset(incident => incident.ClosedBecause).Unset(incident => incident.ExpiresAt),
        Filter<Incident>.Eq(incident => incident.State, IncidentState.Closed));

    private (Update<Incident> Update, Filter<Incident> When) Lasting(Incident current, FailureBatch failed)
    {
        // A relapse that goes on for an hour after the all-clear is no flapping: whoever read the all-clear has to know.
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
