using IAfluence.Core.Storage;

namespace IAfluence.Core.Providers;

/// <summary>A model of a provider, with its price.</summary>
public sealed record Model : PlatformDocument<ModelId>
{
    public const int MaxPriceChanges = 200;

    public static readonly CollectionDefinition<Model> Collection = new CollectionDefinition<Model>("models")
        .Unique(model => model.Key)
        .Kept("A model is the platform's.");

    public required string Key { get; init; }

    public required ProviderId ProviderId { get; init; }

    /// <summary>The name of the model in the provider's API.</summary>
    public required string Name { get; init; }

    public required ModelPrice Price { get; init; }

    /// <summary>The quota of its calls; null for none.</summary>
    public Quota? Quota { get; init; }

    /// <summary>The last <see cref="MaxPriceChanges"/> changes of its price, oldest first.</summary>
    public IReadOnlyList<PriceChange> PriceChanges { get; init; } = [];

    public bool Active { get; init; } = true;

    /// <summary>When it was deleted; otherwise null. A deleted model is inactive and in no route. It is kept for its name in old ledger entries.</summary>
    public DateTimeOffset? DeletedAt { get; init; }
}
