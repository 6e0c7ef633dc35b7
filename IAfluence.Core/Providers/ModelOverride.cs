namespace IAfluence.Core.Providers;

/// <summary>One model for all for a while, as in an outage: it comes before every route. It ends by itself.</summary>
/// <param name="Until">From then on it counts for nothing.</param>
/// <param name="Since">When it was put there.</param>
/// <param name="By">Who put it there.</param>
public sealed record ModelOverride(ModelId ModelId, DateTimeOffset Until, DateTimeOffset Since, UserId By);
