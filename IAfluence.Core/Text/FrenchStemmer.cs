namespace IAfluence.Core.Text;

/// <summary>
/// Snowball's French algorithm (https://snowballstem.org/algorithms/french/stemmer.html), applied to folded words, so that "sécurité" and
/// "securite" have the same stem: accented endings are matched without the accent. Endings of the passé simple and the imperfect subjunctive
/// that differ from common nouns only by the accent (-âmes, -ât, -âtes, -îmes, -îtes, -èrent) are not removed; without it they would match
/// "dates", "formats" or "limites".
/// </summary>
internal sealed class FrenchStemmer
{
    private static readonly string[] StandardSuffixes = LongestFirst(
        "ance iqUe isme able iste eux ances iqUes ismes ables istes atrice ateur ation atrices ateurs ations logie logies usion ution " +
        "usions utions ence ences ement ements ite ites if ive ifs ives eaux aux euse euses issement issements amment emment ment ments");

    private static readonly string[] VerbSuffixesInI = LongestFirst(
        "i ie ies ir ira irai iraIent irais irait iras irent irez iriez irions irons iront is issaIent issais issait issant issante " +
        "issantes issants isse issent isses issez issiez issions issons it");

    private static readonly string[] VerbSuffixes = LongestFirst(
        "ions ee ees er era erai eraIent erais erait eras erez eriez erions erons eront ez iez " +
        "a ai aIent ais ait ant ante antes ants as asse assent asses assiez assions");

    private static readonly string[] ResidualSuffixes = LongestFirst("ion ier iere Ier Iere e");

    private readonly int _rv;
    private readonly int _r1;
    private readonly int _r2;
    private string _word;

    private FrenchStemmer(string word)
    {
        _word = MarkConsonants(word);
        _rv = StartOfRv(_word);
        _r1 = StemRegions.AfterVowelAndConsonant(_word, 0, IsVowel);
        _r2 = StemRegions.AfterVowelAndConsonant(_word, _r1, IsVowel);
    }

    /// <param name="word">Folded: a to z only.</param>
    public static string Stem(string word)
    {
        var stemmer = new FrenchStemmer(word);
        if (stemmer.RemoveStandardSuffix() || stemmer.RemoveVerbSuffixInI() || stemmer.RemoveVerbSuffix())
            stemmer.TurnFinalY();
        else
            stemmer.RemoveResidualSuffix();
        stemmer.UndoubleEnding();
        return stemmer._word.ToLowerInvariant();
    }

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';

    /// <summary>Marks u, i and y as consonants by writing them in upper case.</summary>
    private static string MarkConsonants(string word)
    {
        var letters = word.ToCharArray();
        for (var i = 0; i < letters.Length; i++)
        {
            var afterVowel = i > 0 && IsVowel(letters[i - 1]);
            var beforeVowel = i + 1 < letters.Length && IsVowel(letters[i + 1]);
            var consonant = letters[i] switch
            {
                'u' => (afterVowel && beforeVowel) || (i > 0 && letters[i - 1] == 'q'),
                'i' => afterVowel && beforeVowel,
                'y' => afterVowel || beforeVowel,
                _ => false,
            };
            if (consonant)
                letters[i] = char.ToUpperInvariant(letters[i]);
        }

        return new string(letters);
    }

    private static int StartOfRv(string word)
    {
        if (word.Length >= 3)
        {
            if (IsVowel(word[0]) && IsVowel(word[1]))
                return 3;
            if (word.StartsWith("par", StringComparison.Ordinal) || word.StartsWith("col", StringComparison.Ordinal) || word.StartsWith("tap", StringComparison.Ordinal))
                return 3;
        }

        for (var i = 1; i < word.Length; i++)
        {
            if (IsVowel(word[i]))
                return i + 1;
        }

        return word.Length;
    }

