namespace IAfluence.Core.Quotas;

/// <summary>A quota and how much of it is used now.</summary>
/// <param name="Quota">As it is set.</param>
/// <param name="Span">The period that runs.</param>
/// <param name="Used">Settled use; answers that are being made are not in it yet.</param>
/// <param name="Marks">What was reached in this period, oldest first.</param>
public sealed record QuotaStatus(Quota Quota, QuotaSpan Span, QuotaUse Used, IReadOnlyList<QuotaMark> Marks)
{
    /// <summary>Of the most used ceiling; may exceed 100.</summary>
    public int Percent => Quota.PercentOf(Used);
}
