namespace IAfluence.Core.Text;

/// <summary>Snowball's English algorithm, "Porter2" (https://snowballstem.org/algorithms/english/stemmer.html).</summary>
internal sealed class EnglishStemmer
{
    private static readonly Dictionary<string, string> WholeWords = new(StringComparer.Ordinal)
    {
        ["skis"] = "ski",
        ["skies"] = "sky",
        ["dying"] = "die",
        ["lying"] = "lie",
        ["tying"] = "tie",
        ["idly"] = "idl",
        ["gently"] = "gentl",
        ["ugly"] = "ugli",
        ["early"] = "earli",
        ["only"] = "onli",
        ["singly"] = "singl",
        ["sky"] = "sky",
        ["news"] = "news",
        ["howe"] = "howe",
        ["atlas"] = "atlas",
        ["cosmos"] = "cosmos",
        ["bias"] = "bias",
        ["andes"] = "andes",
    };

    private static readonly HashSet<string> WholeAfterPlural =
        new(StringComparer.Ordinal) { "inning", "outing", "canning", "herring", "earring", "proceed", "exceed", "succeed" };

    private static readonly (string Suffix, string Replacement)[] LongSuffixes =
    [
        ("ational", "ate"), ("ization", "ize"), ("fulness", "ful"), ("ousness", "ous"), ("iveness", "ive"),
        ("tional", "tion"), ("biliti", "ble"), ("lessli", "less"),
        ("entli", "ent"), ("ation", "ate"), ("alism", "al"), ("aliti", "al"), ("ousli", "ous"), ("iviti", "ive"), ("fulli", "ful"),
        ("enci", "ence"), ("anci", "ance"), ("abli", "able"), ("izer", "ize"), ("ator", "ate"), ("alli", "al"),
        ("bli", "ble"), ("ogi", "og"), ("li", ""),
    ];

    private static readonly (string Suffix, string Replacement)[] MiddleSuffixes =
    [
        ("ational", "ate"), ("tional", "tion"), ("alize", "al"), ("icate", "ic"), ("iciti", "ic"), ("ative", ""), ("ical", "ic"),
        ("ness", ""), ("ful", ""),
    ];

