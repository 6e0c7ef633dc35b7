using IAfluence.Core.Storage;

namespace IAfluence.Core.Providers;

/// <summary>The id of a model of a provider.</summary>
public readonly record struct ModelId(string Value) : IId<ModelId>
{
    public static ModelId From(string value) => new(value);

    public override string ToString() => Value;
}
