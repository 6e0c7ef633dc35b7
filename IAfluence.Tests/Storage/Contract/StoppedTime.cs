namespace IAfluence.Tests.Storage.Contract;

/// <summary>A clock that moves only when told.</summary>
internal sealed class StoppedTime : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 3, 14, 9, 26, 53, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
