namespace IAfluence.Core.Text;

/// <summary>
/// Converts text to the terms that engines store and search. Each language has one analyser, used for indexing, searching and highlighting.
/// After a change of the analyser, stored terms must be rebuilt.
/// </summary>
public sealed class TextAnalyser
{
    private static readonly TextAnalyser French = new(StopWords.French, FrenchStemmer.Stem, StopWords.FrenchClitics);
    private static readonly TextAnalyser English = new(StopWords.English, EnglishStemmer.Stem, joinsApostrophes: true);
    private static readonly TextAnalyser Spanish = new(StopWords.Spanish, PluralFolding.Spanish);
    private static readonly TextAnalyser Portuguese = new(StopWords.Portuguese, PluralFolding.Portuguese);
    private static readonly TextAnalyser Italian = new(StopWords.Italian, PluralFolding.Italian);
    private static readonly TextAnalyser German = new(StopWords.German, PluralFolding.German);
    private static readonly TextAnalyser Dutch = new(StopWords.Dutch, PluralFolding.Dutch);
    private static readonly TextAnalyser Neutral = new(StopWords.None, static word => word);

    private readonly IReadOnlySet<string> _stopWords;
    private readonly IReadOnlySet<string> _clitics;
    private readonly Func<string, string> _stem;
    private readonly bool _joinsApostrophes;

    private TextAnalyser(
        IReadOnlySet<string> stopWords, Func<string, string> stem, IReadOnlySet<string>? clitics = null, bool joinsApostrophes = false)
    {
        _stopWords = stopWords;
        _stem = stem;
        _clitics = clitics ?? StopWords.None;
        _joinsApostrophes = joinsApostrophes;
    }

    /// <summary>Returns the analyser of a language.</summary>
    /// <param name="locale">A language or culture name such as fr, fr-CA or en. Spanish, Portuguese, Italian, German and Dutch have
    /// only their plurals folded. Null and other languages use a neutral analyser.</param>
    public static TextAnalyser For(string? locale) => LanguageOf(locale) switch
    {
        "fr" => French,
        "en" => English,
        "es" => Spanish,
        "pt" => Portuguese,
        "it" => Italian,
        "de" => German,
        "nl" => Dutch,
        _ => Neutral,
    };

    /// <summary>The terms in text order, with repetitions, without stop words.</summary>
    public IReadOnlyList<string> Terms(string text) => [.. Analyse(text).Select(term => term.Term)];

    /// <summary>The terms with their positions, for highlighting.</summary>
    public IReadOnlyList<AnalysedTerm> Analyse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        var terms = new List<AnalysedTerm>();
        foreach (var (start, length) in WordSplitter.Split(text))
        {
            if (IsNumber(text.AsSpan(start, length)))
                terms.Add(new AnalysedTerm(Number(text.AsSpan(start, length)), start, length));
            else
                AddPieces(text, start, length, terms);
        }

