using IAfluence.Core.Providers;

namespace IAfluence.Core.Chatbots;

/// <summary>Normalizes and validates a chatbot's settings.</summary>
public static class ChatbotRules
{
    public const int MaxNameCharacters = 120;
    public const int MaxPromptCharacters = 20_000;
    public const int MaxGreetingCharacters = 2_000;
    public const int MaxApologyCharacters = 2_000;
    public const int MaxOffMessageCharacters = 2_000;
    public const int MinAnswerCacheHours = 1;
    public const int MaxAnswerCacheHours = 720;
    public const int MaxSuggestions = 8;
    public const int MaxSuggestionCharacters = 120;
    public const int MaxSynonymLines = 100;
    public const int MaxSynonymsPerLine = 10;
    public const int MaxSynonymCharacters = 60;
    public const int MaxOrigins = 50;
    public const double MaxTemperature = 2;
    public const int MinMessageCharacters = 100;
    public const int MaxMessageCharacters = 20_000;
    public const int MinMessagesPerMinute = 1;
    public const int MaxMessagesPerMinute = 600;
    public const int MinMessagesPerConversation = 10;
    public const int MaxMessagesPerConversation = 2000;
    public const int MinMessagesPerMinuteOfAll = 10;
    public const int MaxMessagesPerMinuteOfAll = 10_000;

    public static readonly IReadOnlyList<string> Locales = ProductLanguages.All;

    /// <summary>Normalizes settings: trims texts, unifies line breaks, removes empty suggestions and duplicate origins.</summary>
    public static ChatbotSettings Tidy(ChatbotSettings settings)
    {
        var tidy = TidyLanguages(TidyEach(settings));
        return ChatbotTexts.All.Aggregate(tidy, (done, text) => text.Get(done) is { IsPlain: false } given ? text.Set(done, given.PlainIn(done.FirstLanguage)) : done);
    }

    private static ChatbotSettings TidyEach(ChatbotSettings settings) => settings with
    {
        Name = settings.Name.Trim(),
        SystemPrompt = Lines(settings.SystemPrompt),
        FormOfAddress = TextOrNull(settings.FormOfAddress) is var form && form == FormsOfAddress.Vous ? null : form,
        Greeting = settings.Greeting.Select(Lines),
        Suggestions = settings.Suggestions.Select(list => [.. list.Select(suggestion => suggestion.Trim()).Where(suggestion => suggestion.Length > 0)]),
        Synonyms = TidySynonymsOrNull(settings.Synonyms),
        AllowedOrigins = [.. settings.AllowedOrigins.Where(origin => !string.IsNullOrWhiteSpace(origin))
            .Select(origin => OriginText.OfTypedOrNull(origin) ?? origin.Trim()).Distinct(StringComparer.Ordinal)],
        Route = settings.Route is null ? null : [.. settings.Route.Distinct()],
        Apology = TextOrNull(settings.Apology),
        OffMessage = TextOrNull(settings.OffMessage),
        Appearance = AppearanceRules.Tidy(settings.Appearance),
        Behaviour = BehaviourRules.Tidy(settings.Behaviour),
        Contact = BehaviourRules.Tidy(settings.Contact),
        Hours = BehaviourRules.Tidy(settings.Hours),
    };

    /// <summary>Validates normalized settings.</summary>
    /// <param name="settings">Settings returned by <see cref="Tidy"/>.</param>
    /// <param name="brandShows">Whether the vendor's brand must stay visible.</param>
    /// <returns>Every broken rule; empty when the settings are valid.</returns>
    public static IReadOnlyList<FieldError> Check(ChatbotSettings settings, bool brandShows = true)
    {
        var rules = new RuleList();
        rules.Required(nameof(settings.Name), settings.Name);
        rules.MaxLength(nameof(settings.Name), settings.Name, MaxNameCharacters);
        rules.OneOf(nameof(settings.Locale), settings.Locale, Locales);
        CheckLanguages(rules, settings);
        rules.MaxLength(nameof(settings.SystemPrompt), settings.SystemPrompt, MaxPromptCharacters);
        rules.MaxLength(nameof(settings.Greeting), settings.Greeting, MaxGreetingCharacters);
        rules.MaxLength(nameof(settings.Apology), settings.Apology, MaxApologyCharacters);
        rules.MaxLength(nameof(settings.OffMessage), settings.OffMessage, MaxOffMessageCharacters);
        rules.Within(nameof(settings.AnswerCacheHours), settings.AnswerCacheHours, MinAnswerCacheHours, MaxAnswerCacheHours);
        RuleList.InEach(nameof(settings.Suggestions), settings.Suggestions, (field, suggestions) =>
        {
            rules.MaxCount(field, suggestions.Count, MaxSuggestions);
            for (var at = 0; at < suggestions.Count; at++)
                rules.MaxLength($"{field}[{at}]", suggestions[at], MaxSuggestionCharacters);
        });
        if (settings.Temperature is { } temperature && temperature is not (>= 0 and <= MaxTemperature))
            rules.Add(nameof(settings.Temperature), FieldErrors.OutOfRange, $"0–{MaxTemperature:0}");
        CheckSynonyms(rules, settings.Synonyms ?? []);
        CheckLimits(rules, settings.Limits);
        AppearanceRules.Check(rules, settings.Appearance, settings.FirstLanguage, brandShows);
        BehaviourRules.Check(rules, settings.Behaviour, settings.FirstLanguage);
        BehaviourRules.Check(rules, settings.Contact);
        BehaviourRules.Check(rules, settings.Hours);
        rules.MaxCount(nameof(settings.AllowedOrigins), settings.AllowedOrigins.Count, MaxOrigins);
        foreach (var origin in settings.AllowedOrigins.Where(origin => OriginText.OfTypedOrNull(origin) != origin))
            rules.Add(nameof(settings.AllowedOrigins), FieldErrors.NotAnOrigin, origin);
        RouteRules.Check(rules.Errors, nameof(settings.Route), settings.Route);
        return rules.Errors;
    }

