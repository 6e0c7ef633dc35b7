using System.Reflection;

namespace IAfluence.Core.Chatbots;

/// <summary>One setting of a chatbot that can be compared and copied. Versions, drafts and conflicts are computed from these fields.</summary>
/// <param name="Name">Dotted, as in <see cref="FieldError.Field"/>.</param>
/// <param name="Copy">Returns the second settings with the first settings' value.</param>
public sealed record ChatbotField(string Name, Func<ChatbotSettings, object?> Get, Func<ChatbotSettings, ChatbotSettings, ChatbotSettings> Copy)
{
    // Listed last: they control where a chatbot is available and what it costs, not what it says.
    private static readonly string[] Last = [nameof(ChatbotSettings.Contact), nameof(ChatbotSettings.AllowedOrigins), nameof(ChatbotSettings.Route)];

    // The editor sets both together: the locale follows the first language.
    private static readonly string[] OneChoice = [nameof(ChatbotSettings.Locale), nameof(ChatbotSettings.Languages)];

    /// <summary>
    /// Every property of the settings, with limits, appearance and behaviour as separate fields. They are read from the records by reflection,
    /// so that a new setting is included automatically.
    /// </summary>
    public static readonly IReadOnlyList<ChatbotField> All =
    [
        .. Plain().Where(field => !Last.Contains(field.Name)),
        .. OfPart(nameof(ChatbotSettings.Limits), settings => settings.Limits, (settings, part) => settings with { Limits = part }, part => part with { }),
        .. OfPart(nameof(ChatbotSettings.Appearance), settings => settings.Appearance, (settings, part) => settings with { Appearance = part }, part => part with { }),
        .. OfPart(nameof(ChatbotSettings.Behaviour), settings => settings.Behaviour, (settings, part) => settings with { Behaviour = part }, part => part with { }),
        .. Last.Select(name => Plain().Single(field => field.Name == name)),
    ];

    /// <summary>The fields that differ between two settings.</summary>
    public static IReadOnlyList<ChatbotField> Changed(ChatbotSettings one, ChatbotSettings other)
    {
        if (ComparableOrNull(one, other) is var pinned and not null)
            (one, other) = (pinned[0], pinned[1]);
        return [.. All.Where(field => !field.Same(one, other))];
    }

    /// <summary>The fields that both this editor and another one changed, to different values.</summary>
    /// <param name="read">The settings the editor started from.</param>
    /// <param name="edited">The editor's result.</param>
    /// <param name="current">The currently stored settings.</param>
    public static IReadOnlyList<ChatbotField> Contested(ChatbotSettings read, ChatbotSettings edited, ChatbotSettings current)
    {
        if (ComparableOrNull(read, edited, current) is var pinned and not null)
            (read, edited, current) = (pinned[0], pinned[1], pinned[2]);
        return [.. All.Where(field => !field.Same(read, edited) && !field.Same(read, current) && !field.Same(edited, current))];
    }

    /// <summary>Applies this editor's changes to the current settings. Use it when there are no conflicts, or when the editor insists.</summary>
    public static ChatbotSettings Merge(ChatbotSettings read, ChatbotSettings edited, ChatbotSettings current)
    {
        if (ComparableOrNull(read, edited, current) is var pinned and not null)
            (read, edited, current) = (pinned[0], pinned[1], pinned[2]);
        return Normalized(Changed(read, edited).Aggregate(current, (merged, field) => field.Copy(edited, merged)));
    }

    /// <summary>Copies some fields from one settings to another.</summary>
    internal static ChatbotSettings With(ChatbotSettings onto, IReadOnlyList<ChatbotField> fields, ChatbotSettings from)
    {
        if (ComparableOrNull(from, onto) is var pinned and not null)
            (from, onto) = (pinned[0], pinned[1]);
        return Normalized(fields.Aggregate(onto, (merged, field) => field.Copy(from, merged)));
    }

    /// <summary>Adds the fields that the editor sets together with the given ones.</summary>
    internal static IReadOnlyList<ChatbotField> Completed(IReadOnlyCollection<ChatbotField> fields) =>
        [.. All.Where(field => fields.Contains(field) || OneChoice.Contains(field.Name) && fields.Any(other => OneChoice.Contains(other.Name)))];

    /// <summary>The fields to show to the editor: when the languages are changed, the locale is not listed separately.</summary>
    /// <param name="changed">All changed fields; <paramref name="fields"/> is a subset.</param>
    internal static IReadOnlyList<ChatbotField> Choices(IReadOnlyList<ChatbotField> fields, IReadOnlyList<ChatbotField> changed) =>
        changed.Any(field => field.Name == nameof(ChatbotSettings.Languages)) && fields.Any(field => field.Name == nameof(ChatbotSettings.Locale))
            ? [.. Completed(fields).Where(field => field.Name != nameof(ChatbotSettings.Locale))]
            : fields;

    private static ChatbotSettings Normalized(ChatbotSettings merged) => ChatbotRules.TidyLanguages(ChatbotTexts.Normalized(merged));

    /// <summary>
    /// A plain text is in the first language, so settings with different first languages are compared by language.
    /// When each has only one language, a text keeps its place although the language differs.
    /// </summary>
    /// <returns>Null when the settings can be compared as they are.</returns>
    private static ChatbotSettings[]? ComparableOrNull(params ChatbotSettings[] settings) =>
        settings.Any(each => each.Spoken.Count > 1) && settings.Select(each => each.FirstLanguage).Distinct().Count() > 1
            ? [.. settings.Select(ChatbotTexts.KeyedByLanguage)]
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
