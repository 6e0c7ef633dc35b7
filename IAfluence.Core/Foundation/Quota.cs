using System.Globalization;

namespace IAfluence.Core.Foundation;

/// <summary>The period after which a quota starts again.</summary>
public enum QuotaPeriod
{
    Day,
    Month,
}

/// <summary>
/// A limit on usage in a period. Usage is everything in the ledger, including failed attempts and fallbacks. At least one limit is set, and
/// each limit is 1 or more.
/// </summary>
/// <param name="Period">A calendar day or month: in the client's time zone for clients and chatbots, in UTC for models and providers.</param>
/// <param name="Messages">Answered visitors' messages; for models and providers, calls. Null for no limit, as for the others.</param>
/// <param name="Tokens">Prompt and completion tokens together.</param>
/// <param name="CostMicros">In millionths of a US dollar.</param>
public sealed record Quota(QuotaPeriod Period, long? Messages = null, long? Tokens = null, long? CostMicros = null)
{
    public const long MaxMessages = 1_000_000_000;
    public const long MaxTokens = 1_000_000_000_000;
    public const long MaxCostMicros = 1_000_000_000_000;

    /// <summary>The usage of the most used limit in whole percent, rounded down; more than 100 when the limit was exceeded.</summary>
    public int PercentOf(QuotaUse used) =>
        Math.Max(Percent(used.Messages, Messages), Math.Max(Percent(used.Tokens, Tokens), Percent(used.CostMicros, CostMicros)));

    /// <summary>Whether at least one limit is reached.</summary>
    public bool IsReachedBy(QuotaUse used) => used.Messages >= Messages || used.Tokens >= Tokens || used.CostMicros >= CostMicros;

    /// <summary>Validates the quota. Fields are named <c>Quota.Messages</c> and so on.</summary>
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

/// <summary>Usage, used or reserved, of a quota.</summary>
public sealed record QuotaUse(long Messages, long Tokens, long CostMicros)
{
    public static readonly QuotaUse None = new(0, 0, 0);

    /// <summary>The lower value of each property.</summary>
    public static QuotaUse Least(QuotaUse one, QuotaUse other) =>
        new(Math.Min(one.Messages, other.Messages), Math.Min(one.Tokens, other.Tokens), Math.Min(one.CostMicros, other.CostMicros));

    public static QuotaUse operator +(QuotaUse one, QuotaUse other) =>
        new(one.Messages + other.Messages, one.Tokens + other.Tokens, one.CostMicros + other.CostMicros);

    public static QuotaUse operator -(QuotaUse one, QuotaUse other) =>
        new(one.Messages - other.Messages, one.Tokens - other.Tokens, one.CostMicros - other.CostMicros);
}
