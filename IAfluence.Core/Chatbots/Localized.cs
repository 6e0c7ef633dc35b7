namespace IAfluence.Core.Chatbots;

/// <summary>A value by language. A value without a language is in the chatbot's first language.</summary>
public interface ILocalized
{
    /// <summary>True when one value is given without a language, which means the chatbot's first language.</summary>
    bool IsPlain { get; }

    /// <returns>The languages for which something is given, in the order of <see cref="ChatbotLanguages.All"/>.</returns>
    IReadOnlyList<string> LanguagesGiven(string first);

    /// <returns>The same with every value under its language.</returns>
    ILocalized PinnedTo(string first);

    /// <returns>Without the values of other languages. Where nothing would remain, the value stays and means the first of these languages.</returns>
    ILocalized Only(IReadOnlyList<string> languages);

    /// <returns>The same, plain when the first language is the only one given.</returns>
    ILocalized PlainIn(string first);
}

/// <summary>
/// A value by language, immutable and compared by its content: either one plain value, which means the chatbot's first language, or a
/// value for each of several languages. Plain is how it was stored before there were languages.
/// </summary>
public abstract class Localized<T, TSelf> : ILocalized, IEquatable<TSelf>
    where T : class
    where TSelf : Localized<T, TSelf>
{
    private readonly (string? Language, T Value)[] _values;

    private protected Localized(IEnumerable<(string? Language, T Value)> values) =>
        _values = [.. values.OrderBy(value => value.Language is { } language ? ChatbotLanguages.PlaceOf(language) : -1)];

    /// <summary>The values with their languages; a plain value has none.</summary>
    public IReadOnlyList<(string? Language, T Value)> Values => _values;

    public bool IsPlain => _values is [(null, _)];

    /// <summary>Whether no language has a value that visitors could read.</summary>
    public bool IsEmpty => _values.All(value => IsNothing(value.Value));

    /// <summary>What a visitor of this language reads: the value for the language, without its region, else the one for the first language.</summary>
    /// <param name="language">The visitor's, such as <c>en</c> or <c>en-GB</c>.</param>
    /// <param name="first">The chatbot's first language.</param>
    /// <returns>Null when neither has a value.</returns>
    public T? In(string language, string first) => OfOrNull(ChatbotLanguages.WithoutRegion(language), first) ?? OfOrNull(first, first);

    /// <summary>The value given for exactly this language.</summary>
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

    public TSelf PinnedTo(string first) => IsPlain && !IsEmpty ? Make([(first, _values[0].Value)]) : (TSelf)this;

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

    /// <summary>The same with every value changed; empty ones are left out.</summary>
    public TSelf Select(Func<T, T> change)
    {
        var changed = _values.Select(value => (value.Language, Value: change(value.Value))).ToList();
        var kept = changed.Where(value => !IsNothing(value.Value)).ToList();
        return Make(kept.Count > 0 ? kept : [(null, Nothing)]);
    }

    ILocalized ILocalized.PinnedTo(string first) => PinnedTo(first);

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

    /// <returns>A plain value itself, or each language with its value.</returns>
    public override string ToString() =>
        IsPlain ? TextOf(_values[0].Value) : string.Join('\n', _values.Select(value => $"{value.Language}: {TextOf(value.Value)}"));

    /// <summary>What stands where nothing is given.</summary>
    private protected abstract T Nothing { get; }

    private protected abstract TSelf Make(IEnumerable<(string? Language, T Value)> values);

    private protected abstract bool IsNothing(T value);

    private protected abstract bool AreSame(T one, T other);

    private protected abstract string TextOf(T value);
}
