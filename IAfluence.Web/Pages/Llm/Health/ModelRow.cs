using IAfluence.Core.Quotas;
using IAfluence.Core.Usage;

namespace IAfluence.Web.Pages.Llm.Health;

/// <summary>Whether a model is called now.</summary>
public enum ModelStanding
{
    /// <summary>It answers now: the first of the default route that can.</summary>
    Serves,

    /// <summary>It can be called.</summary>
    Ready,

    /// <summary>Its circuit is open: it is left alone for a while.</summary>
    CoolingDown,

    /// <summary>Its circuit lets one attempt through to see whether it is back.</summary>
    Probed,

    /// <summary>Its quota or its provider's is used up.</summary>
    UsedUp,

    /// <summary>It, or its provider, is switched off, or cannot be called.</summary>
    Off,
}

/// <summary>Over how long error rates and latencies are shown.</summary>
public enum HealthWindow
{
    Hour,
    Day,
    Week,
}

/// <summary>One row of the state: a model and how it does.</summary>
/// <param name="Name">As its provider names it; null for the builtin one.</param>
/// <param name="ProviderKey">Who serves it.</param>
/// <param name="State">Whether it is called.</param>
/// <param name="Quota">Its own quota; null without one.</param>
/// <param name="ProviderQuota">Its provider's; null without one.</param>
/// <param name="Recent">Within the window.</param>
/// <param name="MonthCostMicros">Since the month began, in UTC.</param>
public sealed record ModelRow(
    ModelId Id, string? Name, string ProviderKey, StandingOfModel State, QuotaStatus? Quota, QuotaStatus? ProviderQuota,
    UsageFigures Recent, long MonthCostMicros);
