namespace IAfluence.Tests.Testing;

/// <summary>The system's clock, which a test sets forward: instants jump, while waiting takes as long as it takes.</summary>
public sealed class JumpingTime : TimeProvider
{
    private long _aheadTicks;

    /// <summary>The same on every machine, so that what pages show is.</summary>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public void Advance(TimeSpan by) => Interlocked.Add(ref _aheadTicks, by.Ticks);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _aheadTicks));
}
