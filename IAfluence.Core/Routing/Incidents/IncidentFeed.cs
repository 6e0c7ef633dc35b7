using System.Threading.Channels;
using IAfluence.Core.Providers;
using IAfluence.Core.Usage;

namespace IAfluence.Core.Routing.Incidents;

/// <summary>An attempt that matters to incidents: a failure that is reported to administrators, or a success while the model has an open incident.</summary>
/// <param name="Failure">Null for a success.</param>
internal sealed record ReportedAttempt(ModelId ModelId, ProviderFailure? Failure, DateTimeOffset At);

/// <summary>Receives closed attempts and queues those that matter to incidents, so that no reply waits. When the queue is full, new attempts are dropped: the incident is open by then.</summary>
internal sealed class IncidentFeed(OpenIncidents openIncidents, WakeSignal<IncidentProcess> wake, TimeProvider time) : IAttemptListener
{
    private const int Capacity = 4096;

    private readonly Channel<ReportedAttempt> _reported = Channel.CreateBounded<ReportedAttempt>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public void AttemptClosed(Attempt closed)
    {
        if (closed is { Outcome: AttemptOutcome.Failed, Failure: { } failure } && FailurePolicy.Of(failure).ReportsIncident)
            Enqueue(new ReportedAttempt(closed.ModelId, failure, time.GetUtcNow()));
        else if (closed.Outcome == AttemptOutcome.Completed && openIncidents.AwaitsSuccessOf(closed.ModelId))
            Enqueue(new ReportedAttempt(closed.ModelId, null, time.GetUtcNow()));
    }

    public bool TryTake(out ReportedAttempt attempt) => _reported.Reader.TryRead(out attempt!);

    private void Enqueue(ReportedAttempt attempt)
    {
        _reported.Writer.TryWrite(attempt);
        wake.Set();
    }
}
