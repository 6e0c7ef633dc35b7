using IAfluence.Core.Quotas.Metering;

namespace IAfluence.Core.Routing.Walk;

/// <summary>The time limits of a reply from a route. The time limit of a connection is shorter and set by the HTTP client.</summary>
public sealed record RouteTimeouts
{
    /// <summary>From the call to the first text.</summary>
    public TimeSpan FirstToken { get; init; } = StreamTimeouts.Default.FirstToken;

    /// <summary>Between two pieces of text.</summary>
    public TimeSpan BetweenTokens { get; init; } = StreamTimeouts.Default.BetweenTokens;

    /// <summary>For the whole reply over all attempts; shorter than <see cref="ReplyLimits.HardEnd"/>.</summary>
    public TimeSpan Whole { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The pause before the second round of the route. It doubles with each round, with a random variation of 50 %.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The maximum number of calls for one reply.</summary>
    public int MaxAttempts { get; init; } = 6;

    internal StreamTimeouts Stream => new(FirstToken, BetweenTokens);
}
