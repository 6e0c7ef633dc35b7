using IAfluence.Core.Storage;

namespace IAfluence.Core.Usage;

/// <summary>The id of the totals of a month and a provider.</summary>
public readonly record struct ProviderMonthId(string Value) : IId<ProviderMonthId>
{
    public static ProviderMonthId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>
/// The totals of all deleted clients for one provider and month, without any client's name. Together with the ledger of existing clients, they are the
/// complete usage of the platform.
/// </summary>
public sealed record ProviderMonth : PlatformDocument<ProviderMonthId>
{
    public static readonly CollectionDefinition<ProviderMonth> Collection = new CollectionDefinition<ProviderMonth>("provider-months")
        .Kept("Totals of usage. They hold no client's id once its ledger is folded and deleted.");

    /// <summary>The month in UTC, for example <c>2026-11</c>.</summary>
    public required string Month { get; init; }

    public required ProviderId ProviderId { get; init; }

    public long Attempts { get; init; }

    public long InputTokens { get; init; }

    public long CachedInputTokens { get; init; }

    public long OutputTokens { get; init; }

    public long CostMicros { get; init; }

    /// <summary>The last counted entry of each client that is being deleted; removed when the deletion is complete.</summary>
    public IReadOnlyList<FoldPosition> Folding { get; init; } = [];

    public static ProviderMonthId IdOf(string month, ProviderId providerId) => new($"{month}-{providerId}");
}

/// <summary>The last counted entry of a client whose ledger is being folded. Entries are folded in the order of their ids.</summary>
public sealed record FoldPosition(ClientId ClientId, AttemptId Through);
