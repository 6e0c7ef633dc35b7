namespace IAfluence.Core.Chatbots;

/// <summary>A value by language. A value without a language is in the chatbot's first language.</summary>
public interface ILocalized
{
    /// <summary>True when there is one value without a language, which means the chatbot's first language.</summary>
    bool IsPlain { get; }

    /// <returns>The languages that have a value, in the order of <see cref="ChatbotLanguages.All"/>.</returns>
    IReadOnlyList<string> LanguagesGiven(string first);

    /// <returns>The same values, each under its language.</returns>
    ILocalized WithLanguage(string first);

    /// <returns>The values of these languages. When none would remain, the first value is kept for the first of these languages.</returns>
    ILocalized Only(IReadOnlyList<string> languages);

    /// <returns>The same values; plain when only the first language has a value.</returns>
    ILocalized PlainIn(string first);
}

/// <summary>
/// A value by language, immutable and compared by content: either one plain value in the chatbot's first language, or one value for each of
/// several languages. The plain form is also the stored form from before languages were added.
/// </summary>
public abstract class Localized<T, TSelf> : ILocalized, IEquatable<TSelf>
    where T : class
    where TSelf : Localized<T, TSelf>
{
    private readonly (string? Language, T Value)[] _values;

    private protected Localized(IEnumerable<(string? Language, T Value)> values) =>
        _values = [.. values.OrderBy(value => value.Language is { } language ? ChatbotLanguages.IndexOf(language) : -1)];

    /// <summary>The values with their languages; the language of a plain value is null.</summary>
    public IReadOnlyList<(string? Language, T Value)> Values => _values;

    public bool IsPlain => _values is [(null, _)];

    /// <summary>Whether no language has a value.</summary>
    public bool IsEmpty => _values.All(value => IsNothing(value.Value));

    /// <summary>The value for a visitor's language, ignoring its region; otherwise the value for the first language.</summary>
    /// <param name="language">The visitor's language, such as <c>en</c> or <c>en-GB</c>.</param>
    /// <param name="first">The chatbot's first language.</param>
    /// <returns>Null when neither has a value.</returns>
    public T? In(string language, string first) => OfOrNull(ChatbotLanguages.WithoutRegion(language), first) ?? OfOrNull(first, first);

    /// <summary>The value for exactly this language.</summary>
    /// <returns>Null when it is missing or empty.</returns>
    public T? OfOrNull(string language, string first)
    {
        foreach (var (own, value) in _values)
        {
            if ((own ?? first) == language && !IsNothing(value))
                return value;
        }

        return null;
    }

    public IReadOnlyList<string> LanguagesGiven(string first) => [.. _values.Where(value => !IsNothing(value.Value)).Select(value => value.Language ?? first)];

    public TSelf WithLanguage(string first) => IsPlain && !IsEmpty ? Make([(first, _values[0].Value)]) : (TSelf)this;

    public TSelf Only(IReadOnlyList<string> languages)
    {
        if (IsPlain)
            return (TSelf)this;
        var kept = _values.Where(value => languages.Contains(value.Language)).ToList();
        return kept.Count > 0 || _values.Length == 0 ? Make(kept) : Make([(null, _values[0].Value)]);
    }

    public TSelf PlainIn(string first) => _values switch
    {
        [] => Make([(null, Nothing)]),
        [(var language, var value)] when language == first => Make([(null, value)]),
        _ => (TSelf)this,
    };

    /// <summary>Changes every value; empty results are removed.</summary>
    public TSelf Select(Func<T, T> change)
    {
        var changed = _values.Select(value => (value.Language, Value: change(value.Value))).ToList();
        var kept = changed.Where(value => !IsNothing(value.Value)).ToList();
        return Make(kept.Count > 0 ? kept : [(null, Nothing)]);
    }

    ILocalized ILocalized.WithLanguage(string first) => WithLanguage(first);

    ILocalized ILocalized.Only(IReadOnlyList<string> languages) => Only(languages);

    ILocalized ILocalized.PlainIn(string first) => PlainIn(first);

    public bool Equals(TSelf? other) =>
        other is not null && _values.Length == other._values.Length
        && _values.Zip(other._values).All(pair => pair.First.Language == pair.Second.Language && AreSame(pair.First.Value, pair.Second.Value));

    public override bool Equals(object? obj) => Equals(obj as TSelf);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var (language, value) in _values)
        {
            hash.Add(language);
            hash.Add(TextOf(value));
        }

        return hash.ToHashCode();
    }

    /// <returns>The plain value, or each language with its value.</returns>
    public override string ToString() =>
        IsPlain ? TextOf(_values[0].Value) : string.Join('\n', _values.Select(value => $"{value.Language}: {TextOf(value.Value)}"));

    /// <summary>The value that stands for no value.</summary>
    private protected abstract T Nothing { get; }

    private protected abstract TSelf Make(IEnumerable<(string? Language, T Value)> values);

    private protected abstract bool IsNothing(T value);

    private protected abstract bool AreSame(T one, T other);

    private protected abstract string TextOf(T value);
}
