using IAfluence.Core.Providers;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Routing.Incidents;

/// <summary>What one process does for incidents, a step at a time: notes what was reported, closes what is over, tells what is to be told.</summary>
internal sealed partial class IncidentProcess(
    IncidentFeed feed, OpenIncidents openIncidents, IncidentStore store, IncidentMails mails, TimeProvider time, ILogger<IncidentProcess> log)
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(3);

    private readonly FailureBuffer _failures = new();
    private long? _sweptAt;

    /// <summary>Takes what was reported, and sweeps when it is time to.</summary>
    public async Task StepAsync(CancellationToken ct)
    {
        await ProcessReportsAsync(ct);
        if (_sweptAt is { } swept && time.GetElapsedTime(swept) < SweepEvery)
            return;
        _sweptAt = time.GetTimestamp();
        await SweepAsync(ct);
    }

    /// <summary>Takes what was reported. The first failure of a kind is told before this returns.</summary>
    public async Task ProcessReportsAsync(CancellationToken ct)
    {
        var succeeded = new Dictionary<ModelId, DateTimeOffset>();
        while (feed.TryTake(out var reported))
        {
            if (reported.Failure is { } failure)
                _failures.Add(reported.ModelId, failure, reported.At);
            else
                succeeded[reported.ModelId] = reported.At;
        }

        var due = _failures.TakeDue(time.GetUtcNow());
        var pending = new List<Incident>();
        foreach (var failed in due)
        {
            if (await store.FailedAsync(failed, ct) is { } incident)
                pending.Add(incident);
        }

        foreach (var open in openIncidents.Open.Where(open => succeeded.ContainsKey(open.ModelId)))
            await store.SucceededAsync(open, succeeded[open.ModelId]);
        if (due.Count + succeeded.Count > 0)
            await openIncidents.RefreshAsync(ct);
        foreach (var incident in pending)
            await SendAsync(incident, ct);
    }

    /// <summary>Closes what is over, and tells what others left pending.</summary>
    public async Task SweepAsync(CancellationToken ct)
    {
        var open = await openIncidents.RefreshAsync(ct);
        var closed = new List<Incident>();
        foreach (var incident in open)
        {
            if (await store.CloseIfOverAsync(incident) is { } over)
                closed.Add(over);
        }

        if (closed.Count > 0)
            await openIncidents.RefreshAsync(ct);
        foreach (var incident in closed.Concat(await store.ListPendingAsync(ct)))
            await SendAsync(incident, ct);
    }

    private async Task SendAsync(Incident incident, CancellationToken ct)
    {
        var put = await mails.SendAsync(incident, ct);
        await store.MarkNotifiedAsync(incident, put);
        Log.Told(log, incident.Id, incident.ModelName, incident.Failure, incident.Untold, put);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Incident {IncidentId}: model {ModelName}, {Failure}: {News}; {Count} e-mails put in the outbox")]
        public static partial void Told(ILogger log, IncidentId incidentId, string modelName, ProviderFailure failure, IncidentTransition? news, int count);
    }
}
