namespace IAfluence.Core.Chatbots;

/// <summary>One of a chatbot's own texts that visitors read.</summary>
/// <param name="Name">Dotted, as in <see cref="FieldError.Field"/>.</param>
/// <param name="Get">Returns null when the text is not set.</param>
/// <param name="Set">Returns the settings with another text; only for a text that is set.</param>
public sealed record ChatbotText(string Name, Func<ChatbotSettings, ILocalized?> Get, Func<ChatbotSettings, ILocalized, ChatbotSettings> Set);

/// <summary>A text that has values in some of a chatbot's languages, but not in this one.</summary>
/// <param name="Name">See <see cref="ChatbotText.Name"/>.</param>
/// <param name="Language">The language without a value; its visitors see the first language's text.</param>
public sealed record MissingText(string Name, string Language);

/// <summary>Lists every text of a chatbot that visitors read, so that rules for all texts are written once.</summary>
public static class ChatbotTexts
{
    public static readonly IReadOnlyList<ChatbotText> All =
    [
        new(nameof(ChatbotSettings.Greeting), settings => settings.Greeting, (settings, text) => settings with { Greeting = (LocalText)text }),
        new(nameof(ChatbotSettings.Suggestions), settings => settings.Suggestions, (settings, texts) => settings with { Suggestions = (LocalTexts)texts }),
        new(nameof(ChatbotSettings.Apology), settings => settings.Apology, (settings, text) => settings with { Apology = (LocalText)text }),
        new(nameof(ChatbotSettings.OffMessage), settings => settings.OffMessage, (settings, text) => settings with { OffMessage = (LocalText)text }),
        new("Appearance.LauncherLabel", settings => settings.Appearance.LauncherLabel,
            (settings, text) => settings with { Appearance = settings.Appearance with { LauncherLabel = (LocalText)text } }),
        Behaviour("AiNoticeText", behaviour => behaviour.AiNoticeText, (behaviour, text) => behaviour with { AiNoticeText = text }),
        Behaviour("Invitation.Text", behaviour => behaviour.Invitation?.Text, (behaviour, text) => behaviour with { Invitation = behaviour.Invitation! with { Text = text } }),
        Behaviour("Consent.Text", behaviour => behaviour.Consent?.Text, (behaviour, text) => behaviour with { Consent = behaviour.Consent! with { Text = text } }),
        Behaviour("Consent.PolicyUrl", behaviour => behaviour.Consent?.PolicyUrl, (behaviour, text) => behaviour with { Consent = behaviour.Consent! with { PolicyUrl = text } }),
        new("Contact.Text", settings => settings.Contact?.Text, (settings, text) => settings with { Contact = settings.Contact! with { Text = (LocalText)text } }),
    ];

    /// <summary>Lists the texts that have no value in some of the chatbot's languages. A text without any value is not missing.</summary>
    public static IReadOnlyList<MissingText> MissingIn(ChatbotSettings settings)
    {
        if (settings.Languages is not { Count: > 1 } languages)
            return [];
        return
        [
            .. from text in All
               let given = text.Get(settings)?.LanguagesGiven(settings.FirstLanguage)
               where given is { Count: > 0 }
               from language in languages.Except(given)
               select new MissingText(text.Name, language),
        ];
    }

    /// <summary>
    /// Changes the languages. Each text keeps its language, even when another language becomes the first. Texts in removed languages are
    /// dropped, except when no text would remain: then the text moves to the first language.
    /// </summary>
    public static ChatbotSettings WithLanguages(ChatbotSettings settings, IReadOnlyList<string> languages) =>
        Normalized(KeyedByLanguage(settings) with { Languages = languages });

    /// <summary>The languages in which the given fields have texts.</summary>
    internal static IEnumerable<string> GivenIn(ChatbotSettings settings, IReadOnlyCollection<ChatbotField> fields) => All
        .Where(text => fields.Any(field => text.Name == field.Name || text.Name.StartsWith(field.Name + ".", StringComparison.Ordinal)))
        .SelectMany(text => text.Get(settings)?.LanguagesGiven(settings.FirstLanguage) ?? [])
        .Distinct();

    /// <summary>
    /// Prepares two settings for comparison: a text that either gives by language is given by language in both. All texts are, when plain texts
    /// would be in two different languages.
    /// </summary>
    public static (ChatbotSettings One, ChatbotSettings Other) SideBySide(ChatbotSettings one, ChatbotSettings other)
    {
        var meansTwo = one.FirstLanguage != other.FirstLanguage && (one.Spoken.Count > 1 || other.Spoken.Count > 1);
        foreach (var text in All)
        {
            if (meansTwo || text.Get(one) is { IsPlain: false } || text.Get(other) is { IsPlain: false })
                (one, other) = (KeyedIn(text, one), KeyedIn(text, other));
        }

        return (one, other);

        static ChatbotSettings KeyedIn(ChatbotText text, ChatbotSettings settings) =>
            text.Get(settings) is { } given ? text.Set(settings, given.WithLanguage(settings.FirstLanguage)) : settings;
    }

    /// <summary>Puts every text under its language, so that settings with different first languages can be compared.</summary>
    internal static ChatbotSettings KeyedByLanguage(ChatbotSettings settings) => Change(settings, text => text.WithLanguage(settings.FirstLanguage));

    /// <summary>Removes texts in languages the chatbot does not have, and makes texts plain that are only in the first language.</summary>
    internal static ChatbotSettings Normalized(ChatbotSettings settings) =>
        Change(settings, text => text.Only(settings.Spoken).PlainIn(settings.FirstLanguage));

    private static ChatbotSettings Change(ChatbotSettings settings, Func<ILocalized, ILocalized> change) =>
        All.Aggregate(settings, (changed, text) => text.Get(changed) is { } value && change(value) is var next && next != value ? text.Set(changed, next) : changed);

    private static ChatbotText Behaviour(string name, Func<ChatbotBehaviour, LocalText?> get, Func<ChatbotBehaviour, LocalText, ChatbotBehaviour> set) =>
        new("Behaviour." + name, settings => get(settings.Behaviour), (settings, text) => settings with { Behaviour = set(settings.Behaviour, (LocalText)text) });
}
