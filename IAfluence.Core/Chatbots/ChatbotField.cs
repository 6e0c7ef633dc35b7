namespace IAfluence.Core.Chatbots;

/// <summary>One setting of a chatbot as something that can be compared and carried over: what versions differ in, and what two editors may both have changed.</summary>
/// <param name="Name">Dotted, as in <see cref="FieldError.Field"/>.</param>
/// <param name="Get">Its value.</param>
/// <param name="Copy">The second settings with the first ones' value.</param>
public sealed record ChatbotField(string Name, Func<ChatbotSettings, object?> Get, Func<ChatbotSettings, ChatbotSettings, ChatbotSettings> Copy)
{
    public static readonly IReadOnlyList<ChatbotField> All =
    [
        new(nameof(ChatbotSettings.Name), settings => settings.Name, (from, onto) => onto with { Name = from.Name }),
        new(nameof(ChatbotSettings.Locale), settings => settings.Locale, (from, onto) => onto with { Locale = from.Locale }),
        new(nameof(ChatbotSettings.SystemPrompt), settings => settings.SystemPrompt, (from, onto) => onto with { SystemPrompt = from.SystemPrompt }),
        new(nameof(ChatbotSettings.Greeting), settings => settings.Greeting, (from, onto) => onto with { Greeting = from.Greeting }),
        new(nameof(ChatbotSettings.Suggestions), settings => settings.Suggestions, (from, onto) => onto with { Suggestions = from.Suggestions }),
        new(nameof(ChatbotSettings.Temperature), settings => settings.Temperature, (from, onto) => onto with { Temperature = from.Temperature }),
        new(nameof(ChatbotSettings.Apology), settings => settings.Apology, (from, onto) => onto with { Apology = from.Apology }),
        new(nameof(ChatbotSettings.OffMessage), settings => settings.OffMessage, (from, onto) => onto with { OffMessage = from.OffMessage }),
        new(nameof(ChatbotSettings.AnswerCacheHours), settings => settings.AnswerCacheHours,
            (from, onto) => onto with { AnswerCacheHours = from.AnswerCacheHours }),
        new("Limits.MessagesPerMinute", settings => settings.Limits.MessagesPerMinute,
            (from, onto) => onto with { Limits = onto.Limits with { MessagesPerMinute = from.Limits.MessagesPerMinute } }),
        new("Limits.MessageCharacters", settings => settings.Limits.MessageCharacters,
            (from, onto) => onto with { Limits = onto.Limits with { MessageCharacters = from.Limits.MessageCharacters } }),
        new("Appearance.Color", settings => settings.Appearance.Color,
            (from, onto) => onto with { Appearance = onto.Appearance with { Color = from.Appearance.Color } }),
        new("Appearance.Side", settings => settings.Appearance.Side,
            (from, onto) => onto with { Appearance = onto.Appearance with { Side = from.Appearance.Side } }),
        new("Appearance.Theme", settings => settings.Appearance.Theme,
            (from, onto) => onto with { Appearance = onto.Appearance with { Theme = from.Appearance.Theme } }),
        new("Appearance.LauncherLabel", settings => settings.Appearance.LauncherLabel,
            (from, onto) => onto with { Appearance = onto.Appearance with { LauncherLabel = from.Appearance.LauncherLabel } }),
        new(nameof(ChatbotSettings.AllowedOrigins), settings => settings.AllowedOrigins, (from, onto) => onto with { AllowedOrigins = from.AllowedOrigins }),
        new(nameof(ChatbotSettings.Route), settings => settings.Route, (from, onto) => onto with { Route = from.Route }),
    ];

    /// <summary>The fields in which two settings differ.</summary>
    public static IReadOnlyList<ChatbotField> Changed(ChatbotSettings one, ChatbotSettings other) => [.. All.Where(field => !field.Same(one, other))];

    /// <summary>What this editor changed and someone else changed too, to something else.</summary>
    /// <param name="read">What this editor began from.</param>
    /// <param name="edited">What this editor made of it.</param>
    /// <param name="current">What stands now.</param>
    public static IReadOnlyList<ChatbotField> Contested(ChatbotSettings read, ChatbotSettings edited, ChatbotSettings current) =>
        [.. All.Where(field => !field.Same(read, edited) && !field.Same(read, current) && !field.Same(edited, current))];

    /// <summary>What stands now with this editor's changes; for use when nothing is contested, or when the editor insists.</summary>
    public static ChatbotSettings Merge(ChatbotSettings read, ChatbotSettings edited, ChatbotSettings current) =>
        Changed(read, edited).Aggregate(current, (merged, field) => field.Copy(edited, merged));

    private bool Same(ChatbotSettings one, ChatbotSettings other) => (Get(one), Get(other)) switch
    {
        (System.Collections.IEnumerable left and not string, System.Collections.IEnumerable right) => left.Cast<object>().SequenceEqual(right.Cast<object>()),
        var (left, right) => Equals(left, right),
    };
}
