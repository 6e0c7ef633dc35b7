using IAfluence.Core.Clients;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Providers;

/// <summary>The id of a client's own key: one for each provider.</summary>
public readonly record struct ClientKeyId(string Value) : IId<ClientKeyId>
{
    public static ClientKeyId From(string value) => new(value);

    public static ClientKeyId Of(ClientId client, ProviderId provider) => new($"{client}-{provider}");

    public override string ToString() => Value;
}
