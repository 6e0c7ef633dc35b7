using IAfluence.Core.Storage;

namespace IAfluence.Core.Providers;

/// <summary>One priced model of a provider.</summary>
public sealed record Model : PlatformDocument<ModelId>
{
    public const int MaxPriceChanges = 200;

    public static readonly CollectionDefinition<Model> Collection = new CollectionDefinition<Model>("models")
        .Unique(model => model.Key)
        .Kept("A model is the platform's.");

    public required string Key { get; init; }

    public required ProviderId ProviderId { get; init; }

    /// <summary>The name its provider knows it by.</summary>
    public required string Name { get; init; }

    public required ModelPrice Price { get; init; }

    /// <summary>The ceiling on its calls; null for none.</summary>
    public Quota? Quota { get; init; }

    /// <summary>Its changes of price, oldest first, the last <see cref="MaxPriceChanges"/> of them.</summary>
    public IReadOnlyList<PriceChange> PriceChanges { get; init; } = [];

    public bool Active { get; init; } = true;

    /// <summary>Set once it was deleted: it is then inactive, in no route, and kept for its name in old entries of the ledger.</summary>
    public DateTimeOffset? DeletedAt { get; init; }
}
