namespace IAfluence.Core.Providers;

/// <summary>A model that comes first in every route for a limited time, for example during an outage. It ends by itself.</summary>
/// <param name="Until">The end of the override.</param>
/// <param name="Since">When it was set.</param>
/// <param name="By">The user who set it.</param>
public sealed record ModelOverride(ModelId ModelId, DateTimeOffset Until, DateTimeOffset Since, UserId By);
