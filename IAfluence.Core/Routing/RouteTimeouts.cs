namespace IAfluence.Core.Routing;

/// <summary>How long the router waits for one model before it asks the next.</summary>
public sealed record RouteTimeouts
{
    /// <summary>From the call to the first words.</summary>
    public TimeSpan FirstToken { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Between words.</summary>
    public TimeSpan BetweenTokens { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>For one attempt from its call to its end.</summary>
    public TimeSpan Whole { get; init; } = TimeSpan.FromMinutes(3);
}
