using IAfluence.Core.Storage;

namespace IAfluence.Core.Quotas;

/// <summary>The id of a window: its scope and the label of its period.</summary>
public readonly record struct QuotaWindowId(string Value) : IId<QuotaWindowId>
{
    public static QuotaWindowId From(string value) => new(value);

    public static QuotaWindowId Of(QuotaScope scope, QuotaSpan span) => new($"{scope}-{span.Label}");

    public override string ToString() => Value;
}

/// <summary>
/// One period of one quota, in one document: what was used, what is set aside besides, and by whom. It exists once something was
/// reserved in it, and is kept for a year after.
/// </summary>
public interface IQuotaWindow : IDocument
{
    QuotaWindowId Id { get; }

    QuotaKind Kind { get; }

    /// <summary>The id of what it counts the use of.</summary>
    string OwnId { get; }

    DateTimeOffset Start { get; }

    DateTimeOffset End { get; }

    /// <summary>The quota as it was when last reserved from.</summary>
    Quota Quota { get; }

    /// <summary>Settled use: what the ledger says.</summary>
    QuotaUse Used { get; }

    /// <summary>Used, and what is set aside: a store compares one field with one value, so their sum is kept.</summary>
    QuotaUse Taken { get; }

    /// <summary>How many reservations are open; at most <see cref="QuotaWindows.MaxOpen"/>.</summary>
    long OpenCount { get; }

    /// <summary>The open reservations, as <see cref="QuotaReservation"/> writes them.</summary>
    IReadOnlyList<string> Open { get; }
}

/// <summary>What windows tell of the use to come.</summary>
internal static class QuotaEstimates
{
    private const int Enough = 10;

    /// <summary>
    /// An estimate in the light of what answers have really taken in this window: a list price and a guessed length can be many times
    /// too much, and would refuse visitors while there is still room.
    /// </summary>
    public static QuotaUse Refine(this IQuotaWindow? window, QuotaUse estimate) => window is { Used.Messages: >= Enough and var count }
        ? QuotaUse.Least(estimate, new QuotaUse(estimate.Messages, window.Used.Tokens / count, window.Used.CostMicros / count))
        : estimate;
}

/// <summary>A window of a model or provider.</summary>
public sealed record QuotaWindow : PlatformDocument<QuotaWindowId>, IQuotaWindow
{
    public static readonly CollectionDefinition<QuotaWindow> Collection = new CollectionDefinition<QuotaWindow>("quota-windows")
        .Index(window => window.OpenCount)
        .Index(window => window.End)
        .Expires(window => window.ExpiresAt)
        .Kept("A window of the platform's models and providers.");

    public required QuotaKind Kind { get; init; }

    public required string OwnId { get; init; }

    public required DateTimeOffset Start { get; init; }

    public required DateTimeOffset End { get; init; }

    public required Quota Quota { get; init; }

    public QuotaUse Used { get; init; } = QuotaUse.None;

    public QuotaUse Taken { get; init; } = QuotaUse.None;

    public long OpenCount { get; init; }

    public IReadOnlyList<string> Open { get; init; } = [];

    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>A window of a client or one of its chatbots.</summary>
public sealed record ClientQuotaWindow : ClientDocument<QuotaWindowId>, IQuotaWindow
{
    public static readonly CollectionDefinition<ClientQuotaWindow> Collection = new CollectionDefinition<ClientQuotaWindow>("client-quota-windows")
        .Index(window => window.OwnId)
        .IndexAcrossClients(window => window.OpenCount)
        .IndexAcrossClients(window => window.End)
        .Expires(window => window.ExpiresAt)
        .ErasedWith(OwnerKind.Chatbot, window => window.OwnId)
        .Owns(OwnerKind.QuotaWindow, window => window.Id.Value);

    public required QuotaKind Kind { get; init; }

    public required string OwnId { get; init; }

    public required DateTimeOffset Start { get; init; }

    public required DateTimeOffset End { get; init; }

    public required Quota Quota { get; init; }

    public QuotaUse Used { get; init; } = QuotaUse.None;

    public QuotaUse Taken { get; init; } = QuotaUse.None;

    public long OpenCount { get; init; }

    public IReadOnlyList<string> Open { get; init; } = [];

    public required DateTimeOffset ExpiresAt { get; init; }
}
