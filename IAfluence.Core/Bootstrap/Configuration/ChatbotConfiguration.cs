using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using IAfluence.Core.Chatbots;

namespace IAfluence.Core.Bootstrap.Configuration;

/// <summary>
/// A chatbot of the configuration contract: its own properties and, beside them, every property of <see cref="ChatbotSettings"/> under
/// its own name. Only the route (keys in place of ids), the answer cache and the logo (an upload) are not carried as they are.
/// </summary>
public sealed record ChatbotConfiguration
{
    public required string Key { get; init; }

    /// <summary>Null, for a new chatbot, for a random one.</summary>
    public string? PublicKey { get; init; }

    public bool Active { get; init; } = true;

    public QuotaConfiguration? Quota { get; init; }

    /// <summary>The keys of its models; null for the client's.</summary>
    public IReadOnlyList<string>? Route { get; init; }

    /// <summary>Null to keep no answers.</summary>
    public AnswerCacheConfiguration? AnswerCache { get; init; }

    public IReadOnlyList<KnowledgeConfiguration> Knowledge { get; init; } = [];

    /// <summary>Not a property of the document: its properties are (<see cref="ConfigurationJson"/>).</summary>
    [JsonIgnore]
    public ChatbotSettings Settings { get; init; } = new() { Name = "", Locale = "" };

    /// <param name="chatbot">Null for one that is not stored yet.</param>
    /// <param name="settings">The settings to describe.</param>
    /// <param name="models">The keys of the models.</param>
    public static ChatbotConfiguration Of(Chatbot? chatbot, ChatbotSettings settings, RouteKeys models) => new()
    {
        Key = chatbot?.Key ?? "",
        PublicKey = chatbot?.PublicKey,
        Active = chatbot?.Active ?? true,
        Quota = QuotaConfiguration.Of(chatbot?.Quota),
        Route = models.KeysOf(settings.Route),
        AnswerCache = settings.AnswerCacheHours is { } hours ? new() { Hours = hours } : null,
        Settings = settings,
    };

    /// <summary>What the admin's forms would save.</summary>
    /// <param name="before">The settings that stand; what the document cannot hold is taken from them.</param>
    /// <param name="route">Its route, resolved.</param>
    internal ChatbotSettings SettingsOnto(ChatbotSettings before, IReadOnlyList<ModelId>? route) => Settings with
    {
        Route = route,
        AnswerCacheHours = AnswerCache?.Hours,
        Appearance = Settings.Appearance with { LogoId = before.Appearance.LogoId },
    };

    /// <summary>The contract's name of a field of <see cref="ChatbotSettings"/>.</summary>
    internal static string NameOf(string field) =>
        field == nameof(ChatbotSettings.AnswerCacheHours) ? $"{nameof(AnswerCache)}.{nameof(AnswerCacheConfiguration.Hours)}" : field;
}

/// <summary>How long the answer to a first question is given again.</summary>
public sealed record AnswerCacheConfiguration
{
    [Range(ChatbotRules.MinAnswerCacheHours, ChatbotRules.MaxAnswerCacheHours)]
    public required int Hours { get; init; }
}
