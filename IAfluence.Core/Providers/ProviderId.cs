using IAfluence.Core.Storage;

namespace IAfluence.Core.Providers;

/// <summary>The id of a provider.</summary>
public readonly record struct ProviderId(string Value) : IId<ProviderId>
{
    public static ProviderId From(string value) => new(value);

    public override string ToString() => Value;
}
