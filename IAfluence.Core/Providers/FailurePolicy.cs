using System.Collections.Frozen;

namespace IAfluence.Core.Providers;

/// <summary>What the router does about a failure before the next model is asked.</summary>
public enum FailureRemedy
{
    /// <summary>Nothing: the next model is asked at once.</summary>
    None,

    /// <summary>The adapter has left out what the model refuses, where that could be told, and asked again; what still arrives here could not be repaired.</summary>
    Repair,

    /// <summary>The same model is asked once more with fewer passages and old turns.</summary>
    Shrink,

    /// <summary>The reply ends as refused; no other model is asked.</summary>
    EndAsRefused,
}

/// <summary>What a class of failure leads to. The circuits may know a model better; these are the figures to begin with.</summary>
public sealed record FailurePolicy
{
    private static readonly FrozenDictionary<ProviderFailure, FailurePolicy> Table = new FailurePolicy[]
    {
        // Credit comes back when somebody pays or a period ends: asked again every few minutes, told at once, and the account is the provider's.
        new() { Failure = ProviderFailure.QuotaExhausted, CoolDown = TimeSpan.FromMinutes(10), HonoursRetryAfter = true, ConcernsProvider = true, TellsAdmin = true },
        // Vendors count requests and tokens a minute; most say how long, the others mean a part of it.
        new() { Failure = ProviderFailure.RateLimited, CoolDown = TimeSpan.FromSeconds(15), HonoursRetryAfter = true, TellsAdmin = true },
        new() { Failure = ProviderFailure.Overloaded, CoolDown = TimeSpan.FromSeconds(30), HonoursRetryAfter = true, TellsAdmin = true },
        // One cut connection says little about the next call.
        new() { Failure = ProviderFailure.Transient, CoolDown = TimeSpan.FromSeconds(15), FailuresToCoolDown = 3, HonoursRetryAfter = true, TellsAdmin = true },
        // Each one costs a visitor the whole wait, so the second is the last.
        new() { Failure = ProviderFailure.Timeout, CoolDown = TimeSpan.FromSeconds(60), FailuresToCoolDown = 2, HonoursRetryAfter = true, TellsAdmin = true },
        new() { Failure = ProviderFailure.Authentication, CoolDown = TimeSpan.FromMinutes(10), ConcernsProvider = true, TellsAdmin = true },
        // Says nothing about the model's health, but an answer is lost for as long as nobody knows: a retired model, a wrong name.
        new() { Failure = ProviderFailure.BadRequest, Remedy = FailureRemedy.Repair, BlamesRequest = true, TellsAdmin = true },
        new() { Failure = ProviderFailure.ContextTooLong, Remedy = FailureRemedy.Shrink },
        new() { Failure = ProviderFailure.ContentRefused, Remedy = FailureRemedy.EndAsRefused },
        new() { Failure = ProviderFailure.Unknown, CoolDown = TimeSpan.FromSeconds(30), FailuresToCoolDown = 3, HonoursRetryAfter = true, TellsAdmin = true },
    }.ToFrozenDictionary(policy => policy.Failure);

    /// <summary>A vendor's clock may be wrong.</summary>
    private static readonly TimeSpan LongestWish = TimeSpan.FromHours(1);

    /// <summary>No cool-down grows beyond this, unless its class begins with more.</summary>
    private static readonly TimeSpan LongestGrown = TimeSpan.FromMinutes(5);

    private FailurePolicy()
    {
    }

    public required ProviderFailure Failure { get; init; }

    public FailureRemedy Remedy { get; private init; }

    /// <summary>Whether the next model of the route is asked.</summary>
    public bool Switches => Remedy != FailureRemedy.EndAsRefused;

    /// <summary>How long the model is left alone when the vendor names no time; zero when the failure says nothing about the next call.</summary>
    public TimeSpan CoolDown { get; private init; }

    /// <summary>So many failures of this class in a row before the model is left alone: 1 for what is certain, more for what may be chance.</summary>
    public int FailuresToCoolDown { get; private init; } = 1;

    /// <summary>Whether the time that the vendor asks to wait replaces <see cref="CoolDown"/>.</summary>
    public bool HonoursRetryAfter { get; private init; }

    /// <summary>Whether every model of the provider is concerned: its key and its credit are one.</summary>
    public bool ConcernsProvider { get; private init; }

    /// <summary>Whether it is the request that is wrong: when every model says so, the reply ends as failed instead of as "no model".</summary>
    public bool BlamesRequest { get; private init; }

    /// <summary>Whether the platform is told by an incident; not for what a visitor's words alone bring about.</summary>
    public bool TellsAdmin { get; private init; }

    public static FailurePolicy Of(ProviderFailure failure) => Table[failure];

    /// <summary>How long the model is left alone: what the vendor asked for, an hour at most; else twice as long each time, up to five minutes.</summary>
    /// <param name="retryAfter">What the vendor asked for; null when it did not say.</param>
    /// <param name="openings">1 for the first time since it last answered, 2 for the next …</param>
    public TimeSpan CoolDownFor(TimeSpan? retryAfter, long openings = 1)
    {
        if (CoolDown > TimeSpan.Zero && HonoursRetryAfter && retryAfter is { } wish)
            return wish < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : wish > LongestWish ? LongestWish : wish;
        var grown = CoolDown * Math.Pow(2, Math.Clamp(openings - 1, 0, 16));
        var most = CoolDown > LongestGrown ? CoolDown : LongestGrown;
        return grown < most ? grown : most;
    }
}
