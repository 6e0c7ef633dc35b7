namespace IAfluence.Core.Routing.Incidents;

/// <summary>The figures of incidents.</summary>
public static class IncidentRules
{
    /// <summary>So long without failure, and with an answer since the last, and it is over.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMinutes(15);

    /// <summary>Within so long after its end a failure is the same incident, and nobody is told.</summary>
    public static readonly TimeSpan Flapping = TimeSpan.FromHours(1);

    /// <summary>Failures are added to a known incident at most so often by one process.</summary>
    public static readonly TimeSpan CountEvery = TimeSpan.FromSeconds(5);

    /// <summary>One wrong request may be the visitor's text; so many within <see cref="BadRequestsWithin"/> are the model's settings.</summary>
    public const int BadRequestsToOpen = 3;

    public static readonly TimeSpan BadRequestsWithin = TimeSpan.FromMinutes(10);

    /// <summary>What was not told by then is told by whoever finds it.</summary>
    public static readonly TimeSpan NotifyAgainAfter = TimeSpan.FromSeconds(20);

    /// <summary>How long a closed incident can be looked at.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(366);
}