        return terms;
    }

    internal static string LanguageOf(string? locale)
    {
        var language = locale?.Split('-', '_')[0];
        return language?.ToLowerInvariant() ?? "";
    }

    /// <summary>Splits "l'e-mail" at its apostrophe. In English the apostrophe is part of the word ("don't", "visitor's").</summary>
    private void AddPieces(string text, int start, int length, List<AnalysedTerm> terms)
    {
        foreach (var piece in Parts(text, start, length, c => WordSplitter.IsApostrophe(c) && !_joinsApostrophes))
        {
            var span = text.AsSpan(piece.Start, piece.Length);
            if (span.IndexOfAny("_@.") >= 0)
                AddIdentifier(text, piece, terms);
            else if (span.IndexOfAny('-', '\u2010', '\u2011') >= 0)
                AddHyphenated(text, piece, terms);
            else
                AddWord(text, piece, terms);
        }
    }

    /// <summary>Adds an identifier or address as a whole and each of its words.</summary>
    private void AddIdentifier(string text, (int Start, int Length) piece, List<AnalysedTerm> terms)
    {
        var whole = text.AsSpan(piece.Start, piece.Length);
        terms.Add(new AnalysedTerm(TextFolding.Fold(whole), piece.Start, piece.Length));
        foreach (var part in Parts(text, piece.Start, piece.Length, c => c is '_' or '@' or '.' || WordSplitter.IsHyphen(c)))
            AddWord(text, part, terms);
    }

    /// <summary>Adds "e-mail" as "email" and as "mail"; "puis-je" only as its two words.</summary>
    private void AddHyphenated(string text, (int Start, int Length) piece, List<AnalysedTerm> terms)
    {
        var parts = Parts(text, piece.Start, piece.Length, WordSplitter.IsHyphen).ToList();
        var last = parts[^1];
        if (!_clitics.Contains(TextFolding.Fold(text.AsSpan(last.Start, last.Length))))
        {
            var joined = string.Concat(parts.Select(part => TextFolding.Fold(text.AsSpan(part.Start, part.Length))));
            if (joined.Length > 0)
                terms.Add(new AnalysedTerm(Stem(joined), piece.Start, piece.Length));
        }

        foreach (var part in parts.Where(part => part.Length > 1 || char.IsAsciiDigit(text[part.Start])))
            AddWord(text, part, terms);
    }

    private void AddWord(string text, (int Start, int Length) word, List<AnalysedTerm> terms)
    {
        var span = text.AsSpan(word.Start, word.Length);
        var digits = LeadingDigits(span);
        if (digits > 0 && digits < span.Length && span[digits..].IndexOfAnyInRange('0', '9') < 0)
        {
            // "64kB" and "64 kB" have the same terms.
            AddWord(text, (word.Start, digits), terms);
            AddWord(text, (word.Start + digits, word.Length - digits), terms);
            return;
        }

        var folded = TextFolding.Fold(_joinsApostrophes ? WithoutEnglishSuffix(span) : span);
        if (folded.Length > 0 && !_stopWords.Contains(folded))
            terms.Add(new AnalysedTerm(Stem(folded), word.Start, word.Length));
    }

    /// <summary>Removes 's and apostrophes; the stop words contain contractions without the apostrophe.</summary>
    private static string WithoutEnglishSuffix(ReadOnlySpan<char> word)
    {
        if (word.Length > 2 && word[^1] is 's' or 'S' && WordSplitter.IsApostrophe(word[^2]))
            word = word[..^2];
        return string.Concat(word.ToString().Where(c => !WordSplitter.IsApostrophe(c)));
    }

    private string Stem(string folded) => folded.AsSpan().IndexOfAnyExceptInRange('a', 'z') < 0 ? _stem(folded) : folded;

    private static bool IsNumber(ReadOnlySpan<char> word)
    {
        foreach (var character in word)
        {
            if (WordSplitter.IsWord(character) ? !char.IsAsciiDigit(character) : character is '_' or '@' or '-' || WordSplitter.IsApostrophe(character))
                return false;
        }

        return true;
    }

    /// <summary>"4 000" and "4,000" become 4000; "0,15" becomes 0.15.</summary>
    private static string Number(ReadOnlySpan<char> word)
    {
        var groups = word.ToString().Split(' ', '\u00A0', '\u202F', '\u2009', ',', '.');
        return groups.Length > 1 && groups[0].Length <= 3 && groups.Skip(1).All(group => group.Length == 3)
            ? string.Concat(groups)
            : string.Join('.', groups);
    }

    private static int LeadingDigits(ReadOnlySpan<char> word)
    {
        var count = word.IndexOfAnyExceptInRange('0', '9');
        return count < 0 ? word.Length : count;
    }

    private static IEnumerable<(int Start, int Length)> Parts(string text, int start, int length, Func<char, bool> separates)
    {
        var from = start;
        for (var i = start; i <= start + length; i++)
        {
            if (i < start + length && !separates(text[i]))
                continue;
            if (i > from)
                yield return (from, i - from);
            from = i + 1;
        }
    }
}

/// <summary>A term with its position in the source text, so that matches can be highlighted.</summary>
/// <param name="Term">Folded and stemmed; the form that is stored, searched and counted.</param>
/// <param name="Start">The index of the first character.</param>
/// <param name="Length">The number of characters covered; terms of one compound word can overlap.</param>
public readonly record struct AnalysedTerm(string Term, int Start, int Length);
