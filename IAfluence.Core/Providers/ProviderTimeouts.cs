namespace IAfluence.Core.Providers;

/// <summary>How long a provider may keep a visitor waiting before another model is asked.</summary>
/// <param name="FirstEvent">From the call until it begins to answer; comments that only keep the line open do not count.</param>
/// <param name="Idle">Between two pieces of the answer.</param>
/// <param name="Closing">For the usage and the end, once the answer is finished.</param>
public sealed record ProviderTimeouts(TimeSpan FirstEvent, TimeSpan Idle, TimeSpan Closing)
{
    public static readonly ProviderTimeouts Default = new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(2));
}
