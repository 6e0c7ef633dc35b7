using IAfluence.Core.Quotas;
using IAfluence.Core.Usage;

namespace IAfluence.Web.Pages.Llm.Health;

/// <summary>Whether a model is called now.</summary>
public enum ModelStanding
{
    /// <summary>The first available model of the default route; it answers now.</summary>
    Serves,

    /// <summary>It can be called.</summary>
    Ready,

    /// <summary>Its circuit is open; it is skipped for a while.</summary>
    CoolingDown,

    /// <summary>Its circuit is half-open; one attempt is let through.</summary>
    Probed,

    /// <summary>Its own or its provider's quota is used up.</summary>
    UsedUp,

    /// <summary>The model or its provider is inactive or cannot be called.</summary>
    Off,
}

/// <summary>The period for error rates and latencies.</summary>
public enum HealthWindow
{
    Hour,
    Day,
    Week,
}

/// <summary>One row: a model and its state.</summary>
/// <param name="Name">The provider's name for the model; null for the built-in one.</param>
/// <param name="ProviderKey">The provider's key.</param>
/// <param name="State">Whether it is called.</param>
/// <param name="Quota">Its own quota; null without one.</param>
/// <param name="ProviderQuota">Its provider's quota; null without one.</param>
/// <param name="Recent">Usage in the period.</param>
/// <param name="MonthCostMicros">Since the start of the month in UTC.</param>
public sealed record ModelRow(
    ModelId Id, string? Name, string ProviderKey, StandingOfModel State, QuotaStatus? Quota, QuotaStatus? ProviderQuota,
    UsageFigures Recent, long MonthCostMicros);
