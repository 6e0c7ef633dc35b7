using System.Threading.Channels;
using IAfluence.Core.Providers;
using IAfluence.Core.Usage;

namespace IAfluence.Core.Routing.Incidents;

/// <summary>What is heard of a model: a failure that the platform is told of, or an answer while it has an incident.</summary>
internal sealed record HeardAttempt(ModelId ModelId, ProviderFailure? Failure, DateTimeOffset At);

/// <summary>Hears of closed attempts and hands on those that matter, so that no reply waits. When it is full, more of the same is left out: the incident is known by then.</summary>
internal sealed class IncidentFeed(IncidentBoard board, WakeSignal<IncidentProcess> wake, TimeProvider time) : IAttemptListener
{
    private const int Capacity = 4096;

    private readonly Channel<HeardAttempt> _heard = Channel.CreateBounded<HeardAttempt>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public void AttemptClosed(Attempt closed)
    {
        if (closed is { Outcome: AttemptOutcome.Failed, Failure: { } failure } && FailurePolicy.Of(failure).TellsAdmin)
            Hear(new HeardAttempt(closed.ModelId, failure, time.GetUtcNow()));
        else if (closed.Outcome == AttemptOutcome.Completed && board.AwaitsSuccessOf(closed.ModelId))
            Hear(new HeardAttempt(closed.ModelId, null, time.GetUtcNow()));
    }

    public bool TryTake(out HeardAttempt heard) => _heard.Reader.TryRead(out heard!);

    private void Hear(HeardAttempt heard)
    {
        _heard.Writer.TryWrite(heard);
        wake.Set();
    }
}
