using System.Collections.Frozen;
using System.Text;

namespace IAfluence.Core.Text;

/// <summary>
/// Writes out what visitors shorten on a phone: "jai" becomes "j'ai", "quest ce" "qu'est-ce", "pls" "please". Used for questions only; the
/// texts of a chatbot are written with care.
/// </summary>
internal static class PhoneWriting
{
    private static readonly FrozenDictionary<string, string> French = Words(
        """
        jai=j'ai|jaimerais=j'aimerais|jaurais=j'aurais|jaurai=j'aurai|javais=j'avais|jetais=j'étais|jessaie=j'essaie|jessaye=j'essaye|jarrive=j'arrive|jhabite=j'habite
        jachete=j'achète|jattends=j'attends|jpeux=je peux|jpeu=je peux|jveux=je veux|jveu=je veux|jvoudrais=je voudrais|jpourrais=je pourrais|jsuis=je suis|chuis=je suis|chui=je suis
        jvais=je vais|jdois=je dois|jfais=je fais|jcherche=je cherche|jcomprends=je comprends|jsais=je sais|jcrois=je crois|jme=je me|jte=je te|jle=je le
        cest=c'est|cetait=c'était|sest=s'est|nest=n'est|nai=n'ai|dun=d'un|dune=d'une|lon=l'on|quil=qu'il|quils=qu'ils|quon=qu'on|jusqua=jusqu'à|quelquun=quelqu'un
        questce=qu'est-ce|kesk=qu'est-ce que|keske=qu'est-ce que|queske=qu'est-ce que|kesako=qu'est-ce que|quest-ce=qu'est-ce|esque=est-ce que|esce=est-ce
        ya=y a|yavait=y avait|yaura=y aura|yaurait=y aurait|yatil=y a-t-il
        ki=qui|ke=que|koi=quoi|pk=pourquoi|pkoi=pourquoi|pourkoi=pourquoi|cmt=comment|coment=comment|kan=quand|kand=quand|qd=quand|kel=quel|kels=quels|kelle=quelle|kelles=quelles
        tjrs=toujours|tjs=toujours|bcp=beaucoup|bjr=bonjour|bsr=bonsoir|slt=salut|ds=dans|pr=pour|tt=tout|tte=toute|qqun=quelqu'un|qqn=quelqu'un|qqch=quelque chose
        """);

    private static readonly FrozenDictionary<string, string> English = Words(
        """
        u=you|ur=your|pls=please|plz=please|thx=thanks|cuz=because|coz=because|wanna=want to|gonna=going to|gotta=have to|gimme=give me|lemme=let me|dunno=do not know
        whos=who is|hows=how is|wheres=where is|whens=when is|theres=there is|youve=you have|weve=we have|theyve=they have|youll=you will|theyll=they will|itll=it will
        whats=what is|cant=can't|dont=don't|doesnt=doesn't|didnt=didn't|isnt=isn't|arent=aren't|wont=won't|couldnt=couldn't|shouldnt=shouldn't|havent=haven't|tmrw=tomorrow|tmr=tomorrow|abt=about
        """);

    /// <param name="locale">The language of the question; other languages than French and English stay as they are.</param>
    public static string WriteOut(string question, string? locale)
    {
        var words = TextAnalyser.LanguageOf(locale) switch { "fr" => French, "en" => English, _ => null };
        var text = WithApostrophes(question);
        if (words is null)
            return text;

        var written = new StringBuilder(text.Length + 16);
        var from = 0;
        var tokens = WordSplitter.Split(text).ToList();
        for (var i = 0; i < tokens.Count; i++)
        {
            var (start, length) = tokens[i];
            var folded = TextFolding.Fold(text.AsSpan(start, length));
            // "quest" by itself can be a name.
            if (folded == "quest" && i + 1 < tokens.Count && text.AsSpan(tokens[i + 1].Start, tokens[i + 1].Length).Equals("ce", StringComparison.OrdinalIgnoreCase))
                written.Append(text, from, start - from).Append("qu'est");
            else if (words.TryGetValue(folded, out var meant))
                written.Append(text, from, start - from).Append(meant);
            else
                continue;
            from = start + length;
        }

        return written.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>Accents and primes that are typed for an apostrophe.</summary>
    private static string WithApostrophes(string text)
    {
        if (text.AsSpan().IndexOfAny('´', '`', '′') < 0)
            return text;
        var letters = text.ToCharArray();
        for (var i = 1; i + 1 < letters.Length; i++)
        {
            if (letters[i] is '´' or '`' or '′' && char.IsLetter(letters[i - 1]) && char.IsLetter(letters[i + 1]))
                letters[i] = '\'';
        }

        return new string(letters);
    }

    private static FrozenDictionary<string, string> Words(string list) => list
        .Split(['|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(pair => pair.Split('='))
        .ToFrozenDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
}
