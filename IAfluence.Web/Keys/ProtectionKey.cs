using IAfluence.Core.Storage;

namespace IAfluence.Web.Keys;

/// <summary>The id of an element of the key ring.</summary>
public readonly record struct ProtectionKeyId(string Value) : IId<ProtectionKeyId>
{
    public static ProtectionKeyId From(string value) => new(value);
}

/// <summary>An element of Data Protection's key ring, its secret encrypted with the master key.</summary>
public sealed record ProtectionKey : PlatformDocument<ProtectionKeyId>
{
    public static readonly CollectionDefinition<ProtectionKey> Collection = new CollectionDefinition<ProtectionKey>("protection-keys")
        .Kept("A key of the installation.");

    public required string Xml { get; init; }
}
