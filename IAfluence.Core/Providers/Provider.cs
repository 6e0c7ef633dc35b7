using IAfluence.Core.Storage;

namespace IAfluence.Core.Providers;

/// <summary>The API of a provider.</summary>
public enum ProviderKind
{
    /// <summary>OpenAI's chat completions, of any server.</summary>
    OpenAi,

    /// <summary>Anthropic's Messages API.</summary>
    Anthropic,

    /// <summary>Replies from the chatbot's own knowledge, without a network.</summary>
    Builtin,
}

/// <summary>An LLM vendor or server.</summary>
public sealed record Provider : PlatformDocument<ProviderId>
{
    public static readonly CollectionDefinition<Provider> Collection = new CollectionDefinition<Provider>("providers")
        .Unique(provider => provider.Key)
        .Kept("A provider is the platform's.");

    public required string Key { get; init; }

    /// <summary>The display name; null to show the key.</summary>
    public string? Name { get; init; }

    public required ProviderKind Kind { get; init; }

    /// <summary>The base address of the API, for example https://api.openai.com/v1; null for the builtin provider.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>The key of the <see cref="ProviderPreset"/> from which it was created; null for none.</summary>
    public string? Preset { get; init; }

    /// <summary>The API version for Azure's deployment addresses; null for Azure's newer address and for every other server.</summary>
    public string? ApiVersion { get; init; }

    /// <summary>The encrypted API key; null when none is needed. It never leaves the server.</summary>
    public string? ProtectedApiKey { get; init; }

    /// <summary>When the API key was stored; null without a key, and for keys stored by older versions.</summary>
    public DateTimeOffset? ApiKeyStoredAt { get; init; }

    /// <summary>Whether the operator allows an address in a private network, for example for a local server.</summary>
    public bool PrivateNetworkAllowed { get; init; }

    /// <summary>The legal entity that processes the data; null when unknown.</summary>
    public string? Processor { get; init; }

    public string? Region { get; init; }

    /// <summary>The quota of the calls of its models; null for none.</summary>
    public Quota? Quota { get; init; }

    /// <summary>The data-processing agreement, as a link or a note; null when unknown.</summary>
    public string? DataAgreement { get; init; }

    /// <summary>How long the provider keeps the data, in the operator's words; null when unknown.</summary>
    public string? Retention { get; init; }

    public bool Active { get; init; } = true;

    /// <summary>When it was deleted; otherwise null. A deleted provider is inactive and has no API key. It is kept for the names in old ledger entries.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    public string Title => Name ?? Key;
}

/// <summary>The provider of every installation. Its only model replies from the chatbot's knowledge and costs nothing.</summary>
public static class BuiltinProvider
{
    public const string Key = "builtin";

    /// <summary>A fixed id, so that two processes that start at the same time create the same documents.</summary>
    public static readonly ProviderId ProviderId = new(Key);

    /// <inheritdoc cref="ProviderId"/>
    public static readonly ModelId ModelId = new(Key);
}
