using System.ComponentModel.DataAnnotations;

namespace IAfluence.Core.Bootstrap.Configuration;

/// <summary>
/// The configuration contract: an installation's providers, models, clients and chatbots as one JSON document. Objects are identified by
/// <c>key</c> within their parent. A property that is left out is not changed; null resets it to its default.
/// </summary>
public sealed record ConfigurationDocument
{
    /// <summary>The keys of the installation's models, in the order they are tried; empty to use the built-in model.</summary>
    public IReadOnlyList<string> DefaultRoute { get; init; } = [];

    public IReadOnlyList<ProviderConfiguration> Providers { get; init; } = [];

    public IReadOnlyList<ModelConfiguration> Models { get; init; } = [];

    public IReadOnlyList<ClientConfiguration> Clients { get; init; } = [];
}

/// <summary>A quota, with its cost in US dollars. A stated quota replaces the previous one as a whole.</summary>
public sealed record QuotaConfiguration
{
    private const decimal MaxCost = (decimal)Quota.MaxCostMicros / Money.MicrosPerDollar;

    /// <summary><c>month</c> or <c>day</c>.</summary>
    [AllowedValues("month", "day")]
    public string Period { get; init; } = "month";

    [Range(1, Quota.MaxMessages)]
    public long? Messages { get; init; }

    [Range(1, Quota.MaxTokens)]
    public long? Tokens { get; init; }

    /// <summary>In US dollars, with up to six decimals.</summary>
    public decimal? Cost { get; init; }

    public static QuotaConfiguration? Of(Quota? quota) => quota is null ? null : new()
    {
        Period = quota.Period == QuotaPeriod.Day ? "day" : "month",
        Messages = quota.Messages,
        Tokens = quota.Tokens,
        Cost = Money.Dollars(quota.CostMicros),
    };

    internal Quota ToQuota() => new(Period == "day" ? QuotaPeriod.Day : QuotaPeriod.Month, Messages, Tokens, Money.Micros(Cost));

    /// <summary>The rules that the quota breaks, with the cost in dollars as in the document.</summary>
    internal IEnumerable<FieldError> Check() => ToQuota().Check().Select(error =>
        error.Field == "Quota.Cost" ? error with { Argument = FormattableString.Invariant($"{1m / Money.MicrosPerDollar}–{MaxCost}") } : error);
}

/// <summary>Converts amounts between dollars, as in the document, and whole millionths of a dollar, as in the store.</summary>
internal static class Money
{
    public const long MicrosPerDollar = 1_000_000;

    /// <summary>Values are clamped to this amount, which every rule refuses, because larger ones overflow the store's number.</summary>
    private const decimal MaxDollars = 1_000_000_000_000;

    public static long Micros(decimal dollars) => (long)(Math.Clamp(dollars, -MaxDollars, MaxDollars) * MicrosPerDollar);

    public static long? Micros(decimal? dollars) => dollars is { } some ? Micros(some) : null;

    public static decimal Dollars(long micros) => (decimal)micros / MicrosPerDollar;

    public static decimal? Dollars(long? micros) => micros is { } some ? Dollars(some) : null;
}

/// <summary>Marks a property whose value is never stored in clear text, shown in a message or returned.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretAttribute : Attribute;
