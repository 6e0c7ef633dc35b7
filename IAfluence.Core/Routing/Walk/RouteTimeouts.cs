using IAfluence.Core.Quotas.Metering;

namespace IAfluence.Core.Routing.Walk;

/// <summary>How long the router waits, for one model and for all; a connection is given up sooner, by the way out itself.</summary>
public sealed record RouteTimeouts
{
    /// <summary>From the call to the first words.</summary>
    public TimeSpan FirstToken { get; init; } = StreamTimeouts.Default.FirstToken;

    /// <summary>Between words.</summary>
    public TimeSpan BetweenTokens { get; init; } = StreamTimeouts.Default.BetweenTokens;

    /// <summary>For the whole reply, whatever is tried; shorter than <see cref="ReplyLimits.HardEnd"/>.</summary>
    public TimeSpan Whole { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Before the route is walked again, the first time; twice as long the next, and half of it more or less by chance.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>So many calls of models for one reply.</summary>
    public int MaxAttempts { get; init; } = 6;

    internal StreamTimeouts Stream => new(FirstToken, BetweenTokens);
}
