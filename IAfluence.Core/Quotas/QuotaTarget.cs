namespace IAfluence.Core.Quotas;

/// <summary>Where use is counted: a quota, whose it is, and the period that an instant falls into.</summary>
public sealed record QuotaTarget(QuotaScope Scope, Quota Quota, QuotaSpan Span)
{
    public QuotaWindowId WindowId { get; } = QuotaWindowId.Of(Scope, Span);

    public static QuotaTarget At(QuotaScope scope, Quota quota, TimeZoneInfo zone, DateTimeOffset at) => new(scope, quota, QuotaSpan.At(quota.Period, zone, at));
}
