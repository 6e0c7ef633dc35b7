using IAfluence.Core.Storage;

namespace IAfluence.Core.Clients;

/// <summary>The id of a client (the tenant).</summary>
public readonly record struct ClientId(string Value) : IId<ClientId>
{
    public static ClientId From(string value) => new(value);

    public override string ToString() => Value;
}
