namespace IAfluence.Core.Quotas;

/// <summary>A quota and its use in the current period.</summary>
/// <param name="Span">The current period.</param>
/// <param name="Used">Settled use; replies in progress are not included.</param>
/// <param name="Marks">The marks of this period, oldest first.</param>
public sealed record QuotaStatus(Quota Quota, QuotaSpan Span, QuotaUse Used, IReadOnlyList<QuotaMark> Marks)
{
    /// <summary>The use of the most used ceiling, in percent; may exceed 100.</summary>
    public int Percent => Quota.PercentOf(Used);
}
