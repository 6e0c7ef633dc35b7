using System.Globalization;

namespace IAfluence.Core.Foundation;

/// <summary>How long a quota counts before it begins again.</summary>
public enum QuotaPeriod
{
    Day,
    Month,
}

/// <summary>
/// A ceiling on use for a period. What is used is the whole of the ledger: failed attempts and fallbacks too. At least one ceiling is
/// given; each given one is 1 or more.
/// </summary>
/// <param name="Period">The calendar's day or month: the client's for clients and chatbots, that of UTC for models and providers.</param>
/// <param name="Messages">Visitors' messages that are answered; for models and providers, calls. Null for no ceiling, like the others.</param>
/// <param name="Tokens">Prompt and answer together.</param>
/// <param name="CostMicros">In millionths of a US dollar.</param>
public sealed record Quota(QuotaPeriod Period, long? Messages = null, long? Tokens = null, long? CostMicros = null)
{
    public const long MaxMessages = 1_000_000_000;
    public const long MaxTokens = 1_000_000_000_000;
    public const long MaxCostMicros = 1_000_000_000_000;

    /// <summary>The share of its most used ceiling, in whole percent, rounded down; more than 100 when it was overrun.</summary>
    public int PercentOf(QuotaUse used) =>
        Math.Max(Percent(used.Messages, Messages), Math.Max(Percent(used.Tokens, Tokens), Percent(used.CostMicros, CostMicros)));

    /// <summary>Whether one of the ceilings is reached.</summary>
    public bool IsReachedBy(QuotaUse used) => used.Messages >= Messages || used.Tokens >= Tokens || used.CostMicros >= CostMicros;

    /// <summary>What keeps it from being saved; fields are named <c>Quota.Messages</c> and so on.</summary>
    public IReadOnlyList<FieldError> Check()
    {
        var errors = new List<FieldError>();
        if (Messages is null && Tokens is null && CostMicros is null)
            errors.Add(new("Quota", FieldErrors.Required));
        Within(errors, "Quota.Messages", Messages, MaxMessages);
        Within(errors, "Quota.Tokens", Tokens, MaxTokens);
        Within(errors, "Quota.Cost", CostMicros, MaxCostMicros);
        return errors;
    }

    private static void Within(List<FieldError> errors, string field, long? value, long most)
    {
        if (value < 1 || value > most)
            errors.Add(new(field, FieldErrors.OutOfRange, string.Create(CultureInfo.InvariantCulture, $"1–{most}")));
    }

    private static int Percent(long used, long? ceiling) => ceiling is { } most ? (int)Int128.Clamp((Int128)used * 100 / most, 0, int.MaxValue) : 0;
}

/// <summary>What was used, or is set aside, of a quota.</summary>
public sealed record QuotaUse(long Messages, long Tokens, long CostMicros)
{
    public static readonly QuotaUse None = new(0, 0, 0);

    /// <summary>The lesser of each figure.</summary>
    public static QuotaUse Least(QuotaUse one, QuotaUse other) =>
        new(Math.Min(one.Messages, other.Messages), Math.Min(one.Tokens, other.Tokens), Math.Min(one.CostMicros, other.CostMicros));

    public static QuotaUse operator +(QuotaUse one, QuotaUse other) =>
        new(one.Messages + other.Messages, one.Tokens + other.Tokens, one.CostMicros + other.CostMicros);

    public static QuotaUse operator -(QuotaUse one, QuotaUse other) =>
        new(one.Messages - other.Messages, one.Tokens - other.Tokens, one.CostMicros - other.CostMicros);
}
