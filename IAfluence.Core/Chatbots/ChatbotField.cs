namespace IAfluence.Core.Chatbots;

/// <summary>One setting of a chatbot as something that can be compared and carried over: what versions and drafts differ in, and what two editors may both have changed.</summary>
/// <param name="Name">Dotted, as in <see cref="FieldError.Field"/>.</param>
/// <param name="Get">Its value.</param>
/// <param name="Copy">The second settings with the first ones' value.</param>
public sealed record ChatbotField(string Name, Func<ChatbotSettings, object?> Get, Func<ChatbotSettings, ChatbotSettings, ChatbotSettings> Copy)
{
    public static readonly IReadOnlyList<ChatbotField> All =
    [
        new(nameof(ChatbotSettings.Name), settings => settings.Name, (from, onto) => onto with { Name = from.Name }),
        new(nameof(ChatbotSettings.Locale), settings => settings.Locale, (from, onto) => onto with { Locale = from.Locale }),
        new(nameof(ChatbotSettings.Languages), settings => settings.Languages, (from, onto) => onto with { Languages = from.Languages }),
        new(nameof(ChatbotSettings.FormOfAddress), settings => settings.FormOfAddress, (from, onto) => onto with { FormOfAddress = from.FormOfAddress }),
        new(nameof(ChatbotSettings.SystemPrompt), settings => settings.SystemPrompt, (from, onto) => onto with { SystemPrompt = from.SystemPrompt }),
        new(nameof(ChatbotSettings.Greeting), settings => settings.Greeting, (from, onto) => onto with { Greeting = from.Greeting }),
        new(nameof(ChatbotSettings.Suggestions), settings => settings.Suggestions, (from, onto) => onto with { Suggestions = from.Suggestions }),
        new(nameof(ChatbotSettings.Temperature), settings => settings.Temperature, (from, onto) => onto with { Temperature = from.Temperature }),
        new(nameof(ChatbotSettings.Apology), settings => settings.Apology, (from, onto) => onto with { Apology = from.Apology }),
        new(nameof(ChatbotSettings.OffMessage), settings => settings.OffMessage, (from, onto) => onto with { OffMessage = from.OffMessage }),
        new(nameof(ChatbotSettings.AnswerCacheHours), settings => settings.AnswerCacheHours, (from, onto) => onto with { AnswerCacheHours = from.AnswerCacheHours }),
        new(nameof(ChatbotSettings.Handover), settings => settings.Handover, (from, onto) => onto with { Handover = from.Handover }),
        new(nameof(ChatbotSettings.Hours), settings => settings.Hours, (from, onto) => onto with { Hours = from.Hours }),
        new(nameof(ChatbotSettings.Images), settings => settings.Images, (from, onto) => onto with { Images = from.Images }),
        Limits("MessagesPerMinute", limits => limits.MessagesPerMinute, (from, onto) => onto with { MessagesPerMinute = from.MessagesPerMinute }),
        Limits("MessageCharacters", limits => limits.MessageCharacters, (from, onto) => onto with { MessageCharacters = from.MessageCharacters }),
        Limits("MessagesPerConversation", limits => limits.MessagesPerConversation, (from, onto) => onto with { MessagesPerConversation = from.MessagesPerConversation }),
        Limits("MessagesPerMinuteOfAll", limits => limits.MessagesPerMinuteOfAll, (from, onto) => onto with { MessagesPerMinuteOfAll = from.MessagesPerMinuteOfAll }),
        Appearance("Color", appearance => appearance.Color, (from, onto) => onto with { Color = from.Color }),
        Appearance("ColorDark", appearance => appearance.ColorDark, (from, onto) => onto with { ColorDark = from.ColorDark }),
        Appearance("Side", appearance => appearance.Side, (from, onto) => onto with { Side = from.Side }),
        Appearance("Theme", appearance => appearance.Theme, (from, onto) => onto with { Theme = from.Theme }),
        Appearance("LauncherLabel", appearance => appearance.LauncherLabel, (from, onto) => onto with { LauncherLabel = from.LauncherLabel }),
        Appearance("Launcher", appearance => appearance.Launcher, (from, onto) => onto with { Launcher = from.Launcher }),
        Appearance("LauncherSize", appearance => appearance.LauncherSize, (from, onto) => onto with { LauncherSize = from.LauncherSize }),
        Appearance("PanelSize", appearance => appearance.PanelSize, (from, onto) => onto with { PanelSize = from.PanelSize }),
        Appearance("Radius", appearance => appearance.Radius, (from, onto) => onto with { Radius = from.Radius }),
        Appearance("Font", appearance => appearance.Font, (from, onto) => onto with { Font = from.Font }),
        Appearance("LogoId", appearance => appearance.LogoId, (from, onto) => onto with { LogoId = from.LogoId }),
        Appearance("Css", appearance => appearance.Css, (from, onto) => onto with { Css = from.Css }),
        Behaviour("Invitation", behaviour => behaviour.Invitation, (from, onto) => onto with { Invitation = from.Invitation }),
        Behaviour("Pages", behaviour => behaviour.Pages, (from, onto) => onto with { Pages = from.Pages }),
        Behaviour("AiNotice", behaviour => behaviour.AiNotice, (from, onto) => onto with { AiNotice = from.AiNotice }),
        Behaviour("AiNoticeText", behaviour => behaviour.AiNoticeText, (from, onto) => onto with { AiNoticeText = from.AiNoticeText }),
        Behaviour("Consent", behaviour => behaviour.Consent, (from, onto) => onto with { Consent = from.Consent }),
        new(nameof(ChatbotSettings.Contact), settings => settings.Contact, (from, onto) => onto with { Contact = from.Contact }),
        new(nameof(ChatbotSettings.AllowedOrigins), settings => settings.AllowedOrigins, (from, onto) => onto with { AllowedOrigins = from.AllowedOrigins }),
        new(nameof(ChatbotSettings.Route), settings => settings.Route, (from, onto) => onto with { Route = from.Route }),
    ];

