using IAfluence.Core.Storage;

namespace IAfluence.Core.Quotas;

/// <summary>The id of a mark: its window and what was reached, so that two processes make one.</summary>
public readonly record struct QuotaMarkId(string Value) : IId<QuotaMarkId>
{
    public static QuotaMarkId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>What a mark stands for.</summary>
public enum QuotaMarkKind
{
    /// <summary>A share of the quota is used: 50, 80 or 100 percent.</summary>
    Alert,

    /// <summary>A step of the client's degrade ladder was taken.</summary>
    Step,
}

/// <summary>The fact that a quota reached a mark in a period: once for each period and mark. It holds ids and figures only.</summary>
public sealed record QuotaMark : PlatformDocument<QuotaMarkId>
{
    public static readonly CollectionDefinition<QuotaMark> Collection = new CollectionDefinition<QuotaMark>("quota-marks")
        .Index(mark => mark.UntoldSince)
        .Index(mark => mark.WindowId)
        .IndexDescending(mark => mark.At)
        .Expires(mark => mark.ExpiresAt)
        .ErasedWith(OwnerKind.QuotaWindow, mark => mark.WindowId);

    /// <summary>The percentages of alerts.</summary>
    public static readonly IReadOnlyList<int> Alerts = [50, 80, 100];

    public required QuotaMarkKind Kind { get; init; }

    public required QuotaWindowId WindowId { get; init; }

    public required QuotaKind Of { get; init; }

    /// <summary>The client, or the chatbot's client; null for a model or provider.</summary>
    public ClientId? ClientId { get; init; }

    /// <summary>The id of the client, chatbot, model or provider.</summary>
    public required string OwnId { get; init; }

    /// <summary>The share that was reached, in percent.</summary>
    public required int Percent { get; init; }

    /// <summary>Of a step: which.</summary>
    public DegradeStep? Step { get; init; }

    public required Quota Quota { get; init; }

    /// <summary>What was used when it was noticed.</summary>
    public required QuotaUse Used { get; init; }

    /// <summary>The period's.</summary>
    public required DateTimeOffset Start { get; init; }

    public required DateTimeOffset End { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Set until every listener has taken it.</summary>
    public DateTimeOffset? UntoldSince { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public QuotaScope Scope => new(Of, ClientId, OwnId);
}

/// <summary>
/// Receives every quota mark; several can be registered. One process calls the listeners; when that process dies or a listener
/// throws, any process calls them again. Key what you make of a mark by the mark's id, so that it is made once.
/// </summary>
public interface IQuotaMarkListener
{
    Task MarkedAsync(QuotaMark mark, CancellationToken ct);
}