    public static bool IsColor(string text) => text.Length == 7 && text[0] == '#' && text.Skip(1).All(char.IsAsciiHexDigit);

    internal static string Lines(string text) => text.ReplaceLineEndings("\n").Trim();

    /// <summary>Returns null for an empty text.</summary>
    internal static string? TextOrNull(string? text) => Lines(text ?? "") is { Length: > 0 } some ? some : null;

    /// <summary>Returns null for a text that is empty in every language.</summary>
    internal static LocalText? TextOrNull(LocalText? text) => text?.Select(Lines) is { IsEmpty: false } some ? some : null;

    /// <summary>Stores a single French or English language as before multiple languages existed. The locale follows the first language.</summary>
    internal static ChatbotSettings TidyLanguages(ChatbotSettings settings)
    {
        if (settings.Languages is not { Count: > 0 } given)
            return settings;
        IReadOnlyList<string> languages = [.. given.Select(language => language.Trim().ToLowerInvariant()).Distinct(StringComparer.Ordinal)];
        var first = languages[0];
        var isOld = Locales.Contains(first);
        return settings with { Locale = isOld ? first : settings.Locale, Languages = isOld && languages.Count == 1 ? null : languages };
    }

    private static void CheckLanguages(RuleList rules, ChatbotSettings settings)
    {
        if (settings.FormOfAddress is { } form)
            rules.OneOf(nameof(settings.FormOfAddress), form, FormsOfAddress.All);
        if (settings.Languages is [])
            rules.Add(nameof(settings.Languages), FieldErrors.Required);
        foreach (var language in (settings.Languages ?? []).Except(ChatbotLanguages.All))
            rules.OneOf(nameof(settings.Languages), language, ChatbotLanguages.All);
        foreach (var text in ChatbotTexts.All)
        {
            foreach (var language in text.Get(settings)?.LanguagesGiven(settings.FirstLanguage).Except(settings.Spoken) ?? [])
                rules.Add($"{text.Name}.{language}", FieldErrors.UnlistedLanguage, language);
        }
    }

    private static List<string>? TidySynonymsOrNull(IReadOnlyList<string>? lines)
    {
        List<string> tidy =
        [
            .. (lines ?? []).Select(line => string.Join(", ", SynonymsOf(line))).Where(line => line.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase),
        ];
        return tidy.Count == 0 ? null : tidy;
    }

    private static IReadOnlyList<string> SynonymsOf(string line) =>
        [.. line.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase)];

    private static void CheckSynonyms(RuleList rules, IReadOnlyList<string> lines)
    {
        rules.MaxCount(nameof(ChatbotSettings.Synonyms), lines.Count, MaxSynonymLines);
        for (var at = 0; at < lines.Count; at++)
        {
            var field = $"{nameof(ChatbotSettings.Synonyms)}[{at}]";
            var synonyms = SynonymsOf(lines[at]);
            // A word alone is the same as nothing.
            if (synonyms.Count < 2)
                rules.Add(field, FieldErrors.OneWord, lines[at]);
            rules.MaxCount(field, synonyms.Count, MaxSynonymsPerLine);
            if (synonyms.FirstOrDefault(synonym => synonym.Length > MaxSynonymCharacters) is not null)
                rules.Add(field, FieldErrors.TooLong, MaxSynonymCharacters);
        }
    }

    private static void CheckLimits(RuleList rules, ChatbotLimits limits)
    {
        rules.Within("Limits.MessageCharacters", limits.MessageCharacters, MinMessageCharacters, MaxMessageCharacters);
        rules.Within("Limits.MessagesPerMinute", limits.MessagesPerMinute, MinMessagesPerMinute, MaxMessagesPerMinute);
        rules.Within("Limits.MessagesPerConversation", limits.MessagesPerConversation, MinMessagesPerConversation, MaxMessagesPerConversation);
        rules.Within("Limits.MessagesPerMinuteOfAll", limits.MessagesPerMinuteOfAll, MinMessagesPerMinuteOfAll, MaxMessagesPerMinuteOfAll);
    }
}
