namespace IAfluence.Core.Chatbots;

/// <summary>One of a chatbot's own texts that visitors read.</summary>
/// <param name="Name">Dotted, as in <see cref="FieldError.Field"/>.</param>
/// <param name="Get">Null when it is not given at all.</param>
/// <param name="Set">The settings with another text; only for a text that is given.</param>
public sealed record ChatbotText(string Name, Func<ChatbotSettings, ILocalized?> Get, Func<ChatbotSettings, ILocalized, ChatbotSettings> Set);

/// <summary>A text that is given in some of a chatbot's languages, but not in this one.</summary>
/// <param name="Name">See <see cref="ChatbotText.Name"/>.</param>
/// <param name="Language">The language in which the first language's text is shown instead.</param>
public sealed record MissingText(string Name, string Language);

/// <summary>Every text of a chatbot that visitors read, as one list, so that what holds for all of them is written once.</summary>
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

    /// <summary>What visitors of some of the chatbot's languages read in its first language instead. A text that is given nowhere is not missing.</summary>
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
    /// The settings with other languages. Each text keeps its language, also where another becomes the first; texts of languages that are
    /// no longer spoken are dropped, except one that would be left in no language: it becomes the first language's.
    /// </summary>
    public static ChatbotSettings WithLanguages(ChatbotSettings settings, IReadOnlyList<string> languages) =>
        Settled(Pinned(settings) with { Languages = languages });

    /// <summary>The languages in which some settings give texts.</summary>
    internal static IEnumerable<string> GivenIn(ChatbotSettings settings, IReadOnlyCollection<ChatbotField> fields) => All
        .Where(text => fields.Any(field => text.Name == field.Name || text.Name.StartsWith(field.Name + ".", StringComparison.Ordinal)))
        .SelectMany(text => text.Get(settings)?.LanguagesGiven(settings.FirstLanguage) ?? [])
        .Distinct();

    /// <summary>
    /// Two settings as they are read beside each other: a text that one of them gives by language is by language in both, and so are all
    /// texts where a plain one would mean two different languages.
    /// </summary>
    public static (ChatbotSettings One, ChatbotSettings Other) SideBySide(ChatbotSettings one, ChatbotSettings other)
    {
        var meansTwo = one.FirstLanguage != other.FirstLanguage && (one.Spoken.Count > 1 || other.Spoken.Count > 1);
        foreach (var text in All)
        {
            if (meansTwo || text.Get(one) is { IsPlain: false } || text.Get(other) is { IsPlain: false })
                (one, other) = (PinnedIn(text, one), PinnedIn(text, other));
        }

        return (one, other);

        static ChatbotSettings PinnedIn(ChatbotText text, ChatbotSettings settings) =>
            text.Get(settings) is { } given ? text.Set(settings, given.PinnedTo(settings.FirstLanguage)) : settings;
    }

    /// <summary>The same texts, every one under its language, so that settings with different first languages can be compared.</summary>
    internal static ChatbotSettings Pinned(ChatbotSettings settings) => Change(settings, text => text.PinnedTo(settings.FirstLanguage));

    /// <summary>Without texts of languages that the chatbot does not speak, and plain where only the first language is given.</summary>
    internal static ChatbotSettings Settled(ChatbotSettings settings) =>
        Change(settings, text => text.Only(settings.Spoken).PlainIn(settings.FirstLanguage));

    private static ChatbotSettings Change(ChatbotSettings settings, Func<ILocalized, ILocalized> change) =>
        All.Aggregate(settings, (changed, text) => text.Get(changed) is { } value && change(value) is var next && next != value ? text.Set(changed, next) : changed);

    private static ChatbotText Behaviour(string name, Func<ChatbotBehaviour, LocalText?> get, Func<ChatbotBehaviour, LocalText, ChatbotBehaviour> set) =>
        new("Behaviour." + name, settings => get(settings.Behaviour), (settings, text) => settings with { Behaviour = set(settings.Behaviour, (LocalText)text) });
}
