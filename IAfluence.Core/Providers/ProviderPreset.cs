namespace IAfluence.Core.Providers;

/// <summary>
/// Known values of a vendor or server, with which a form is filled in. A preset only suggests values: adapters read the provider's own fields, and the
/// preset only for the special cases of Azure.
/// </summary>
/// <param name="Key">The key that is stored with a provider and used in a bootstrap file.</param>
/// <param name="Name">The vendor's own spelling, in every language; empty for “other”.</param>
public sealed record ProviderPreset(string Key, string Name, ProviderKind Kind)
{
    public const string AzureOpenAiKey = "azure-openai";

    /// <summary>OpenAI, which gives the default address and kind of a provider.</summary>
    public static readonly ProviderPreset OpenAi = new("openai", "OpenAI", ProviderKind.OpenAi)
    {
        BaseUrl = "https://api.openai.com/v1",
        NeedsKey = true,
        Processor = "OpenAI",
    };

    /// <summary>
    /// Azure's models are deployments with names chosen by the customer, and cannot be listed with a key. The key is sent in the <c>api-key</c> header. Without
    /// an API version, the newer address is called (<c>…/openai/v1</c>, with the deployment in the body). With one, the older address is called
    /// (<c>…/openai/deployments/{name}/chat/completions?api-version=…</c>).
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

    /// <summary>All presets, in the order of the form.</summary>
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

    /// <summary>The base address; null when each installation or account has its own.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>An example of an address, when there is no <see cref="BaseUrl"/>.</summary>
    public string? BaseUrlExample { get; init; }

    /// <summary>Whether an API key is required. When it is not, a key can still be set.</summary>
    public bool NeedsKey { get; init; }

    /// <summary>Whether it is usually a local server, on this machine or in a private network.</summary>
    public bool OnPrivateNetwork { get; init; }

    /// <summary>Whether <see cref="Provider.ApiVersion"/> is used.</summary>
    public bool HasApiVersion { get; init; }

    /// <summary>Whether its models can be listed.</summary>
    public bool ListsModels { get; init; } = true;

    /// <summary>The legal entity that processes the data; null when the operator must state it.</summary>
    public string? Processor { get; init; }

    /// <summary>The region of processing, when the vendor has only one.</summary>
    public string? Region { get; init; }

    /// <summary>Returns the default preset of a kind; null for the builtin provider.</summary>
    public static ProviderPreset? DefaultOf(ProviderKind kind) => kind switch
    {
        ProviderKind.OpenAi => OpenAi,
        ProviderKind.Anthropic => Anthropic,
        _ => null,
    };

    /// <returns>Null for an unknown key.</returns>
    public static ProviderPreset? FindOrNull(string? key) => All.FirstOrDefault(preset => preset.Key == key);
}
