using IAfluence.Core.Storage;

namespace IAfluence.Core.Quotas;

/// <summary>The id of a window, made of its scope and the label of its period.</summary>
public readonly record struct QuotaWindowId(string Value) : IId<QuotaWindowId>
{
    public static QuotaWindowId From(string value) => new(value);

    public static QuotaWindowId Of(QuotaScope scope, QuotaSpan span) => new($"{scope}-{span.Label}");

    public override string ToString() => Value;
}

/// <summary>
/// The use of one quota in one period, in one document: settled use, total with reservations, and the open reservations. The first reservation
/// creates it. It is kept for 366 days after the period ends.
/// </summary>
public interface IQuotaWindow : IDocument
{
    QuotaWindowId Id { get; }

    QuotaKind Kind { get; }

    /// <summary>The id of the client, chatbot, model or provider whose use is counted.</summary>
    string OwnId { get; }

    DateTimeOffset Start { get; }

    DateTimeOffset End { get; }

    /// <summary>The quota at the time of the last reservation.</summary>
    Quota Quota { get; }

    /// <summary>Settled use, equal to the use in the ledger.</summary>
    QuotaUse Used { get; }

    /// <summary>The sum of settled use and open reservations. It is stored because a filter can compare only one field with one value.</summary>
    QuotaUse Taken { get; }

    /// <summary>The number of open reservations; at most <see cref="QuotaWindows.MaxOpen"/>.</summary>
    long OpenCount { get; }

    /// <summary>The open reservations, in the format of <see cref="QuotaReservation.ToString"/>.</summary>
    IReadOnlyList<string> Open { get; }
}

/// <summary>Improves estimates by the use that was measured.</summary>
internal static class QuotaEstimates
{
    private const int MinMessages = 10;

    /// <summary>
    /// Limits an estimate to the average use of a message in this window, once it holds 10 messages. An estimate from list price and assumed length can
    /// be many times too high, and would refuse visitors too early.
    /// </summary>
    public static QuotaUse Refine(this IQuotaWindow? window, QuotaUse estimate) => window is { Used.Messages: >= MinMessages and var count }
        ? QuotaUse.Least(estimate, new QuotaUse(estimate.Messages, window.Used.Tokens / count, window.Used.CostMicros / count))
        : estimate;
}

/// <summary>The window of a model or provider.</summary>
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

/// <summary>The window of a client or of one of its chatbots.</summary>
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
