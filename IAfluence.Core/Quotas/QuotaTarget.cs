namespace IAfluence.Core.Quotas;

/// <summary>A quota, its scope and one of its periods: identifies the window in which use is counted.</summary>
public sealed record QuotaTarget(QuotaScope Scope, Quota Quota, QuotaSpan Span)
{
    public QuotaWindowId WindowId { get; } = QuotaWindowId.Of(Scope, Span);

    public static QuotaTarget At(QuotaScope scope, Quota quota, TimeZoneInfo zone, DateTimeOffset at) => new(scope, quota, QuotaSpan.At(quota.Period, zone, at));
}
