using System.Text.Json.Serialization;

namespace IAfluence.Core.Chatbots;

/// <summary>What a version of a chatbot holds.</summary>
public sealed record ChatbotSettings
{
    public required string Name { get; init; }

    /// <summary>The language it speaks unless the visitor's page says otherwise: fr or en.</summary>
    public required string Locale { get; init; }

    /// <summary>The languages of its own texts, of <see cref="ChatbotLanguages.All"/>; a visitor of any other reads the first. Null for <see cref="Locale"/> alone.</summary>
    public IReadOnlyList<string>? Languages { get; init; }

    /// <summary>One of <see cref="FormsOfAddress"/>; null for vous.</summary>
    public string? FormOfAddress { get; init; }

    /// <summary>Its languages, whether or not they were chosen: at least one.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Spoken => Languages is { Count: > 0 } languages ? languages : [Locale];

    /// <summary>The one that a text given without a language is in.</summary>
    [JsonIgnore]
    public string FirstLanguage => Languages is [var first, ..] ? first : Locale;

    /// <summary>What the model is told before every conversation; never shown to visitors.</summary>
    public string SystemPrompt { get; init; } = "";

    public LocalText Greeting { get; init; } = LocalText.Empty;

    public LocalTexts Suggestions { get; init; } = LocalTexts.Empty;

    public ChatbotAppearance Appearance { get; init; } = new();

    /// <summary>Exact origins or <c>https://*.domain</c>; empty: the installation's own pages only.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>Its own route; null for the client's, else the installation's.</summary>
    public IReadOnlyList<ModelId>? Route { get; init; }

    /// <summary>0 to 2; null leaves it to the model.</summary>
    public double? Temperature { get; init; }

    public ChatbotLimits Limits { get; init; } = new();

    /// <summary>What a visitor reads when every model has failed; null for a text of the product's in the visitor's language.</summary>
    public LocalText? Apology { get; init; }

    /// <summary>What a visitor reads when a quota is used up; null for a text of the product's in the visitor's language.</summary>
    public LocalText? OffMessage { get; init; }

    /// <summary>For so many hours the same first question is answered as before, without a model; null to ask a model each time.</summary>
    public int? AnswerCacheHours { get; init; }

    public ChatbotBehaviour Behaviour { get; init; } = new();

    /// <summary>The form by which visitors leave their address; null when there is none.</summary>
    public ChatbotContactForm? Contact { get; init; }

    /// <summary>Whether visitors may ask for a human.</summary>
    public bool Handover { get; init; }

    /// <summary>When the team can answer; null for always.</summary>
    public ChatbotHours? Hours { get; init; }

    /// <summary>Whether images in answers are fetched from where they are, https only.</summary>
    public bool Images { get; init; }
}

/// <summary>Ceilings on what visitors send.</summary>
public sealed record ChatbotLimits
{
    public const int DefaultMessageCharacters = 4000;
    public const int DefaultMessagesPerConversation = 500;

    /// <summary>Messages a visitor may send in a minute; null for the installation's figure.</summary>
    public int? MessagesPerMinute { get; init; }

    public int MessageCharacters { get; init; } = DefaultMessageCharacters;

    /// <summary>Messages of visitors and replies that one conversation may hold; null for <see cref="DefaultMessagesPerConversation"/>.</summary>
    public int? MessagesPerConversation { get; init; }

    /// <summary>Messages that all visitors together may send in a minute; null for any number.</summary>
    public int? MessagesPerMinuteOfAll { get; init; }
}
