using System.ComponentModel.DataAnnotations;
using IAfluence.Core.Clients;
using IAfluence.Core.Providers;

namespace IAfluence.Core.Bootstrap.Configuration;

/// <summary>A client of the configuration contract.</summary>
public sealed record ClientConfiguration
{
    public required string Key { get; init; }

    public required string Name { get; init; }

    public string Locale { get; init; } = "fr";

    public string TimeZone { get; init; } = "Europe/Paris";

    /// <summary>The keys of the models for chatbots without a route of their own; null to use the installation's default route.</summary>
    public IReadOnlyList<string>? DefaultRoute { get; init; }

    public QuotaConfiguration? Quota { get; init; }

    /// <summary>Null to use the product's default steps.</summary>
    public LadderConfiguration? Ladder { get; init; }

    /// <summary>Null to allow every provider.</summary>
    public AllowedProcessorsConfiguration? AllowedProcessors { get; init; }

    public bool Active { get; init; } = true;

    public bool WithoutBrand { get; init; }

    public IReadOnlyList<ChatbotConfiguration> Chatbots { get; init; } = [];

    public static ClientConfiguration Of(Client client, RouteKeys models) => new()
    {
        Key = client.Key,
        Name = client.Name,
        Locale = client.Locale,
        TimeZone = client.TimeZone,
        DefaultRoute = models.KeysOf(client.DefaultRoute),
        Quota = QuotaConfiguration.Of(client.Quota),
        Ladder = client.Ladder is { } ladder ? new() { CheaperPercent = ladder.CheaperPercent, KnowledgePercent = ladder.KnowledgePercent } : null,
        AllowedProcessors = client.AllowedProcessors is { } allowed ? new() { Providers = allowed.Providers, Regions = allowed.Regions } : null,
        Active = client.Active,
        WithoutBrand = client.WithoutBrand,
    };

    /// <summary>The settings to save, as the admin's form would save them.</summary>
    /// <param name="before">The stored client; null for a new one.</param>
    internal ClientSettings Settings(Client? before, IReadOnlyList<ModelId>? route) => new ClientSettings
    {
        Name = Name,
        Locale = Locale,
        TimeZone = TimeZone,
        RetentionDays = before?.RetentionDays,
        DefaultRoute = route,
        AllowedProcessors = AllowedProcessors is { } allowed ? new AllowedProcessors(allowed.Providers, allowed.Regions) : null,
    };
}

/// <summary>A client's degrade ladder. A step that is null is off; a step that is left out has the product's default.</summary>
public sealed record LadderConfiguration
{
    [Range(1, 100)]
    public int? CheaperPercent { get; init; } = DegradeLadder.Default.CheaperPercent;

    [Range(1, 100)]
    public int? KnowledgePercent { get; init; } = DegradeLadder.Default.KnowledgePercent;

    internal DegradeLadder ToLadder() => new(CheaperPercent, KnowledgePercent);
}

/// <summary>The provider keys and regions that may process the client's conversations. An empty list allows all.</summary>
public sealed record AllowedProcessorsConfiguration
{
    public IReadOnlyList<string> Providers { get; init; } = [];

    public IReadOnlyList<string> Regions { get; init; } = [];
}
