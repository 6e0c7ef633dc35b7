namespace IAfluence.Core.Providers;

/// <summary>What a test of a connection found: either a failure, or how fast the model answered and what that took.</summary>
public sealed record ProbeResult
{
    /// <summary>Whether the server answered as it should.</summary>
    public bool Succeeded => Failure is null;

    /// <summary>The model that was called; null when only the connection could be tested, for the provider has no model yet.</summary>
    public string? ModelName { get; init; }

    /// <summary>From the call to the first words; null when there were none.</summary>
    public TimeSpan? FirstToken { get; init; }

    /// <summary>From the call to its end, good or bad.</summary>
    public TimeSpan Whole { get; init; }

    /// <summary>As the server reported them, all prompt tokens; null when it did not.</summary>
    public long? InputTokens { get; init; }

    public long? OutputTokens { get; init; }

    /// <summary>What the test cost at the model's price, in micro-dollars; it stands in nobody's ledger. Null when the use is not known.</summary>
    public long? CostMicros { get; init; }

    /// <summary>Whether the server says how many tokens an answer took; where it does not, costs are estimates.</summary>
    public bool ReportsUsage => InputTokens is not null;

    /// <summary>What went wrong; null for nothing.</summary>
    public ProviderFailure? Failure { get; init; }

    /// <summary>In the vendor's words, without the key; null when nothing went wrong.</summary>
    public string? Detail { get; init; }

    /// <summary>How long the vendor asks to wait; null when it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>How a look at a server's models ended.</summary>
public enum DiscoveryOutcome
{
    Listed,

    /// <summary>The vendor does not list what can be called with a key: Azure's deployments are named by whoever made them.</summary>
    CannotBeListed,
    Failed,
}

/// <summary>A server's models, or why they are not known.</summary>
public sealed record DiscoveryResult
{
    public required DiscoveryOutcome Outcome { get; init; }

    /// <summary>Those that look like language models first, each group by name; empty unless listed.</summary>
    public IReadOnlyList<DiscoveredModel> Models { get; init; } = [];

    /// <summary>What went wrong; null unless failed.</summary>
    public ProviderFailure? Failure { get; init; }

    /// <summary>In the vendor's words, without the key; null unless failed.</summary>
    public string? Detail { get; init; }
}

/// <summary>A model that a server offers.</summary>
/// <param name="Name">What a <see cref="Model.Name"/> is set to.</param>
/// <param name="DisplayName">The vendor's name for people; null for none.</param>
/// <param name="LooksLikeChat">False for those whose name or description says that they embed, speak, draw or judge.</param>
/// <param name="IsConfigured">Whether the provider has a model of this name already.</param>
public sealed record DiscoveredModel(string Name, string? DisplayName, bool LooksLikeChat, bool IsConfigured);