    private bool RemoveStandardSuffix()
    {
        var suffix = StandardSuffixes.FirstOrDefault(Ends);
        switch (suffix)
        {
            case null:
                return false;
            case "atrice" or "ateur" or "ation" or "atrices" or "ateurs" or "ations":
                return Replace(suffix, "", _r2) && Then(() => DropOrWrite("ic", "iqU"));
            case "logie" or "logies":
                return Replace(suffix, "log", _r2);
            case "usion" or "ution" or "usions" or "utions":
                return Replace(suffix, "u", _r2);
            case "ence" or "ences":
                return Replace(suffix, "ent", _r2);
            case "ement" or "ements":
                return Replace(suffix, "", _rv) && Then(AfterEment);
            case "ite" or "ites":
                return Replace(suffix, "", _r2) && Then(AfterIte);
            case "if" or "ive" or "ifs" or "ives":
                return Replace(suffix, "", _r2) && Then(() =>
                {
                    if (Replace("at", "", _r2))
                        DropOrWrite("ic", "iqU");
                });
            case "eaux":
                return Replace(suffix, "eau", 0);
            case "aux":
                return Replace(suffix, "al", _r1);
            case "euse" or "euses":
                return Replace(suffix, "", _r2) || Replace(suffix, "eux", _r1);
            case "issement" or "issements":
                var before = _word.Length - suffix.Length - 1;
                return before >= 0 && !IsVowel(_word[before]) && Replace(suffix, "", _r1);
            // Adverbs continue with the verb endings, so that "évidemment", "évident" and "évidente" have the same stem.
            case "amment":
                Replace(suffix, "ant", _rv);
                return false;
            case "emment":
                Replace(suffix, "ent", _rv);
                return false;
            case "ment" or "ments":
                var vowel = _word.Length - suffix.Length - 1;
                if (vowel >= _rv && IsVowel(_word[vowel]))
                    Replace(suffix, "", _rv);
                return false;
            default:
                return Replace(suffix, "", _r2);
        }
    }

    private void AfterEment()
    {
        if (Ends("iv"))
        {
            if (Replace("iv", "", _r2))
                Replace("at", "", _r2);
        }
        else if (Ends("eus"))
        {
            if (!Replace("eus", "", _r2))
                Replace("eus", "eux", _r1);
        }
        else if (Ends("abl") || Ends("iqU"))
        {
            Replace(_word[^3..], "", _r2);
        }
        else if (Ends("ier") || Ends("Ier"))
        {
            Replace(_word[^3..], "i", _rv);
        }
    }

    private void AfterIte()
    {
        if (Ends("abil"))
            DropOrWrite("abil", "abl");
        else if (Ends("ic"))
            DropOrWrite("ic", "iqU");
        else
            Replace("iv", "", _r2);
    }

    private bool RemoveVerbSuffixInI()
    {
        var suffix = VerbSuffixesInI.FirstOrDefault(s => EndsWithin(s, _rv));
        var before = _word.Length - (suffix?.Length ?? 0) - 1;
        return suffix is not null && before >= _rv && !IsVowel(_word[before]) && Replace(suffix, "", _rv);
    }

    private bool RemoveVerbSuffix()
    {
        var suffix = VerbSuffixes.FirstOrDefault(s => EndsWithin(s, _rv));
        if (suffix is null)
            return false;
        if (suffix == "ions")
            return Replace(suffix, "", _r2);
        Replace(suffix, "", _rv);
        if (suffix[0] == 'a')
            Replace("e", "", _rv);
        return true;
    }

    private void TurnFinalY()
    {
        if (_word.EndsWith('Y'))
            _word = _word[..^1] + "i";
    }

    private void RemoveResidualSuffix()
    {
        if (_word.Length >= 2 && _word[^1] == 's' && _word[^2] is not ('a' or 'i' or 'o' or 'u' or 's'))
            _word = _word[..^1];

        switch (ResidualSuffixes.FirstOrDefault(s => EndsWithin(s, _rv)))
        {
            case null:
                return;
            case "ion":
                var before = _word.Length - 4;
                if (before >= _rv && _word[before] is 's' or 't')
                    Replace("ion", "", _r2);
                return;
            case "e":
                Replace("e", "", _rv);
                return;
            case var suffix:
                Replace(suffix, "i", _rv);
                return;
        }
    }

    private void UndoubleEnding()
    {
        if (Ends("enn") || Ends("onn") || Ends("ett") || Ends("ell") || Ends("eill"))
            _word = _word[..^1];
    }

    /// <summary>Removes the ending in R2; otherwise replaces it.</summary>
    private void DropOrWrite(string ending, string otherwise)
    {
        if (!Replace(ending, "", _r2))
            Replace(ending, otherwise, 0);
    }

    private bool Ends(string suffix) => _word.EndsWith(suffix, StringComparison.Ordinal);

    private bool EndsWithin(string suffix, int region) => _word.Length - suffix.Length >= region && Ends(suffix);

    private bool Replace(string suffix, string replacement, int region)
    {
        if (!EndsWithin(suffix, region))
            return false;
        _word = _word[..^suffix.Length] + replacement;
        return true;
    }

    private static bool Then(Action step)
    {
        step();
        return true;
    }

    private static string[] LongestFirst(string suffixes) => [.. suffixes.Split(' ').OrderByDescending(s => s.Length)];
}
