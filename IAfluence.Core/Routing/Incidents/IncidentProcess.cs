using IAfluence.Core.Providers;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Routing.Incidents;

/// <summary>Processes incidents in steps: records reported attempts, closes incidents that are over, and sends pending announcements.</summary>
internal sealed partial class IncidentProcess(
    IncidentFeed feed, OpenIncidents openIncidents, IncidentStore store, IncidentMails mails, TimeProvider time, ILogger<IncidentProcess> log)
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(3);

    private readonly FailureBuffer _failures = new();
    private long? _sweptAt;

    /// <summary>Runs one step: processes reports, and sweeps every 3 seconds.</summary>
    public async Task StepAsync(CancellationToken ct)
    {
        await ProcessReportsAsync(ct);
        if (_sweptAt is { } swept && time.GetElapsedTime(swept) < SweepEvery)
            return;
        _sweptAt = time.GetTimestamp();
        await SweepAsync(ct);
    }

    /// <summary>Records the reported attempts. The announcement of a new incident is in the outbox when this method returns.</summary>
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

    /// <summary>Closes incidents that are over, and sends announcements that other processes left pending.</summary>
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
        Log.Announced(log, incident.Id, incident.ModelName, incident.Failure, incident.Untold, put);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Incident {IncidentId} of model {ModelName} ({Failure}) announced as {Transition}; {Count} e-mails put in the outbox")]
        public static partial void Announced(ILogger log, IncidentId incidentId, string modelName, ProviderFailure failure, IncidentTransition? transition, int count);
    }
}
