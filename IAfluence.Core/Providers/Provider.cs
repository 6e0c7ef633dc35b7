using IAfluence.Core.Storage;

namespace IAfluence.Core.Providers;

/// <summary>The vendor API a provider speaks.</summary>
public enum ProviderKind
{
    /// <summary>OpenAI's chat completions, by whomever they are served.</summary>
    OpenAi,

    /// <summary>Anthropic's Messages API.</summary>
    Anthropic,

    /// <summary>Answers from the chatbot's own knowledge, without a network.</summary>
    Builtin,
}

/// <summary>An LLM vendor or server.</summary>
public sealed record Provider : PlatformDocument<ProviderId>
{
    public static readonly CollectionDefinition<Provider> Collection = new CollectionDefinition<Provider>("providers")
        .Unique(provider => provider.Key)
        .Kept("A provider is the platform's.");

    public required string Key { get; init; }

    /// <summary>What people call it; null for its key.</summary>
    public string? Name { get; init; }

    public required ProviderKind Kind { get; init; }

    /// <summary>The address its API's paths are joined to, such as https://api.openai.com/v1; null for builtin.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>The key of the <see cref="ProviderPreset"/> it was made from; null for none.</summary>
    public string? Preset { get; init; }

    /// <summary>Set for Azure's deployment addresses, which are then called with it; null for its newer address and for every other server.</summary>
    public string? ApiVersion { get; init; }

    /// <summary>The API key, encrypted; null when it needs none. Never leaves the server.</summary>
    public string? ProtectedApiKey { get; init; }

    /// <summary>When the API key was stored; null without one, and for keys older than this note.</summary>
    public DateTimeOffset? ApiKeyStoredAt { get; init; }

    /// <summary>Whether its address may lie in a private network: the operator wrote it, as for a local server.</summary>
    public bool PrivateNetworkAllowed { get; init; }

    /// <summary>The legal entity that processes what is sent; null when not told.</summary>
    public string? Processor { get; init; }

    public string? Region { get; init; }

    /// <summary>The ceiling on the calls of its models; null for none.</summary>
    public Quota? Quota { get; init; }

    /// <summary>The data-processing agreement with it: a link or a note; null when not told.</summary>
    public string? DataAgreement { get; init; }

    /// <summary>How long it keeps what is sent, in the operator's words; null when not told.</summary>
    public string? Retention { get; init; }

    public bool Active { get; init; } = true;

    /// <summary>Set once it was deleted: it is then inactive, without API key, and kept for the names in old entries of the ledger.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    public string Title => Name ?? Key;
}
