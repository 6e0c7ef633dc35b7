using IAfluence.Core.Storage;

namespace IAfluence.Core.Providers;

/// <summary>A client's own API key for a provider. Replies by the provider's models use it and are billed to the client.</summary>
public sealed record ClientKey : ClientDocument<ClientKeyId>
{
    public static readonly CollectionDefinition<ClientKey> Collection = new CollectionDefinition<ClientKey>("client-keys")
        .Unique(key => key.ProviderId)
        .ErasedWithClient();

    public required ProviderId ProviderId { get; init; }

    /// <summary>The encrypted key. It never leaves the server.</summary>
    public required string ProtectedApiKey { get; init; }

    /// <summary>The scheme, host and port for which the key was stored. It is sent to no other host, so it is not used after the provider's address changes.</summary>
    public required string Host { get; init; }

    /// <summary>Whether the agency's key is the fallback when this key fails.</summary>
    public bool AgencyFallbackAllowed { get; init; }

    public required DateTimeOffset StoredAt { get; init; }
}
