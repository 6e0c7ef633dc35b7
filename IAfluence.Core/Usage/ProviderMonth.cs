using IAfluence.Core.Storage;

namespace IAfluence.Core.Usage;

/// <summary>The id of a provider's month: the month and the provider.</summary>
public readonly record struct ProviderMonthId(string Value) : IId<ProviderMonthId>
{
    public static ProviderMonthId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>
/// What deleted clients used of one provider in one month, as totals that name nobody. Together with the ledger of the clients there
/// are, it makes up the platform's books.
/// </summary>
public sealed record ProviderMonth : PlatformDocument<ProviderMonthId>
{
    public static readonly CollectionDefinition<ProviderMonth> Collection = new CollectionDefinition<ProviderMonth>("provider-months")
        .Kept("Totals of the books. They name no client once its ledger is folded and forgotten.");

    /// <summary>In UTC, as 2026-11.</summary>
    public required string Month { get; init; }

    public required ProviderId ProviderId { get; init; }

    public long Attempts { get; init; }

    public long InputTokens { get; init; }

    public long CachedInputTokens { get; init; }

    public long OutputTokens { get; init; }

    public long CostMicros { get; init; }

    /// <summary>How far each client that is being deleted has been counted; empty once it is gone.</summary>
    public IReadOnlyList<FoldPosition> Folding { get; init; } = [];

    public static ProviderMonthId IdOf(string month, ProviderId providerId) => new($"{month}-{providerId}");
}

/// <summary>A client whose ledger is being folded, and the last entry of it that is counted: entries are folded in the order of their ids.</summary>
public sealed record FoldPosition(ClientId ClientId, AttemptId Through);
