using System.Security.Cryptography;
using System.Text;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Bootstrap;

/// <summary>The id of an object of the bootstrap file: a digest of its address, which may be longer than ids are.</summary>
public readonly record struct AppliedObjectId(string Value) : IId<AppliedObjectId>
{
    public static AppliedObjectId From(string value) => new(value);

    public static AppliedObjectId Of(string address) => new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address)).AsSpan(0, 16)));

    public override string ToString() => Value;
}
