using System.Collections.Frozen;

namespace IAfluence.Core.Providers;

/// <summary>What the router does after a failure, before it calls the next model.</summary>
public enum FailureRemedy
{
    /// <summary>Calls the next model at once.</summary>
    None,

    /// <summary>Calls the next model. The adapter has already retried without the part that the model does not accept, if it could find that part.</summary>
    Repair,

    /// <summary>Calls the same model once more with fewer passages and less history.</summary>
    Shrink,

    /// <summary>Ends the reply as refused, without calling another model.</summary>
    EndAsRefused,
}

/// <summary>The consequences of one kind of failure.</summary>
public sealed record FailurePolicy
{
    private static readonly FrozenDictionary<ProviderFailure, FailurePolicy> Table = new FailurePolicy[]
    {
        // Credit returns when someone pays or a period ends: retry every few minutes, report at once. All models of the provider share the account.
        new() { Failure = ProviderFailure.QuotaExhausted, CoolDown = TimeSpan.FromMinutes(10), HonoursRetryAfter = true, AffectsProvider = true, ReportsIncident = true },
        // Vendors limit requests and tokens per minute. Most send how long to wait; otherwise a part of a minute is enough.
        new() { Failure = ProviderFailure.RateLimited, CoolDown = TimeSpan.FromSeconds(15), HonoursRetryAfter = true, ReportsIncident = true },
        new() { Failure = ProviderFailure.Overloaded, CoolDown = TimeSpan.FromSeconds(30), HonoursRetryAfter = true, ReportsIncident = true },
        // One lost connection says little about the next call.
        new() { Failure = ProviderFailure.Transient, CoolDown = TimeSpan.FromSeconds(15), FailuresToCoolDown = 3, HonoursRetryAfter = true, ReportsIncident = true },
        // Each time-out makes a visitor wait for its full length, so the circuit opens at the second one.
        new() { Failure = ProviderFailure.Timeout, CoolDown = TimeSpan.FromSeconds(60), FailuresToCoolDown = 2, HonoursRetryAfter = true, ReportsIncident = true },
        new() { Failure = ProviderFailure.Authentication, CoolDown = TimeSpan.FromMinutes(10), AffectsProvider = true, ReportsIncident = true },
        // It says nothing about the health of the model. But replies are lost until someone notices, for example a retired model or a wrong name.
        new() { Failure = ProviderFailure.BadRequest, Remedy = FailureRemedy.Repair, BlamesRequest = true, ReportsIncident = true },
        new() { Failure = ProviderFailure.ContextTooLong, Remedy = FailureRemedy.Shrink },
        new() { Failure = ProviderFailure.ContentRefused, Remedy = FailureRemedy.EndAsRefused },
        new() { Failure = ProviderFailure.Unknown, CoolDown = TimeSpan.FromSeconds(30), FailuresToCoolDown = 3, HonoursRetryAfter = true, ReportsIncident = true },
    }.ToFrozenDictionary(policy => policy.Failure);

    /// <summary>The maximum Retry-After that is followed, because a vendor's value can be wrong.</summary>
    private static readonly TimeSpan MaxRetryAfter = TimeSpan.FromHours(1);

    /// <summary>The maximum cool-down, unless the kind of failure starts with a longer one.</summary>
    private static readonly TimeSpan LongestGrown = TimeSpan.FromMinutes(5);

    private FailurePolicy()
    {
    }

    public required ProviderFailure Failure { get; init; }

    public FailureRemedy Remedy { get; private init; }

    /// <summary>Whether the next model of the route is called.</summary>
    public bool Switches => Remedy != FailureRemedy.EndAsRefused;

    /// <summary>How long the circuit stays open when the vendor sends no Retry-After; zero when the failure says nothing about the next call.</summary>
    public TimeSpan CoolDown { get; private init; }

    /// <summary>The number of failures in a row that opens the circuit: 1 when the failure is certain to repeat, more when it may be a coincidence.</summary>
    public int FailuresToCoolDown { get; private init; } = 1;

    /// <summary>Whether a vendor's Retry-After replaces <see cref="CoolDown"/>.</summary>
    public bool HonoursRetryAfter { get; private init; }

    /// <summary>Whether all models of the provider are affected, because they share a key and credit.</summary>
    public bool AffectsProvider { get; private init; }

    /// <summary>Whether the request itself is invalid. When this holds for every model, the reply ends as failed instead of “no model available”.</summary>
    public bool BlamesRequest { get; private init; }

    /// <summary>Whether an incident is reported to administrators; false when the visitor's text alone can cause the failure.</summary>
    public bool ReportsIncident { get; private init; }

    public static FailurePolicy Of(ProviderFailure failure) => Table[failure];

    /// <summary>Calculates how long the circuit stays open: the vendor's Retry-After up to one hour, otherwise a time that doubles with each opening up to five minutes.</summary>
    /// <param name="retryAfter">The vendor's Retry-After; null when it sent none.</param>
    /// <param name="openings">1 for the first opening since the last success, 2 for the next, and so on.</param>
    public TimeSpan CoolDownFor(TimeSpan? retryAfter, long openings = 1)
    {
        if (CoolDown > TimeSpan.Zero && HonoursRetryAfter && retryAfter is { } wish)
            return wish < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : wish > MaxRetryAfter ? MaxRetryAfter : wish;
        var grown = CoolDown * Math.Pow(2, Math.Clamp(openings - 1, 0, 16));
        var most = CoolDown > LongestGrown ? CoolDown : LongestGrown;
        return grown < most ? grown : most;
    }
}
