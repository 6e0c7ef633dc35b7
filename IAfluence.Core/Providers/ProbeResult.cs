namespace IAfluence.Core.Providers;

/// <summary>The result of a connection test: a failure, or the speed and cost of a successful call.</summary>
public sealed record ProbeResult
{
    /// <summary>Whether the test succeeded.</summary>
    public bool Succeeded => Failure is null;

    /// <summary>The model that was called; null when only the connection was tested because the provider has no model.</summary>
    public string? ModelName { get; init; }

    /// <summary>From the call to the first text; null when there was no text.</summary>
    public TimeSpan? FirstToken { get; init; }

    /// <summary>From the call to its end, successful or not.</summary>
    public TimeSpan Whole { get; init; }

    /// <summary>All prompt tokens that the server reported; null when it reported none.</summary>
    public long? InputTokens { get; init; }

    public long? OutputTokens { get; init; }

    /// <summary>The cost of the test at the model's price, in micro-dollars; null when the usage is not known. It is not in the ledger.</summary>
    public long? CostMicros { get; init; }

    /// <summary>Whether the server reports the tokens of a response. Without this, costs are estimates.</summary>
    public bool ReportsUsage => InputTokens is not null;

    /// <summary>The kind of failure; null on success.</summary>
    public ProviderFailure? Failure { get; init; }

    /// <summary>The vendor's message without the key; null on success.</summary>
    public string? Detail { get; init; }

    /// <summary>The vendor's <c>Retry-After</c>; null when it sent none.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>The outcomes of listing a server's models.</summary>
public enum DiscoveryOutcome
{
    Listed,

    /// <summary>The vendor has no list of what can be called with a key: Azure's deployments are named by the customer.</summary>
    CannotBeListed,
    Failed,
}

/// <summary>The models of a server, or why they are not known.</summary>
public sealed record DiscoveryResult
{
    public required DiscoveryOutcome Outcome { get; init; }

    /// <summary>Likely chat models first, each group ordered by name; empty unless listed.</summary>
    public IReadOnlyList<DiscoveredModel> Models { get; init; } = [];

    /// <summary>The kind of failure; null unless failed.</summary>
    public ProviderFailure? Failure { get; init; }

    /// <summary>The vendor's message without the key; null unless failed.</summary>
    public string? Detail { get; init; }
}

/// <summary>A model that a server offers.</summary>
/// <param name="Name">The value for <see cref="Model.Name"/>.</param>
/// <param name="DisplayName">The vendor's display name; null for none.</param>
/// <param name="LooksLikeChat">False when the name or description indicates another purpose, such as embeddings, speech, images or moderation.</param>
/// <param name="IsConfigured">Whether the provider already has a model of this name.</param>
public sealed record DiscoveredModel(string Name, string? DisplayName, bool LooksLikeChat, bool IsConfigured);
