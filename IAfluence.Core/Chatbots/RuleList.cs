using System.Globalization;

namespace IAfluence.Core.Chatbots;

/// <summary>The rules that an input breaks, gathered field by field.</summary>
internal sealed class RuleList
{
    public List<FieldError> Errors { get; } = [];

    public void Add(string field, string code, object? argument = null) => Errors.Add(new(field, code, argument));

    public void AtMost(string field, string? text, int characters)
    {
        if (text?.Length > characters)
            Add(field, FieldErrors.TooLong, characters);
    }

    public void Filled(string field, string? text)
    {
        if (string.IsNullOrEmpty(text))
            Add(field, FieldErrors.Required);
    }

    public void NoMoreThan(string field, int count, int most)
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