    /// <summary>The fields in which two settings differ.</summary>
    public static IReadOnlyList<ChatbotField> Changed(ChatbotSettings one, ChatbotSettings other)
    {
        if (Comparable(one, other) is var pinned and not null)
            (one, other) = (pinned[0], pinned[1]);
        return [.. All.Where(field => !field.Same(one, other))];
    }

    /// <summary>What this editor changed and someone else changed too, to something else.</summary>
    /// <param name="read">What this editor began from.</param>
    /// <param name="edited">What this editor made of it.</param>
    /// <param name="current">What stands now.</param>
    public static IReadOnlyList<ChatbotField> Contested(ChatbotSettings read, ChatbotSettings edited, ChatbotSettings current)
    {
        if (Comparable(read, edited, current) is var pinned and not null)
            (read, edited, current) = (pinned[0], pinned[1], pinned[2]);
        return [.. All.Where(field => !field.Same(read, edited) && !field.Same(read, current) && !field.Same(edited, current))];
    }

    /// <summary>What stands now with this editor's changes; for use when nothing is contested, or when the editor insists.</summary>
    public static ChatbotSettings Merge(ChatbotSettings read, ChatbotSettings edited, ChatbotSettings current)
    {
        if (Comparable(read, edited, current) is var pinned and not null)
            (read, edited, current) = (pinned[0], pinned[1], pinned[2]);
        return ChatbotTexts.Settled(Changed(read, edited).Aggregate(current, (merged, field) => field.Copy(edited, merged)));
    }

    /// <summary>Settings with some fields of others.</summary>
    internal static ChatbotSettings With(ChatbotSettings onto, IReadOnlyList<ChatbotField> fields, ChatbotSettings from)
    {
        if (Comparable(from, onto) is var pinned and not null)
            (from, onto) = (pinned[0], pinned[1]);
        return ChatbotTexts.Settled(fields.Aggregate(onto, (merged, field) => field.Copy(from, merged)));
    }

    /// <summary>
    /// A plain text means the first language, so texts of settings with different first languages are compared under their languages.
    /// Between chatbots of one language each, a text goes along to the other language.
    /// </summary>
    /// <returns>Null when they can be compared as they are.</returns>
    private static ChatbotSettings[]? Comparable(params ChatbotSettings[] settings) =>
        settings.Any(each => each.Spoken.Count > 1) && settings.Select(each => each.FirstLanguage).Distinct().Count() > 1
            ? [.. settings.Select(ChatbotTexts.Pinned)]
            : null;

    private static ChatbotField Limits(string name, Func<ChatbotLimits, object?> get, Func<ChatbotLimits, ChatbotLimits, ChatbotLimits> copy) =>
        new("Limits." + name, settings => get(settings.Limits), (from, onto) => onto with { Limits = copy(from.Limits, onto.Limits) });

    private static ChatbotField Appearance(
        string name, Func<ChatbotAppearance, object?> get, Func<ChatbotAppearance, ChatbotAppearance, ChatbotAppearance> copy) =>
        new("Appearance." + name, settings => get(settings.Appearance), (from, onto) => onto with { Appearance = copy(from.Appearance, onto.Appearance) });

    private static ChatbotField Behaviour(
        string name, Func<ChatbotBehaviour, object?> get, Func<ChatbotBehaviour, ChatbotBehaviour, ChatbotBehaviour> copy) =>
        new("Behaviour." + name, settings => get(settings.Behaviour), (from, onto) => onto with { Behaviour = copy(from.Behaviour, onto.Behaviour) });

    private bool Same(ChatbotSettings one, ChatbotSettings other) => (Get(one), Get(other)) switch
    {
        (System.Collections.IEnumerable left and not string, System.Collections.IEnumerable right) => left.Cast<object>().SequenceEqual(right.Cast<object>()),
        var (left, right) => Equals(left, right),
    };
}