    private static readonly string[] LastSuffixes =
        ["ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "ion", "al", "er", "ic"];

    private readonly int _r1;
    private readonly int _r2;
    private string _word;

    private EnglishStemmer(string word)
    {
        _word = MarkConsonants(word);
        _r1 = StartOfR1(_word);
        _r2 = StemRegions.AfterVowelAndConsonant(_word, _r1, IsVowel);
    }

    /// <param name="word">Folded: a to z only, without apostrophes.</param>
    public static string Stem(string word)
    {
        if (word.Length <= 2)
            return word;
        if (WholeWords.TryGetValue(word, out var whole))
            return whole;

        var stemmer = new EnglishStemmer(word);
        stemmer.RemovePlural();
        if (WholeAfterPlural.Contains(stemmer._word))
            return stemmer._word;
        stemmer.RemovePastAndGerund();
        stemmer.TurnFinalY();
        stemmer.ShortenLongSuffix();
        stemmer.ShortenMiddleSuffix();
        stemmer.RemoveLastSuffix();
        stemmer.RemoveFinalEOrL();
        return stemmer._word.ToLowerInvariant();
    }

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';

    private static string MarkConsonants(string word)
    {
        var letters = word.ToCharArray();
        for (var i = 0; i < letters.Length; i++)
        {
            if (letters[i] == 'y' && (i == 0 || IsVowel(letters[i - 1])))
                letters[i] = 'Y';
        }

        return new string(letters);
    }

    private static int StartOfR1(string word)
    {
        foreach (var prefix in (ReadOnlySpan<string>)["gener", "commun", "arsen"])
        {
            if (word.StartsWith(prefix, StringComparison.Ordinal))
                return prefix.Length;
        }

        return StemRegions.AfterVowelAndConsonant(word, 0, IsVowel);
    }

    private void RemovePlural()
    {
        if (Ends("sses"))
            _word = _word[..^2];
        else if (Ends("ied") || Ends("ies"))
            _word = _word.Length > 4 ? _word[..^2] : _word[..^1];
        else if (Ends("s") && !Ends("us") && !Ends("ss") && HasVowel(_word.Length - 2))
            _word = _word[..^1];
    }

    private void RemovePastAndGerund()
    {
        foreach (var suffix in (ReadOnlySpan<string>)["eedly", "ingly", "edly", "eed", "ing", "ed"])
        {
            if (!Ends(suffix))
                continue;
            var start = _word.Length - suffix.Length;
            if (suffix is "eed" or "eedly")
            {
                if (start >= _r1)
                    _word = _word[..start] + "ee";
            }
            else if (HasVowel(start))
            {
                _word = _word[..start];
                RepairAfterRemoval();
            }

            return;
        }
    }

    private void RepairAfterRemoval()
    {
        if (Ends("at") || Ends("bl") || Ends("iz"))
            _word += "e";
        else if (_word.Length >= 2 && _word[^1] == _word[^2] && _word[^1] is 'b' or 'd' or 'f' or 'g' or 'm' or 'n' or 'p' or 'r' or 't')
            _word = _word[..^1];
        else if (_r1 >= _word.Length && EndsInShortSyllable(_word.Length))
            _word += "e";
    }

    private void TurnFinalY()
    {
        if (_word.Length > 2 && _word[^1] is 'y' or 'Y' && !IsVowel(_word[^2]))
            _word = _word[..^1] + "i";
    }

    private void ShortenLongSuffix()
    {
        foreach (var (suffix, replacement) in LongSuffixes)
        {
            if (!Ends(suffix))
                continue;
            var start = _word.Length - suffix.Length;
            var before = start > 0 ? _word[start - 1] : '\0';
            var allowed = suffix switch
            {
                "ogi" => before == 'l',
                "li" => before is 'c' or 'd' or 'e' or 'g' or 'h' or 'k' or 'm' or 'n' or 'r' or 't',
                _ => true,
            };
            if (start >= _r1 && allowed)
                _word = _word[..start] + replacement;
            return;
        }
    }

    private void ShortenMiddleSuffix()
    {
        foreach (var (suffix, replacement) in MiddleSuffixes)
        {
            if (!Ends(suffix))
                continue;
            if (_word.Length - suffix.Length >= (suffix == "ative" ? Math.Max(_r1, _r2) : _r1))
                _word = _word[..^suffix.Length] + replacement;
            return;
        }
    }

    private void RemoveLastSuffix()
    {
        foreach (var suffix in LastSuffixes)
        {
            if (!Ends(suffix))
                continue;
            var start = _word.Length - suffix.Length;
            if (start >= _r2 && (suffix != "ion" || (start > 0 && _word[start - 1] is 's' or 't')))
                _word = _word[..start];
            return;
        }
    }

    private void RemoveFinalEOrL()
    {
        var start = _word.Length - 1;
        if (_word[^1] == 'e' && (start >= _r2 || (start >= _r1 && !EndsInShortSyllable(start))))
            _word = _word[..^1];
        else if (_word[^1] == 'l' && start >= _r2 && start > 0 && _word[start - 1] == 'l')
            _word = _word[..^1];
    }

    private bool Ends(string suffix) => _word.EndsWith(suffix, StringComparison.Ordinal);

    private bool HasVowel(int before)
    {
        for (var i = 0; i < before; i++)
        {
            if (IsVowel(_word[i]))
                return true;
        }

        return false;
    }

    private bool EndsInShortSyllable(int length) => length switch
    {
        2 => IsVowel(_word[0]) && !IsVowel(_word[1]),
        > 2 => !IsVowel(_word[length - 3]) && IsVowel(_word[length - 2]) && !IsVowel(_word[length - 1]) && _word[length - 1] is not ('w' or 'x' or 'Y'),
        _ => false,
    };
}
