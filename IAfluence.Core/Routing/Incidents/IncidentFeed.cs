using System.Threading.Channels;
using IAfluence.Core.Providers;
using IAfluence.Core.Usage;

namespace IAfluence.Core.Routing.Incidents;

/// <summary>What is reported of a model: a failure that the platform is told of, or an answer while it has an incident.</summary>
internal sealed record ReportedAttempt(ModelId ModelId, ProviderFailure? Failure, DateTimeOffset At);

/// <summary>Receives closed attempts and passes on those that matter, so that no reply waits. When it is full, more of the same is left out: the incident is known by then.</summary>
internal sealed class IncidentFeed(OpenIncidents openIncidents, WakeSignal<IncidentProcess> wake, TimeProvider time) : IAttemptListener
{
    private const int Capacity = 4096;

    private readonly Channel<ReportedAttempt> _reported = Channel.CreateBounded<ReportedAttempt>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public void AttemptClosed(Attempt closed)
    {
        if (closed is { Outcome: AttemptOutcome.Failed, Failure: { } failure } && FailurePolicy.Of(failure).TellsAdmin)
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
