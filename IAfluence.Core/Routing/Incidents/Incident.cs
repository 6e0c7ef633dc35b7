using IAfluence.Core.Providers;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Routing.Incidents;

/// <summary>Whether an incident lasts.</summary>
public enum IncidentState
{
    Open,
    Closed,
}

/// <summary>Why an incident ended.</summary>
public enum IncidentEnd
{
    /// <summary>No failure for a quarter of an hour, and an answer since the last.</summary>
    Recovered,

    /// <summary>The model was switched off or deleted: there is nothing left to recover.</summary>
    ModelOff,
}

/// <summary>What there is to tell of an incident.</summary>
public enum IncidentTransition
{
    Opened,
    Closed,
}

/// <summary>
/// One model failing in one way, from the first failure until it works again. Whatever happens in it, it makes one e-mail at its beginning and one
/// at its end; see <see cref="IncidentStore"/>.
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

    /// <summary>The model's name then, whatever becomes of it.</summary>
    public required string ModelName { get; init; }

    /// <summary>The provider's key then.</summary>
    public required string ProviderKey { get; init; }

    public required ProviderFailure Failure { get; init; }

    /// <summary>The model and the failure, for as long as a failure belongs to this incident; it makes two processes open one.</summary>
    public string? Slot { get; init; }

    public required IncidentState State { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public required DateTimeOffset LastFailureAt { get; init; }

    /// <summary>The model's last answer that was noticed during the incident; null for none.</summary>
    public DateTimeOffset? LastSuccessAt { get; init; }

    /// <summary>Null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The last time it was closed, also while it is open again.</summary>
    public DateTimeOffset? LastClosedAt { get; init; }

    public IncidentEnd? ClosedBecause { get; init; }

    /// <summary>Failures noted so far; a few seconds late, so that an outage does not become a write for each.</summary>
    public long Failures { get; init; }

    /// <summary>How often it came back within the hour after it was closed.</summary>
    public long Relapses { get; init; }

    /// <summary>It came back and nobody was told: it may be gone in a moment.</summary>
    public bool Silent { get; init; }

    /// <summary>1, and one more each time a relapse lasted so long that it was told.</summary>
    public long Episode { get; init; } = 1;

    /// <summary>What is still to be told, so that it is told even when the process that should have died.</summary>
    public IncidentTransition? Untold { get; init; }

    public DateTimeOffset? UntoldSince { get; init; }

    /// <summary>E-mails put in the outbox, one for each recipient.</summary>
    public long Mails { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    internal static string SlotOf(ModelId model, ProviderFailure failure) => $"{model}/{failure}";
}
