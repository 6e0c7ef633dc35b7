using IAfluence.Core.Storage;

namespace IAfluence.Core.Quotas;

/// <summary>The id of a mark. It is derived from the window and the threshold, so two processes create one mark only.</summary>
public readonly record struct QuotaMarkId(string Value) : IId<QuotaMarkId>
{
    public static QuotaMarkId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>The kinds of marks.</summary>
public enum QuotaMarkKind
{
    /// <summary>50, 80 or 100 percent of the quota are used.</summary>
    Alert,

    /// <summary>A step of the client's degrade ladder was reached.</summary>
    Step,
}

/// <summary>Records that a quota reached a threshold in a period. Each threshold is recorded once per period. A mark holds ids and figures only.</summary>
public sealed record QuotaMark : PlatformDocument<QuotaMarkId>
{
    public static readonly CollectionDefinition<QuotaMark> Collection = new CollectionDefinition<QuotaMark>("quota-marks")
        .Index(mark => mark.UntoldSince)
        .Index(mark => mark.WindowId)
        .IndexDescending(mark => mark.At)
        .Expires(mark => mark.ExpiresAt)
        .ErasedWith(OwnerKind.QuotaWindow, mark => mark.WindowId);

    /// <summary>The thresholds of alerts, in percent.</summary>
    public static readonly IReadOnlyList<int> Alerts = [50, 80, 100];

    public required QuotaMarkKind Kind { get; init; }

    public required QuotaWindowId WindowId { get; init; }

    public required QuotaKind Of { get; init; }

    /// <summary>The client of the quota, or of its chatbot; null for a model or provider.</summary>
    public ClientId? ClientId { get; init; }

    /// <summary>The id of the client, chatbot, model or provider.</summary>
    public required string OwnId { get; init; }

    /// <summary>The share of the quota that was used, in percent.</summary>
    public required int Percent { get; init; }

    /// <summary>The step that was reached; null for an alert.</summary>
    public DegradeStep? Step { get; init; }

    public required Quota Quota { get; init; }

    /// <summary>The settled use when the mark was recorded.</summary>
    public required QuotaUse Used { get; init; }

    /// <summary>When the period starts.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>When the period ends.</summary>
    public required DateTimeOffset End { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>When notification became pending; null once every listener was notified.</summary>
    public DateTimeOffset? UntoldSince { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public QuotaScope Scope => new(Of, ClientId, OwnId);
}

/// <summary>
/// Receives every quota mark. Several listeners can be registered. One process calls the listeners; when it dies or a listener throws, another
/// process may call all of them again. Implementations must therefore be idempotent, for example by using the mark's id as key.
/// </summary>
public interface IQuotaMarkListener
{
    Task MarkedAsync(QuotaMark mark, CancellationToken ct);
}
