namespace IAfluence.Core.Bootstrap;

/// <summary>An object of the bootstrap file.</summary>
public abstract record BootstrapObject
{
    /// <summary>Names it within its parent.</summary>
    public required string Key { get; init; }

    /// <summary>Where it stands in the file, such as <c>clients[0].chatbots[1]</c>.</summary>
    public required string Path { get; init; }

    /// <summary>Of its own content in the file, without its children's; not of the order of its properties.</summary>
    public required string Digest { get; init; }
}

/// <summary>The bootstrap file, read and well-formed; whether what it names exists is checked against the store.</summary>
public sealed record BootstrapFile
{
    /// <summary>The installation's route, by keys of models.</summary>
    public Given<IReadOnlyList<string>> DefaultRoute { get; init; }

    public string DefaultRouteDigest { get; init; } = "";

    public IReadOnlyList<BootstrapProvider> Providers { get; init; } = [];

    public IReadOnlyList<BootstrapModel> Models { get; init; } = [];

    public IReadOnlyList<BootstrapClient> Clients { get; init; } = [];
}

public sealed record BootstrapProvider : BootstrapObject
{
    public Given<Providers.ProviderKind> Kind { get; init; }

    public Given<string> BaseUrl { get; init; }

    public Given<string?> Preset { get; init; }

    public Given<string?> ApiVersion { get; init; }

    /// <summary>In clear, as the file holds it; null takes the stored one away.</summary>
    public Given<string?> ApiKey { get; init; }

    public Given<string?> Processor { get; init; }

    public Given<string?> Region { get; init; }

    public Given<Quota?> Quota { get; init; }

    public Given<bool> Active { get; init; }
}

public sealed record BootstrapModel : BootstrapObject
{
    /// <summary>The key of its provider.</summary>
    public Given<string> Provider { get; init; }

    public Given<string> Name { get; init; }

    /// <summary>In micro-dollars for a million tokens, like the other prices; the file holds dollars.</summary>
    public Given<long> InputMicros { get; init; }

    /// <summary>Null where the vendor has no such price: the input price.</summary>
    public Given<long?> CachedInputMicros { get; init; }

    public Given<long> OutputMicros { get; init; }

    public Given<Quota?> Quota { get; init; }

    public Given<bool> Active { get; init; }
}

public sealed record BootstrapClient : BootstrapObject
{
    public Given<string> Name { get; init; }

    public Given<string> Locale { get; init; }

    public Given<string> TimeZone { get; init; }

    public Given<IReadOnlyList<string>?> DefaultRoute { get; init; }

    public Given<Quota?> Quota { get; init; }

    /// <summary>Null for the product's steps.</summary>
    public Given<DegradeLadder?> Ladder { get; init; }

    /// <summary>By keys of providers, and regions; null for every provider.</summary>
    public Given<Providers.AllowedProcessors?> AllowedProcessors { get; init; }

    public Given<bool> Active { get; init; }

    public Given<bool> WithoutBrand { get; init; }

    public IReadOnlyList<BootstrapChatbot> Chatbots { get; init; } = [];
}

public sealed record BootstrapChatbot : BootstrapObject
{
    public Given<string> PublicKey { get; init; }

    public Given<string> Name { get; init; }

    public Given<string> Locale { get; init; }

    /// <summary>By keys of models; null for the client's.</summary>
    public Given<IReadOnlyList<string>?> Route { get; init; }

    public Given<string> SystemPrompt { get; init; }

    public Given<string> Greeting { get; init; }

    public Given<IReadOnlyList<string>> Suggestions { get; init; }

    public Given<double?> Temperature { get; init; }

    public Given<IReadOnlyList<string>> AllowedOrigins { get; init; }

    public Given<string?> Apology { get; init; }

    public Given<int?> MessagesPerMinute { get; init; }

    public Given<int> MessageCharacters { get; init; }

    public Given<int?> MessagesPerConversation { get; init; }

    public Given<int?> MessagesPerMinuteOfAll { get; init; }

    public BootstrapAppearance Appearance { get; init; } = new();

    public BootstrapBehaviour Behaviour { get; init; } = new();

    /// <summary>Taken as a whole; null for no form.</summary>
    public Given<Chatbots.ChatbotContactForm?> Contact { get; init; }

    public Given<bool> Handover { get; init; }

    /// <summary>Taken as a whole; null for always.</summary>
    public Given<Chatbots.ChatbotHours?> Hours { get; init; }

    public Given<bool> Images { get; init; }

    public Given<Quota?> Quota { get; init; }

    public Given<string?> OffMessage { get; init; }

    /// <summary>Null to keep no answers.</summary>
    public Given<int?> AnswerCacheHours { get; init; }

    public Given<bool> Active { get; init; }

    public IReadOnlyList<BootstrapText> Knowledge { get; init; } = [];
}

/// <summary>A knowledge text.</summary>
public sealed record BootstrapText : BootstrapObject
{
    public Given<string> Title { get; init; }

    public Given<string> Text { get; init; }

    public Given<string?> Url { get; init; }

    public Given<string> Locale { get; init; }
}
