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

    /// <summary>The keys of the models of its chatbots that have no route; null for the installation's.</summary>
    public IReadOnlyList<string>? DefaultRoute { get; init; }

    public QuotaConfiguration? Quota { get; init; }

    /// <summary>Null for the product's steps.</summary>
    public LadderConfiguration? Ladder { get; init; }

    /// <summary>Null for every provider.</summary>
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

    /// <summary>What the admin's form would save.</summary>
    /// <param name="before">The stored client; null for a new one.</param>
    /// <param name="route">Its route, resolved.</param>
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

/// <summary>A client's degrade ladder; null in a step's place leaves the step out, a step that is left out has the product's figure.</summary>
public sealed record LadderConfiguration
{
    [Range(1, 100)]
    public int? CheaperPercent { get; init; } = DegradeLadder.Default.CheaperPercent;

    [Range(1, 100)]
    public int? KnowledgePercent { get; init; } = DegradeLadder.Default.KnowledgePercent;

    internal DegradeLadder ToLadder() => new(CheaperPercent, KnowledgePercent);
}

/// <summary>Who may process what a client's visitors write: keys of providers, and regions; an empty list restricts nothing.</summary>
public sealed record AllowedProcessorsConfiguration
{
    public IReadOnlyList<string> Providers { get; init; } = [];

    public IReadOnlyList<string> Regions { get; init; } = [];
}
