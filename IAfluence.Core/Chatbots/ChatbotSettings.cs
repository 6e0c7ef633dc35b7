using System.Text.Json.Serialization;

namespace IAfluence.Core.Chatbots;

/// <summary>The settings in one version of a chatbot.</summary>
public sealed record ChatbotSettings
{
    public required string Name { get; init; }

    /// <summary>The default language, unless the visitor's page states another: fr or en.</summary>
    public required string Locale { get; init; }

    /// <summary>
    /// The languages of the chatbot's own texts, from <see cref="ChatbotLanguages.All"/>. Visitors of other languages see the first one. Null
    /// for <see cref="Locale"/> alone.
    /// </summary>
    public IReadOnlyList<string>? Languages { get; init; }

    /// <summary>A value of <see cref="FormsOfAddress"/>; null for vous.</summary>
    public string? FormOfAddress { get; init; }

    /// <summary>The chatbot's languages, at least one: <see cref="Languages"/>, or <see cref="Locale"/> when none are set.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Spoken => Languages is { Count: > 0 } languages ? languages : [Locale];

    /// <summary>The language of texts given without a language.</summary>
    [JsonIgnore]
    public string FirstLanguage => Languages is [var first, ..] ? first : Locale;

    /// <summary>The system prompt for every conversation; never shown to visitors.</summary>
    public string SystemPrompt { get; init; } = "";

    public LocalText Greeting { get; init; } = LocalText.Empty;

    public LocalTexts Suggestions { get; init; } = LocalTexts.Empty;

    public ChatbotAppearance Appearance { get; init; } = new();

    /// <summary>
    /// Lines of words and phrases with the same meaning, separated by commas, such as <c>vélo, bicyclette, bécane</c>. Knowledge texts with one
    /// of them are found by the others. Null for none.
    /// </summary>
    public IReadOnlyList<string>? Synonyms { get; init; }

    /// <summary>Exact origins or <c>https://*.domain</c>; when empty, only the installation's own pages are allowed.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>The models in the order they are tried; null to use the client's route, then the installation's.</summary>
    public IReadOnlyList<ModelId>? Route { get; init; }

    /// <summary>0 to 2; null to use the model's default.</summary>
    public double? Temperature { get; init; }

    public ChatbotLimits Limits { get; init; } = new();

    /// <summary>The message when every model has failed; null to use the product's text in the visitor's language.</summary>
    public LocalText? Apology { get; init; }

    /// <summary>The message when a quota is used up; null to use the product's text in the visitor's language.</summary>
    public LocalText? OffMessage { get; init; }

    /// <summary>How many hours the answer to a first question is cached, 1 to 720; null to turn the cache off.</summary>
    public int? AnswerCacheHours { get; init; }

    public ChatbotBehaviour Behaviour { get; init; } = new();

    /// <summary>The form in which visitors leave their contact details; null for none.</summary>
    public ChatbotContactForm? Contact { get; init; }

    /// <summary>Whether visitors can ask for a human.</summary>
    public bool Handover { get; init; }

    /// <summary>The hours in which the team can answer; null for always.</summary>
    public ChatbotHours? Hours { get; init; }

    /// <summary>Whether images in answers are loaded from their https addresses.</summary>
    public bool Images { get; init; }
}

/// <summary>Limits on visitors' messages.</summary>
public sealed record ChatbotLimits
{
    public const int DefaultMessageCharacters = 4000;
    public const int DefaultMessagesPerConversation = 500;

    /// <summary>Messages per minute and visitor; null to use the installation's limit.</summary>
    public int? MessagesPerMinute { get; init; }

    public int MessageCharacters { get; init; } = DefaultMessageCharacters;

    /// <summary>Visitors' messages and replies in one conversation; null for <see cref="DefaultMessagesPerConversation"/>.</summary>
    public int? MessagesPerConversation { get; init; }

    /// <summary>Messages per minute of all visitors together; null for no limit.</summary>
    public int? MessagesPerMinuteOfAll { get; init; }
}
