using System.Reflection;

namespace IAfluence.Core.Chatbots;

/// <summary>One setting of a chatbot as something that can be compared and carried over: what versions and drafts differ in, and what two editors may both have changed.</summary>
/// <param name="Name">Dotted, as in <see cref="FieldError.Field"/>.</param>
/// <param name="Copy">The second settings with the first ones' value.</param>
public sealed record ChatbotField(string Name, Func<ChatbotSettings, object?> Get, Func<ChatbotSettings, ChatbotSettings, ChatbotSettings> Copy)
{
    // Shown last where settings are listed: they concern where a chatbot speaks and what it costs, not what it says.
    private static readonly string[] Last = [nameof(ChatbotSettings.Contact), nameof(ChatbotSettings.AllowedOrigins), nameof(ChatbotSettings.Route)];

    // One choice of an editor sets both: the locale follows the first of the languages.
    private static readonly string[] OneChoice = [nameof(ChatbotSettings.Locale), nameof(ChatbotSettings.Languages)];

    /// <summary>
    /// Every property of the settings, those of limits, appearance and behaviour one by one; read from the records, so that a new setting
    /// needs no line here.
    /// </summary>
    public static readonly IReadOnlyList<ChatbotField> All =
    [
        .. Plain().Where(field => !Last.Contains(field.Name)),
        .. OfPart(nameof(ChatbotSettings.Limits), settings => settings.Limits, (settings, part) => settings with { Limits = part }, part => part with { }),
        .. OfPart(nameof(ChatbotSettings.Appearance), settings => settings.Appearance, (settings, part) => settings with { Appearance = part }, part => part with { }),
        .. OfPart(nameof(ChatbotSettings.Behaviour), settings => settings.Behaviour, (settings, part) => settings with { Behaviour = part }, part => part with { }),
        .. Last.Select(name => Plain().Single(field => field.Name == name)),
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
        return Settled(Changed(read, edited).Aggregate(current, (merged, field) => field.Copy(edited, merged)));
    }

    /// <summary>Settings with some fields of others.</summary>
    internal static ChatbotSettings With(ChatbotSettings onto, IReadOnlyList<ChatbotField> fields, ChatbotSettings from)
    {
        if (Comparable(from, onto) is var pinned and not null)
            (from, onto) = (pinned[0], pinned[1]);
        return Settled(fields.Aggregate(onto, (merged, field) => field.Copy(from, merged)));
    }

    /// <summary>These fields, and those that one choice sets together with them.</summary>
    internal static IReadOnlyList<ChatbotField> Completed(IReadOnlyCollection<ChatbotField> fields) =>
        [.. All.Where(field => fields.Contains(field) || OneChoice.Contains(field.Name) && fields.Any(other => OneChoice.Contains(other.Name)))];

    /// <summary>The fields as choices of an editor: where the languages are changed, they stand for the locale too.</summary>
    /// <param name="fields">Some of the changed fields.</param>
    /// <param name="changed">All changed fields.</param>
    internal static IReadOnlyList<ChatbotField> Choices(IReadOnlyList<ChatbotField> fields, IReadOnlyList<ChatbotField> changed) =>
        changed.Any(field => field.Name == nameof(ChatbotSettings.Languages)) && fields.Any(field => field.Name == nameof(ChatbotSettings.Locale))
            ? [.. Completed(fields).Where(field => field.Name != nameof(ChatbotSettings.Locale))]
            : fields;

    private static ChatbotSettings Settled(ChatbotSettings merged) => ChatbotRules.TidyLanguages(ChatbotTexts.Settled(merged));

    /// <summary>
    /// A plain text means the first language, so texts of settings with different first languages are compared under their languages.
    /// Between chatbots of one language each, a text goes along to the other language.
    /// </summary>
    /// <returns>Null when they can be compared as they are.</returns>
    private static ChatbotSettings[]? Comparable(params ChatbotSettings[] settings) =>
        settings.Any(each => each.Spoken.Count > 1) && settings.Select(each => each.FirstLanguage).Distinct().Count() > 1
            ? [.. settings.Select(ChatbotTexts.Pinned)]
            : null;

    private static IEnumerable<ChatbotField> Plain() => Settable(typeof(ChatbotSettings))
        .Where(property => property.PropertyType != typeof(ChatbotLimits) && property.PropertyType != typeof(ChatbotAppearance) && property.PropertyType != typeof(ChatbotBehaviour))
        .Select(property => new ChatbotField(property.Name, property.GetValue, (from, onto) => Set(onto with { }, property, property.GetValue(from))));

    private static IEnumerable<ChatbotField> OfPart<TPart>(
        string name, Func<ChatbotSettings, TPart> get, Func<ChatbotSettings, TPart, ChatbotSettings> with, Func<TPart, TPart> copy) where TPart : class =>
        Settable(typeof(TPart)).Select(property => new ChatbotField(
            $"{name}.{property.Name}",
            settings => property.GetValue(get(settings)),
            (from, onto) => with(onto, Set(copy(get(onto)), property, property.GetValue(get(from))))));

    private static IEnumerable<PropertyInfo> Settable(Type type) => type.GetProperties().Where(property => property.CanWrite);

    private static T Set<T>(T copy, PropertyInfo property, object? value)
    {
        property.SetValue(copy, value);
        return copy;
    }

    private bool Same(ChatbotSettings one, ChatbotSettings other) => (Get(one), Get(other)) switch
    {
        (System.Collections.IEnumerable left and not string, System.Collections.IEnumerable right) => left.Cast<object>().SequenceEqual(right.Cast<object>()),
        var (left, right) => Equals(left, right),
    };
}
