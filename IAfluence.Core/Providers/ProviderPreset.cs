namespace IAfluence.Core.Providers;

/// <summary>
/// What is known of a vendor or server before anyone fills in a form. A preset only suggests: the adapter looks at the provider's own
/// fields, and at the preset only for what Azure does its own way.
/// </summary>
/// <param name="Key">As it is stored with a provider and stands in a bootstrap file.</param>
/// <param name="Name">The vendor's own spelling, the same in every language; empty for "other".</param>
/// <param name="Kind">The API it speaks.</param>
public sealed record ProviderPreset(string Key, string Name, ProviderKind Kind)
{
    public const string AzureOpenAiKey = "azure-openai";

    /// <summary>OpenAI's own: the address and kind of providers that name nothing else.</summary>
    public static readonly ProviderPreset OpenAi = new("openai", "OpenAI", ProviderKind.OpenAi)
    {
        BaseUrl = "https://api.openai.com/v1",
        NeedsKey = true,
        Processor = "OpenAI",
    };

    /// <summary>
    /// Models are deployments, named by whoever made them, and they cannot be listed with a key. The key goes into a header of its own
    /// (<c>api-key</c>). Without an api-version the newer address is called (<c>…/openai/v1</c>, the deployment in the body), with one
    /// the older (<c>…/openai/deployments/{name}/chat/completions?api-version=…</c>).
    /// </summary>
    public static readonly ProviderPreset AzureOpenAi = new(AzureOpenAiKey, "Azure OpenAI", ProviderKind.OpenAi)
    {
        BaseUrlExample = "https://my-resource.openai.azure.com",
        NeedsKey = true,
        HasApiVersion = true,
        ListsModels = false,
        Processor = "Microsoft",
    };

    public static readonly ProviderPreset Anthropic = new("anthropic", "Anthropic", ProviderKind.Anthropic)
    {
        BaseUrl = "https://api.anthropic.com",
        NeedsKey = true,
        Processor = "Anthropic",
    };

    /// <summary>In the order of a form.</summary>
    public static readonly IReadOnlyList<ProviderPreset> All =
    [
        OpenAi,
        AzureOpenAi,
        Anthropic,
        new("mistral", "Mistral AI", ProviderKind.OpenAi) { BaseUrl = "https://api.mistral.ai/v1", NeedsKey = true, Processor = "Mistral AI", Region = "eu" },
        new("groq", "Groq", ProviderKind.OpenAi) { BaseUrl = "https://api.groq.com/openai/v1", NeedsKey = true, Processor = "Groq", Region = "us" },
        new("ollama", "Ollama", ProviderKind.OpenAi) { BaseUrl = "http://127.0.0.1:11434/v1", OnPrivateNetwork = true },
        new("vllm", "vLLM", ProviderKind.OpenAi) { BaseUrl = "http://127.0.0.1:8000/v1", OnPrivateNetwork = true },
        new("lm-studio", "LM Studio", ProviderKind.OpenAi) { BaseUrl = "http://127.0.0.1:1234/v1", OnPrivateNetwork = true },
        new("other", "", ProviderKind.OpenAi) { BaseUrlExample = "https://llm.example.com/v1" },
    ];

    /// <summary>Null where each installation or account has its own.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>What an address looks like where there is no <see cref="BaseUrl"/>.</summary>
    public string? BaseUrlExample { get; init; }

    /// <summary>Whether it answers nobody without an API key; where it does not, a key may still be set.</summary>
    public bool NeedsKey { get; init; }

    /// <summary>Whether it is by nature a server of one's own, on this machine or in a private network.</summary>
    public bool OnPrivateNetwork { get; init; }

    /// <summary>Whether <see cref="Provider.ApiVersion"/> means anything to it.</summary>
    public bool HasApiVersion { get; init; }

    /// <summary>Whether its models can be listed.</summary>
    public bool ListsModels { get; init; } = true;

    /// <summary>Who processes what is sent; null where that is for the operator to say.</summary>
    public string? Processor { get; init; }

    /// <summary>Where, if the vendor has one place only.</summary>
    public string? Region { get; init; }

    /// <summary>The preset that a provider of this kind has when none is named; null for builtin.</summary>
    public static ProviderPreset? DefaultOf(ProviderKind kind) => kind switch
    {
        ProviderKind.OpenAi => OpenAi,
        ProviderKind.Anthropic => Anthropic,
        _ => null,
    };

    /// <returns>Null for an unknown key.</returns>
    public static ProviderPreset? FindOrNull(string? key) => All.FirstOrDefault(preset => preset.Key == key);
}
