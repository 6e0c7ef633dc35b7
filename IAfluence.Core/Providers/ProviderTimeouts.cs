namespace IAfluence.Core.Providers;

/// <summary>The time limits of a call before the next model is called.</summary>
/// <param name="FirstEvent">From the call to the first event; comments that only keep the connection open do not count.</param>
/// <param name="Idle">Between two pieces of the response.</param>
/// <param name="Closing">For the usage and the end marker, after the text is complete.</param>
public sealed record ProviderTimeouts(TimeSpan FirstEvent, TimeSpan Idle, TimeSpan Closing)
{
    public static readonly ProviderTimeouts Default = new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(2));
}
