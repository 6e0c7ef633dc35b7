using IAfluence.Core.Quotas;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Providers;

/// <summary>One priced model of a provider.</summary>
public sealed record Model : PlatformDocument<ModelId>
{
    public static readonly CollectionDefinition<Model> Collection = new CollectionDefinition<Model>("models")
        .Unique(model => model.Key);

    public required string Key { get; init; }

    public required ProviderId ProviderId { get; init; }

    /// <summary>The name its provider knows it by.</summary>
    public required string Name { get; init; }

    public required ModelPrice Price { get; init; }

    /// <summary>The ceiling on its calls; null for none.</summary>
    public Quota? Quota { get; init; }

    public bool Active { get; init; } = true;
}
