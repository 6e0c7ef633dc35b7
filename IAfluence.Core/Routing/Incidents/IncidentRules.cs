namespace IAfluence.Core.Routing.Incidents;

/// <summary>The thresholds of incidents.</summary>
public static class IncidentRules
{
    /// <summary>An incident is over after this time without failures, when there was a success since the last one.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMinutes(15);

    /// <summary>A failure within this time after the end opens the same incident again, without an e-mail.</summary>
    public static readonly TimeSpan Flapping = TimeSpan.FromHours(1);

    /// <summary>The minimum time between two writes of failures to an open incident, per process.</summary>
    public static readonly TimeSpan CountEvery = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The number of invalid requests within <see cref="BadRequestsWithin"/> that open an incident. A single one may be caused by the visitor's text;
    /// several point to the model's settings.
    /// </summary>
    public const int BadRequestsToOpen = 3;

    public static readonly TimeSpan BadRequestsWithin = TimeSpan.FromMinutes(10);

    /// <summary>How long an announcement may be pending before another process sends it.</summary>
    public static readonly TimeSpan NotifyAgainAfter = TimeSpan.FromSeconds(20);

    /// <summary>How long a closed incident is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(366);
}
