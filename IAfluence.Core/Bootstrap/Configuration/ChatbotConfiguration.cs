using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using IAfluence.Core.Chatbots;

namespace IAfluence.Core.Bootstrap.Configuration;

/// <summary>
/// A chatbot of the configuration contract: its own properties and, beside them, the properties of <see cref="ChatbotSettings"/> under the
/// same names. Three differ: the route holds keys instead of ids, the answer cache is an object, and the uploaded logo is left out.
/// </summary>
public sealed record ChatbotConfiguration
{
    public required string Key { get; init; }

    /// <summary>Null for a random public key; applies to a new chatbot only.</summary>
    public string? PublicKey { get; init; }

    public bool Active { get; init; } = true;

    public QuotaConfiguration? Quota { get; init; }

    /// <summary>The models' keys in the order they are tried; null to use the client's route.</summary>
    public IReadOnlyList<string>? Route { get; init; }

    /// <summary>Null to turn the answer cache off.</summary>
    public AnswerCacheConfiguration? AnswerCache { get; init; }

    public IReadOnlyList<KnowledgeConfiguration> Knowledge { get; init; } = [];

    /// <summary>Not a property of the document; the settings are written beside the others (<see cref="ConfigurationJson"/>).</summary>
    [JsonIgnore]
    public ChatbotSettings Settings { get; init; } = new() { Name = "", Locale = "" };

    /// <param name="chatbot">Null for a chatbot that is not stored yet.</param>
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

    /// <summary>The settings to save, as the admin's forms would save them.</summary>
    /// <param name="before">The current settings; values that the document cannot hold are taken from them.</param>
    internal ChatbotSettings SettingsOnto(ChatbotSettings before, IReadOnlyList<ModelId>? route) => Settings with
    {
        Route = route,
        AnswerCacheHours = AnswerCache?.Hours,
        Appearance = Settings.Appearance with { LogoId = before.Appearance.LogoId },
    };

    /// <summary>The contract's name for a field of <see cref="ChatbotSettings"/>.</summary>
    internal static string NameOf(string field) =>
        field == nameof(ChatbotSettings.AnswerCacheHours) ? $"{nameof(AnswerCache)}.{nameof(AnswerCacheConfiguration.Hours)}" : field;
}

/// <summary>How long a cached answer to a first question is reused.</summary>
public sealed record AnswerCacheConfiguration
{
    [Range(ChatbotRules.MinAnswerCacheHours, ChatbotRules.MaxAnswerCacheHours)]
    public required int Hours { get; init; }
}
