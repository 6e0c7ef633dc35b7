using IAfluence.Core.Providers;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Routing.Incidents;

/// <summary>What one process does for incidents, a step at a time: notes what was heard, closes what is over, tells what is to be told.</summary>
internal sealed partial class IncidentProcess(
    IncidentFeed feed, IncidentBoard board, IncidentStore desk, IncidentMails mails, TimeProvider time, ILogger<IncidentProcess> log)
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(3);

    private readonly FailureTally _tally = new();
    private long? _sweptAt;

    /// <summary>Takes what was heard, and sweeps when it is time to.</summary>
    public async Task StepAsync(CancellationToken ct)
    {
        await TakeHeardAsync(ct);
        if (_sweptAt is { } swept && time.GetElapsedTime(swept) < SweepEvery)
            return;
        _sweptAt = time.GetTimestamp();
        await SweepAsync(ct);
    }

    /// <summary>Takes what was heard. The first failure of a kind is told before this returns.</summary>
    public async Task TakeHeardAsync(CancellationToken ct)
    {
        var answered = new Dictionary<ModelId, DateTimeOffset>();
        while (feed.TryTake(out var heard))
        {
            if (heard.Failure is { } failure)
                _tally.Add(heard.ModelId, failure, heard.At);
            else
                answered[heard.ModelId] = heard.At;
        }

        var due = _tally.TakeDue(time.GetUtcNow());
        var untold = new List<Incident>();
        foreach (var failed in due)
        {
            if (await desk.FailedAsync(failed, ct) is { } incident)
                untold.Add(incident);
        }

        foreach (var open in board.Open.Where(open => answered.ContainsKey(open.ModelId)))
            await desk.SucceededAsync(open, answered[open.ModelId]);
        if (due.Count + answered.Count > 0)
            await board.RefreshAsync(ct);
        foreach (var incident in untold)
            await TellAsync(incident, ct);
    }

    /// <summary>Closes what is over, and tells what others left untold.</summary>
    public async Task SweepAsync(CancellationToken ct)
    {
        var open = await board.RefreshAsync(ct);
        var closed = new List<Incident>();
        foreach (var incident in open)
        {
            if (await desk.CloseIfOverAsync(incident) is { } over)
                closed.Add(over);
        }

        if (closed.Count > 0)
            await board.RefreshAsync(ct);
        foreach (var incident in closed.Concat(await desk.ListUntoldAsync(ct)))
            await TellAsync(incident, ct);
    }

    private async Task TellAsync(Incident incident, CancellationToken ct)
    {
        var put = await mails.TellAsync(incident, ct);
        await desk.ToldAsync(incident, put);
        Log.Told(log, incident.Id, incident.ModelName, incident.Failure, incident.Untold, put);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Incident {IncidentId}: model {ModelName}, {Failure}: {News}; {Count} e-mails put in the outbox")]
        public static partial void Told(ILogger log, IncidentId incidentId, string modelName, ProviderFailure failure, IncidentTransition? news, int count);
    }
}
