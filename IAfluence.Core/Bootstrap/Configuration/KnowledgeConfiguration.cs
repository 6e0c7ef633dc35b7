using IAfluence.Core.Knowledge;

namespace IAfluence.Core.Bootstrap.Configuration;

/// <summary>A knowledge text of the configuration contract.</summary>
public sealed record KnowledgeConfiguration
{
    public required string Key { get; init; }

    public required string Title { get; init; }

    /// <summary>In Markdown.</summary>
    public required string Text { get; init; }

    public string? Url { get; init; }

    /// <summary>Null to use the chatbot's locale.</summary>
    public string? Locale { get; init; }

    /// <summary>Questions that visitors ask and that the text answers.</summary>
    public IReadOnlyList<string> Questions { get; init; } = [];

    public static KnowledgeConfiguration Of(KnowledgeText text) => new()
    {
        Key = text.Key,
        Title = text.Title,
        Text = text.Text,
        Url = text.Url,
        Locale = text.Locale,
        Questions = text.Questions?.Split('\n') ?? [],
    };

    internal KnowledgeDraft ToDraft(string chatbotLocale) => new(Key, Title, Text, Url, Locale ?? chatbotLocale, string.Join('\n', Questions));
}
