using IAfluence.Core.Providers;
using IAfluence.Core.Quotas.Metering;
using IAfluence.Core.Routing.Circuits;

namespace IAfluence.Core.Routing.Walk;

/// <summary>
/// Decides the order in which one reply calls its models: the route from its start, without models whose circuit is open or whose quota is used up,
/// then again after a pause. When every circuit is open, the model that is expected back first is called anyway. Not thread-safe.
/// </summary>
internal sealed class RoutePlan(
    IReadOnlyList<ResolvedModel> candidates, ModelCircuits circuits, MeteredCalls calls, RouteTimeouts timeouts, TimeProvider time)
{
    private const int MaxUnusable = 2;

    /// <summary>The maximum pause, as a multiple of the first pause.</summary>
    private const int MaxPauseFactor = 4;

    private readonly RouteStop[] _stops = [.. candidates.Select(model => new RouteStop(model))];
    private readonly long _startedAt = time.GetTimestamp();
    private int _next;
    private int _round = 1;
    private bool _askedFree;
    private RouteStop? _again;

    /// <summary>Returns the next model to call. Waits between two rounds.</summary>
    /// <param name="saying">Whether there is text already that the next model must continue.</param>
    /// <returns>Null when no model is left, or when the time-out of the whole reply leaves no time for another round.</returns>
    public async ValueTask<RouteStop?> NextAsync(bool saying, CancellationToken ct)
    {
        if (_again is { } again)
        {
            _again = null;
            return again;
        }

        while (true)
        {
            for (; _next < _stops.Length; _next++)
            {
                var stop = _stops[_next];
                if (!CanReply(stop, saying) || stop.NotBefore > time.GetUtcNow())
                    continue;
                if (await circuits.EnterAsync(stop.Model.CircuitId) is var pass && pass == CircuitDecision.Skip)
                    continue;
                stop.IsProbe = pass == CircuitDecision.Probe;
                _next++;
                _askedFree = true;
                return Ask(stop);
            }

            var left = _stops.Where(stop => CanReply(stop, saying)).ToList();
            if (left.Count == 0)
                return null;
            if (!_askedFree && left.Where(stop => stop.AskedInRound < _round && !(stop.NotBefore > time.GetUtcNow())).MinBy(RecoveryOrder) is { } leastBad)
                return Ask(leastBad);
            if (!await PauseAsync(left, ct))
                return null;
            (_next, _askedFree) = (0, false);
        }
    }

    /// <summary>Calls the same model again at once, with another prompt.</summary>
    public void Again(RouteStop stop) => _again = stop;

    /// <summary>Excludes a model whose quota turned out to be used up before it was called.</summary>
    public void Skip(RouteStop stop)
    {
        if (stop.IsProbe)
            circuits.ReleaseProbe(stop.Model.CircuitId);
        (stop.IsExcluded, stop.IsProbe) = (true, false);
    }

    public void Succeeded(RouteStop stop, DateTimeOffset startedAt)
    {
        circuits.Succeeded(stop.Model.CircuitId, startedAt);
        stop.IsProbe = false;
    }

    public void Failed(RouteStop stop, ProviderFailure failure, TimeSpan? retryAfter)
    {
        circuits.Failed(stop.Model, failure, retryAfter, stop.IsProbe);
        stop.IsProbe = false;
        stop.IsExcluded |= failure is ProviderFailure.QuotaExhausted or ProviderFailure.Authentication or ProviderFailure.BadRequest
            or ProviderFailure.ContextTooLong or ProviderFailure.ContentRefused;
        stop.NotBefore = retryAfter is { } wish ? time.GetUtcNow() + wish : null;
    }

    /// <summary>Records that the model responded, but did not continue the text.</summary>
    public void WasUnusable(RouteStop stop, DateTimeOffset startedAt)
    {
        Succeeded(stop, startedAt);
        stop.IsExcluded |= ++stop.Unusable >= MaxUnusable;
    }

    /// <summary>Records that the call ended without a result that says anything about the model.</summary>
    public void Inconclusive(RouteStop stop)
    {
        if (stop.IsProbe)
            circuits.ReleaseProbe(stop.Model.CircuitId);
        stop.IsProbe = false;
    }

    private RouteStop Ask(RouteStop stop)
    {
        stop.AskedInRound = _round;
        return stop;
    }

    // The builtin model quotes passages. It cannot continue the text of another model.
    private bool CanReply(RouteStop stop, bool saying) =>
        !stop.IsExcluded && !(saying && stop.Model.Provider.Kind == ProviderKind.Builtin) && !calls.IsUsedUp(stop.Model);

    /// <summary>Orders models by when they are expected back. Failures that need an administrator come last.</summary>
    private (bool, DateTimeOffset) RecoveryOrder(RouteStop stop)
    {
        var health = circuits.FindOrNull(stop.Model.CircuitId);
        return (health?.Failure is ProviderFailure.QuotaExhausted or ProviderFailure.Authentication, health?.OpenUntil ?? DateTimeOffset.MinValue);
    }

    private async ValueTask<bool> PauseAsync(List<RouteStop> left, CancellationToken ct)
    {
        var pause = timeouts.Pause * Math.Min(MaxPauseFactor, Math.Pow(2, _round++ - 1)) * (0.5 + Random.Shared.NextDouble());
        var now = time.GetUtcNow();
        if (left.TrueForAll(stop => stop.NotBefore > now) && left.Min(stop => stop.NotBefore) - now is { } asked && asked > pause)
            pause = asked;
        if (time.GetElapsedTime(_startedAt) + pause >= timeouts.Whole)
            return false;
        await Task.Delay(pause, time, ct);
        return true;
    }
}
