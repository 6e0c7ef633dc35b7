using System.Globalization;

namespace IAfluence.Core.Chatbots;

/// <summary>Collects validation errors field by field.</summary>
internal sealed class RuleList
{
    public List<FieldError> Errors { get; } = [];

    public void Add(string field, string code, object? argument = null) => Errors.Add(new(field, code, argument));

    public void MaxLength(string field, string? text, int characters)
    {
        if (text?.Length > characters)
            Add(field, FieldErrors.TooLong, characters);
    }

    public void Required(string field, string? text)
    {
        if (string.IsNullOrEmpty(text))
            Add(field, FieldErrors.Required);
    }

    /// <summary>Applies the rule to each language; the field name ends with the language, such as <c>Greeting.en</c>.</summary>
    public void MaxLength(string field, LocalText? text, int characters) => InEach(field, text, (place, each) => MaxLength(place, each, characters));

    public static void InEach<T, TSelf>(string field, Localized<T, TSelf>? localized, Action<string, T> check)
        where T : class
        where TSelf : Localized<T, TSelf>
    {
        foreach (var (language, value) in localized?.Values ?? [])
            check(language is null ? field : $"{field}.{language}", value);
    }

    /// <summary>Requires a value in the first language, which visitors of other languages fall back to.</summary>
    public void Required(string field, LocalText? text, string first)
    {
        if (text is null || text.OfOrNull(first, first) is null)
            Add(text is null or { IsPlain: true } or { IsEmpty: true } ? field : $"{field}.{first}", FieldErrors.Required);
    }

    public void MaxCount(string field, int count, int most)
    {
        if (count > most)
            Add(field, FieldErrors.TooMany, most);
    }

    public void Within(string field, int? value, int least, int most)
    {
        if (value < least || value > most)
            Add(field, FieldErrors.OutOfRange, string.Create(CultureInfo.InvariantCulture, $"{least}–{most}"));
    }

    public void OneOf(string field, string value, IReadOnlyList<string> values)
    {
        if (!values.Contains(value))
            Errors.Add(new(field, FieldErrors.NotValid, value) { Accepted = values });
    }

    public void Color(string field, string? value)
    {
        if (value is not null && !ChatbotRules.IsColor(value))
            Add(field, FieldErrors.NotAColor);
    }
}
