using IAfluence.Core.Storage;

namespace IAfluence.Core.Providers;

/// <summary>A client's own API key at a provider: its answers by that provider's models are made with it and billed to the client.</summary>
public sealed record ClientKey : ClientDocument<ClientKeyId>
{
    public static readonly CollectionDefinition<ClientKey> Collection = new CollectionDefinition<ClientKey>("client-keys")
        .Unique(key => key.ProviderId)
        .ErasedWithClient();

    public required ProviderId ProviderId { get; init; }

    /// <summary>Encrypted. Never leaves the server.</summary>
    public required string ProtectedApiKey { get; init; }

    /// <summary>Scheme, host and port that it was given for; it is sent nowhere else, and not used once the provider has moved.</summary>
    public required string Host { get; init; }

    /// <summary>Whether the agency's key steps in where this one fails.</summary>
    public bool AgencyFallbackAllowed { get; init; }

    public required DateTimeOffset StoredAt { get; init; }
}
