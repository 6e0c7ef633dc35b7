namespace IAfluence.Core.Routing.Continuation;

/// <summary>
/// The words that are known in one conversation: those of its prompt, of what was said, and the small words of its language. By it a word
/// cut in two ("boulan" + "gerie") is told from two words whose space was lost ("pain" + "de").
/// </summary>
internal sealed class KnownWords
{
    private readonly HashSet<string> _words = new(StringComparer.OrdinalIgnoreCase);
    private readonly string? _language;

    /// <param name="said">Its last word may be cut, and does not count.</param>
    /// <param name="others">Texts of the same conversation.</param>
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

    /// <summary>Whether these are two words and not the halves of one, as far as is known; in doubt they are one.</summary>
    public bool ArePair(string one, string other) => other.Length > 1 && Knows(one) && Knows(other) && !Knows(one + other);

    private bool Knows(string word) => _words.Contains(word) || _language is not null && LanguageDetector.IsSmallWord(_language, word);
}
