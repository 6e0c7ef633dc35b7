using IAfluence.Core.Providers;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Routing.Incidents;

/// <summary>The states of an incident.</summary>
public enum IncidentState
{
    Open,
    Closed,
}

/// <summary>Why an incident was closed.</summary>
public enum IncidentEnd
{
    /// <summary>No failure for 15 minutes, and a success since the last failure.</summary>
    Recovered,

    /// <summary>The model was switched off or deleted.</summary>
    ModelOff,
}

/// <summary>The changes of an incident that are announced by e-mail.</summary>
public enum IncidentTransition
{
    Opened,
    Closed,
}

/// <summary>
/// The failures of one model with the same cause, from the first failure until the model works again. However many failures it has, it causes one e-mail
/// per recipient when it opens and one when it closes; see <see cref="IncidentStore"/>.
/// </summary>
public sealed record Incident : PlatformDocument<IncidentId>
{
    public static readonly CollectionDefinition<Incident> Collection = new CollectionDefinition<Incident>("incidents")
        .Unique(incident => incident.Slot)
        .IndexDescending(incident => incident.OpenedAt)
        .IndexDescending(incident => incident.OpenedAt, incident => incident.State)
        .Index(incident => incident.UntoldSince)
        .Expires(incident => incident.ExpiresAt)
        .Kept("An incident is a model's and names no client.");

    public required ModelId ModelId { get; init; }

    /// <summary>The name of the model when the incident opened.</summary>
    public required string ModelName { get; init; }

    /// <summary>The key of the provider when the incident opened.</summary>
    public required string ProviderKey { get; init; }

    public required ProviderFailure Failure { get; init; }

    /// <summary>The model and the failure while new failures belong to this incident; null after that. It is unique, so two processes open one incident only.</summary>
    public string? Slot { get; init; }

    public required IncidentState State { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public required DateTimeOffset LastFailureAt { get; init; }

    /// <summary>The last recorded success of the model during the incident; null when there was none.</summary>
    public DateTimeOffset? LastSuccessAt { get; init; }

    /// <summary>Null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>When it was last closed; kept when it opens again.</summary>
    public DateTimeOffset? LastClosedAt { get; init; }

    public IncidentEnd? ClosedBecause { get; init; }

    /// <summary>The failures recorded so far. They are written together every few seconds, so the number may lag behind.</summary>
    public long Failures { get; init; }

    /// <summary>How often it opened again within an hour after it was closed.</summary>
    public long Relapses { get; init; }

    /// <summary>Whether it opened again without an e-mail, because the failure may be short.</summary>
    public bool Silent { get; init; }

    /// <summary>1, plus 1 for each relapse that lasted long enough to be announced.</summary>
    public long Episode { get; init; } = 1;

    /// <summary>The change that is not yet announced; null when none is pending. Another process announces it when this one dies.</summary>
    public IncidentTransition? Untold { get; init; }

    /// <summary>When the announcement became pending; null when none is.</summary>
    public DateTimeOffset? UntoldSince { get; init; }

    /// <summary>The number of e-mails put in the outbox, one per recipient and announcement.</summary>
    public long Mails { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    internal static string SlotOf(ModelId model, ProviderFailure failure) => $"{model}/{failure}";
}
