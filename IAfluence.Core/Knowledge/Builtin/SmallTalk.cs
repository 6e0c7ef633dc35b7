using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using IAfluence.Core.Text;

namespace IAfluence.Core.Knowledge.Builtin;

/// <summary>What a message of small talk says.</summary>
internal enum SmallTalkKind
{
    Greeting,
    HowAreYou,
    Thanks,
    Goodbye,
    Compliment,
    Complaint,
    Acknowledgement,
    YesOrNo,
    Laughter,

    /// <summary>Asks who or what answers.</summary>
    Identity,

    /// <summary>Asks what the chatbot can do.</summary>
    Abilities,

    /// <summary>Announces a question, or asks for help without saying with what.</summary>
    Help,
    Test,

    /// <summary>Asks which languages the chatbot speaks.</summary>
    Language,

    /// <summary>Asks for a human.</summary>
    Person,

    /// <summary>Says nothing that can be understood.</summary>
    Unclear,
}

/// <summary>
/// A message without a question. A message is small talk only if each of its words belongs to a phrase of <see cref="SmallTalkPhrases"/>, so a
/// question that begins with a greeting is never taken for one.
/// </summary>
/// <param name="IsCertain">When false, the message is small talk only if no text answers it.</param>
internal readonly partial record struct SmallTalk(SmallTalkKind Kind, bool IsCertain)
{
    private const int MaxWords = 16;
    private const int MinMistypedLength = 5;
    private const int MinMashedLength = 4;
    private const int MinConsonants = 6;
    private const double AdjacentKeys = 0.8;

    private static readonly string[] KeyboardRows = ["azertyuiop", "qsdfghjklm", "wxcvbn", "qwertyuiop", "asdfghjkl", "zxcvbnm"];

    /// <summary>Returns null when the message asks something.</summary>
    public static SmallTalk? FindOrNull(string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var plain = ALater().Replace(Emoticon().Replace(message, " "), "a plus");
        if (!plain.Any(char.IsLetterOrDigit))
            return new SmallTalk(OfSymbols(message), IsCertain: true);

        var words = Words(plain);
        if (words.Count > MaxWords)
            return null;
        if (Cover(words, 0, [], new HashSet<int>()) is { } phrases)
            return OfPhrases(phrases);
        return words.Count <= 2 && words.TrueForAll(IsMashed) ? new SmallTalk(SmallTalkKind.Unclear, IsCertain: false) : null;
    }

    private static SmallTalkKind OfSymbols(string message)
    {
        if (Angry().IsMatch(message))
            return SmallTalkKind.Complaint;
        return Emoticon().IsMatch(message) || message.EnumerateRunes().Any(rune => Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherSymbol)
            ? SmallTalkKind.Laughter
            : SmallTalkKind.Unclear;
    }

    private static List<string> Words(string message) =>
        [.. NotAWord().Split(TextFolding.Fold(message)).Where(word => word.Length > 0)];

    /// <summary>Divides the words from <paramref name="at"/> on into phrases, the longest first; null when a word belongs to none.</summary>
    private static List<Phrase>? Cover(List<string> words, int at, List<Phrase> before, HashSet<int> deadEnds)
    {
        if (at == words.Count)
            return before;
        for (var count = Math.Min(SmallTalkPhrases.MaxWords, words.Count - at); count > 0; count--)
        {
            if (PhraseOrNull(words, at, count) is not { } phrase || deadEnds.Contains(at + count))
                continue;
            if (Cover(words, at + count, [.. before, phrase], deadEnds) is { } found)
                return found;
            deadEnds.Add(at + count);
        }

        return null;
    }

    private static Phrase? PhraseOrNull(List<string> words, int at, int count)
    {
        var text = string.Join(' ', words.Skip(at).Take(count));
        if (SmallTalkPhrases.Roles.TryGetValue(text, out var role))
            return new Phrase(text, role, IsMistyped: false);

        // "heyyy" and "coool".
        foreach (var kept in (string[])["$1$1$2$2", "$1$2"])
        {
            if (SmallTalkPhrases.Roles.TryGetValue(Repeated().Replace(text, kept), out role))
                return new Phrase(text, role, IsMistyped: false);
        }

        var mended = string.Join(' ', words.Skip(at).Take(count).Select(Mended));
        return mended != text && SmallTalkPhrases.Roles.TryGetValue(mended, out role) ? new Phrase(mended, role, IsMistyped: true) : null;
    }

    private static string Mended(string word) =>
        word.Length < MinMistypedLength - 1 ? word : SmallTalkPhrases.OftenMistyped.FirstOrDefault(right => IsOneSlipFrom(word, right), word);

    /// <summary>Whether one letter is missing, added, wrong, or two neighbours have changed places.</summary>
    private static bool IsOneSlipFrom(string word, string right)
    {
        if (Math.Abs(word.Length - right.Length) > 1 || right.Length < MinMistypedLength)
            return false;
        var same = 0;
        while (same < word.Length && same < right.Length && word[same] == right[same])
            same++;
        var (wordRest, rightRest) = (word[same..], right[same..]);
        return wordRest.Length == rightRest.Length
            ? wordRest.Length == 0 || wordRest[1..] == rightRest[1..]
                || (wordRest.Length > 1 && wordRest[0] == rightRest[1] && wordRest[1] == rightRest[0] && wordRest[2..] == rightRest[2..])
            : wordRest.Length > rightRest.Length ? wordRest[1..] == rightRest : rightRest[1..] == wordRest;
    }

    private static SmallTalk? OfPhrases(List<Phrase> phrases)
    {
        var roles = phrases.Select(phrase => phrase.Role).ToHashSet();
        if (KindOrNull(roles) is not { } kind)
            return null;
        var meant = phrases.Where(phrase => phrase.Role is not PhraseRole.Filler).ToList();
        var isAmbiguous = kind is SmallTalkKind.Unclear or SmallTalkKind.Language or SmallTalkKind.Test
            || (meant is [var only] && SmallTalkPhrases.Ambiguous.Contains(only.Text));
        return new SmallTalk(kind, !isAmbiguous && !phrases.Exists(phrase => phrase.IsMistyped));
    }

    private static SmallTalkKind? KindOrNull(HashSet<PhraseRole> roles)
    {
        var (talks, person, staff) = (roles.Contains(PhraseRole.Talk), roles.Contains(PhraseRole.Person), roles.Contains(PhraseRole.Staff));
        if (roles.Contains(PhraseRole.AreYou) && (person || staff || roles.Contains(PhraseRole.Robot)))
            return SmallTalkKind.Identity;
        if (roles.Contains(PhraseRole.AskForPerson) || person || (talks && staff))
            return SmallTalkKind.Person;
        if (talks || staff || roles.Contains(PhraseRole.Robot))
            return null;
        if (roles.Contains(PhraseRole.LanguageName))
            return SmallTalkKind.Language;
        if (roles.Contains(PhraseRole.Speak))
            return null;
        if (roles.Contains(PhraseRole.Identity))
            return SmallTalkKind.Identity;
        if (roles.Contains(PhraseRole.Abilities))
            return SmallTalkKind.Abilities;
        if (roles.Contains(PhraseRole.Help))
            return SmallTalkKind.Help;
        // "I want" without an object that is known here.
        if (roles.Contains(PhraseRole.Wish))
            return null;

        return Said(roles) ?? (roles.Contains(PhraseRole.AreYou) ? null : SmallTalkKind.Unclear);
    }

    /// <summary>The kind to reply to when a message has several: "Hello, thank you, that is great" gets one answer.</summary>
    private static SmallTalkKind? Said(HashSet<PhraseRole> roles)
    {
        foreach (var (role, kind) in ByImportance)
        {
            if (roles.Contains(role))
                return kind;
        }

        return null;
    }

    private static readonly (PhraseRole Role, SmallTalkKind Kind)[] ByImportance =
    [
        (PhraseRole.Complaint, SmallTalkKind.Complaint),
        (PhraseRole.HowAreYou, SmallTalkKind.HowAreYou),
        (PhraseRole.Goodbye, SmallTalkKind.Goodbye),
        (PhraseRole.Thanks, SmallTalkKind.Thanks),
        (PhraseRole.Compliment, SmallTalkKind.Compliment),
        (PhraseRole.Test, SmallTalkKind.Test),
        (PhraseRole.Greeting, SmallTalkKind.Greeting),
        (PhraseRole.Acknowledgement, SmallTalkKind.Acknowledgement),
        (PhraseRole.Laughter, SmallTalkKind.Laughter),
        (PhraseRole.YesOrNo, SmallTalkKind.YesOrNo),
    ];

    /// <summary>Whether a word was typed at random: neighbouring keys, one letter, or many letters without a vowel.</summary>
    private static bool IsMashed(string word)
    {
        if (word.Length < MinMashedLength || !word.All(char.IsAsciiLetterLower))
            return word.Length == MinMashedLength - 1 && word.Distinct().Count() == 1;
        var neighbours = Enumerable.Range(1, word.Length - 1).Count(at => AreNeighbours(word[at - 1], word[at]));
        return word.Distinct().Count() == 1
            || neighbours >= AdjacentKeys * (word.Length - 1)
            || (word.Length >= MinConsonants && word.IndexOfAny(['a', 'e', 'i', 'o', 'u', 'y']) < 0);
    }

    private static bool AreNeighbours(char one, char other) =>
        Array.Exists(KeyboardRows, row => row.Contains($"{one}{other}", StringComparison.Ordinal) || row.Contains($"{other}{one}", StringComparison.Ordinal));

    private readonly record struct Phrase(string Text, PhraseRole Role, bool IsMistyped);

    [GeneratedRegex(@"(?<!\S)(?:[:;=][-'’]?[)(DPpoO|/\\]+|<3+|\^_?\^|x[dD]+)(?!\S)")]
    private static partial Regex Emoticon();

    [GeneratedRegex(@"(?<!\S)[aà@]\+(?!\w)", RegexOptions.IgnoreCase)]
    private static partial Regex ALater();

    [GeneratedRegex(@"👎|😡|😠|🤬|😤|💩|🖕|:[-']?\((?!\S)")]
    private static partial Regex Angry();

    [GeneratedRegex(@"[^\p{L}\p{Nd}]+")]
    private static partial Regex NotAWord();

    [GeneratedRegex(@"(\p{L})\1+(?=$| )|(\p{L})\2{2,}")]
    private static partial Regex Repeated();
}
