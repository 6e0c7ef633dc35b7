namespace IAfluence.Core.Routing.Continuation;

/// <summary>
/// The known words of one conversation: the words of its prompt and texts, and the function words of its language. They distinguish a word cut in two
/// ("boulan" + "gerie") from two words whose space was lost ("pain" + "de").
/// </summary>
internal sealed class KnownWords
{
    private readonly HashSet<string> _words = new(StringComparer.OrdinalIgnoreCase);
    private readonly string? _language;

    /// <param name="said">The text so far. Its last word is ignored because it may be incomplete.</param>
    /// <param name="others">Other texts of the same conversation.</param>
    public KnownWords(string said, IEnumerable<string> others)
    {
        var words = LanguageDetector.WordsOf(said);
        _language = LanguageDetector.Of(said);
        if (words.Count > 0 && char.IsLetter(said[^1]))
            words.RemoveAt(words.Count - 1);
        _words.UnionWith(words);
        foreach (var text in others)
            _words.UnionWith(LanguageDetector.WordsOf(text));
    }

    /// <summary>Whether these are two words and not two parts of one. When unknown, they count as one word.</summary>
    public bool ArePair(string one, string other) => other.Length > 1 && Knows(one) && Knows(other) && !Knows(one + other);

    private bool Knows(string word) => _words.Contains(word) || _language is not null && LanguageDetector.IsFunctionWord(_language, word);
}
