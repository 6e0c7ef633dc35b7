namespace IAfluence.Core.Text;

/// <summary>
/// Gives a noun and its plural the same term, in languages for which there is no stemmer. Only regular plurals are folded; a rule that is
/// wrong for a word is harmless as long as the word's forms stay equal. The words are folded already, without accents.
/// </summary>
internal static class PluralFolding
{
    // Shorter words are left alone: their last letters are often part of the stem.
    private const int MinLetters = 4;
    private const int MinStem = 3;

    /// <summary>habitaciones and habitación, horarios and horario, luces and luz.</summary>
    public static string Spanish(string word)
    {
        var stem = WithoutRomanceEnding(word);
        return stem != word && stem.EndsWith('c') ? string.Concat(stem.AsSpan(0, stem.Length - 1), "z") : stem;
    }

    /// <summary>reservas and reserva, reservações and reservação, hotéis and hotel, viagens and viagem.</summary>
    public static string Portuguese(string word)
    {
        foreach (var (plural, singular) in (ReadOnlySpan<(string, string)>)[("oes", "ao"), ("aes", "ao"), ("ais", "al"), ("eis", "el"), ("ois", "ol"), ("ns", "m")])
        {
            if (word.Length > MinLetters && word.EndsWith(plural, StringComparison.Ordinal))
                return string.Concat(word.AsSpan(0, word.Length - plural.Length), singular);
        }

        return WithoutRomanceEnding(word);
    }

    /// <summary>camere and camera, orari and orario, banche and banca.</summary>
    public static string Italian(string word)
    {
        if (word.Length < MinLetters || word[^1] is not ('a' or 'e' or 'i' or 'o'))
            return word;
        var stem = word.AsSpan(0, word.Length - 1);
        if (stem.Length > MinStem && stem[^1] is 'i')
            stem = stem[..^1];
        if (stem.Length > MinStem && stem is [.., 'c' or 'g', 'h'])
            stem = stem[..^1];
        return stem.ToString();
    }

    /// <summary>Öffnungszeiten and Öffnungszeit, Häuser and Haus, Karten and Karte, Hotels and Hotel.</summary>
    public static string German(string word)
    {
        foreach (var ending in (ReadOnlySpan<string>)["ern", "en", "er", "es", "e"])
        {
            if (word.EndsWith(ending, StringComparison.Ordinal) && word.Length - ending.Length >= MinStem)
                return word[..^ending.Length];
        }

        return word.Length > MinLetters && word is [.., not ('i' or 'u' or 's'), 's'] ? word[..^1] : word;
    }

    /// <summary>kamers and kamer, fietsen and fiets, huizen and huis, straten and straat.</summary>
    public static string Dutch(string word)
    {
        var stem = word;
        while (stem.Length > MinLetters && WithoutDutchEnding(stem) is var shorter && shorter.Length >= MinStem && shorter != stem)
            stem = shorter;
        if (stem.Length > MinStem && stem[^1] == stem[^2])
            stem = stem[..^1];
        if (stem.Length > MinStem && stem[^2] == stem[^3] && stem[^2] is 'a' or 'e' or 'o' or 'u')
            stem = string.Concat(stem.AsSpan(0, stem.Length - 2), stem.AsSpan(stem.Length - 1));
        return stem[^1] switch
        {
            'z' => string.Concat(stem.AsSpan(0, stem.Length - 1), "s"),
            'v' => string.Concat(stem.AsSpan(0, stem.Length - 1), "f"),
            _ => stem,
        };
    }

    private static string WithoutDutchEnding(string word) => word switch
    {
        _ when word.EndsWith("en", StringComparison.Ordinal) => word[..^2],
        [.., not ('a' or 'e' or 'i' or 'o' or 'u' or 's'), 's'] => word[..^1],
        _ => word,
    };

    /// <summary>
    /// Removes -s, -es and a final -e. Without the latter, "clientes" could be of "cliente" or of "client"; so both lose it. Words that end in
    /// -s themselves lose it too, as their plurals do (interés, intereses).
    /// </summary>
    private static string WithoutRomanceEnding(string word)
    {
        if (word.Length < MinLetters)
            return word;
        if (word[^1] == 's' && word[^2] == 'e' && word.Length - 2 >= MinStem)
            return WithoutRomanceEnding(word[..^2]);
        if (word is [.., 'a' or 'e' or 'i' or 'o' or 'u', 's'])
            return word[..^1];
        return word[^1] == 'e' ? WithoutRomanceEnding(word[..^1]) : word;
    }
}
