using IAfluence.Core.Storage;

namespace IAfluence.Core.Routing;

/// <summary>The id of a replacement of one model by another.</summary>
public readonly record struct ModelReplacementId(string Value) : IId<ModelReplacementId>
{
    public static ModelReplacementId From(string value) => new(value);

    public override string ToString() => Value;
}
