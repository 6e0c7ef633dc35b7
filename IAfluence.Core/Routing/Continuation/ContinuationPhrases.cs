using System.Text.RegularExpressions;

namespace IAfluence.Core.Routing.Continuation;

/// <summary>
/// Recognises phrases that models write around a continuation: prefaces, refusals and greetings. The patterns are narrow, because a sentence of the reply
/// that is mistaken for a preface would be lost. Each pattern requires words about continuing, or a separate acknowledgement.
/// </summary>
internal static partial class ContinuationPhrases
{
    /// <summary>The maximum length of a preface in characters. A possible preface is held back up to this length.</summary>
    public const int LongestPreface = 200;

    /// <returns>The length of the preface at the start of the text, including the white space after it; 0 when there is none.</returns>
    public static int PrefaceLength(string text)
    {
        foreach (var pattern in (ReadOnlySpan<Regex>)[Going(), Acknowledgement()])
        {
            if (pattern.Match(text) is { Success: true, Length: > 0 and <= LongestPreface } match)
                return match.Length;
        }

        return 0;
    }

    /// <summary>Whether the text may be an incomplete preface.</summary>
    public static bool MayBecomePreface(string text) =>
        text.Length < LongestPreface && PrefaceOpening().IsMatch(text) && text.AsSpan().TrimEnd().IndexOfAny(':', '\n') < 0;

    public static bool IsRefusal(string text) => Refusal().IsMatch(text);

    /// <summary>Whether the text states that nothing is missing.</summary>
    public static bool SaysComplete(string text) => Complete().IsMatch(text);

    /// <summary>Whether both texts start with a greeting, which means that the second restarts the reply.</summary>
    public static bool BothGreet(string one, string other) => Greeting().IsMatch(one) && Greeting().IsMatch(other);

    private const string Ack =
        @"(?:sure(?: thing)?|of course|certainly|absolutely|okay|ok|alright|understood|got it|no problem|bien s[ûu]r|bien entendu|d['’]accord|certainement|absolument|entendu|compris|tr[èe]s bien|avec plaisir|natürlich|gerne|claro|por supuesto|certo|certamente)";

    private const string Decoration = @"[\s*_#>(\[«""“'-]*";

    private const string Stop = @"\s*(?:[)\]*_»""”]*\s*(?::|…|\.{3}|\n|$|[.!](?=\s|$))[)\]*_»""”]*)\s*";

    [GeneratedRegex(
        @"^" + Decoration + @"(?:" + Ack + @"\s*[,!.:;…—–-]*\s*)?(?:"
        + @"(?:here(?:['’]s| is| are| comes| follows)|this is|so|now|let me|let['’]s|i(?:['’]ll| will|['’]m| am)|below is|as requested|the)\b[^\n:…]{0,70}?\b(?:continu(?:e|es|ing|ation)|rest of|remainder|left off|stopped|resum(?:e|ing)|go on|going on|pick(?:ing)? up|carry on|interrupted)\b[^\n:….]{0,70}?"
        + @"|(?:continuing|continuation|continued|resuming|picking up|carrying on|going on)\b[^\n:….]{0,80}?"
        + @"|(?:voici|voil[àa])\b[^\n:…]{0,30}?\b(?:la suite|le reste|la fin de|la continuation)\b[^\n:….]{0,70}?"
        + @"|je (?:continue|reprends|poursuis|vais (?:continuer|reprendre|poursuivre))\b[^\n:….]{0,80}?"
        + @"|(?:continuons|reprenons|poursuivons)\b(?: donc| ensemble)?(?: (?:là où|ici|le texte|la réponse|mon texte|ma réponse)\b[^\n:….]{0,60}?)?"
        + @"|(?:la )?suite(?: (?:de|du)\b[^\n:….]{0,50}?)?(?=\s*[)\]*_]*\s*:)"
        + @"|(?:en reprenant|pour reprendre) (?:là où|où)\b[^\n:….]{0,60}?"
        + @"|(?:hier (?:ist|folgt|kommt)|ich fahre|ich mache|weiter)\b[^\n:….]{0,40}?\b(?:fortsetzung|fort|weiter|geht es)\b[^\n:….]{0,40}?"
        + @"|(?:aquí (?:está|sigue|tiene)|contin[úu]o)\b[^\n:….]{0,60}?|(?:ecco (?:il seguito|la continuazione)|proseguo)\b[^\n:….]{0,60}?"
        + @")" + Stop,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Going();

    // Requires a capital letter, because "bien sûr." in lower case can be the end of a sentence of the reply.
    [GeneratedRegex(
        @"^[*_>«""“]*(?=\p{Lu})(?i:" + Ack + @")\s*(?:[!…]+|:|\.{1,3}(?=\s)|\n)[*_]*\s*", RegexOptions.CultureInvariant)]
    private static partial Regex Acknowledgement();

    [GeneratedRegex(
        @"^" + Decoration + @"(?:" + Ack + @"|here|this is|let me|let['’]s|i['’]ll|i will|i['’]m|continu|resum|picking|carrying|going on|as requested|voici|voil[àa]|je (?:continue|reprends|poursuis|vais)|reprenons|poursuivons|(?:la )?suite|en reprenant|pour reprendre|hier|ich|aquí|ecco)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PrefaceOpening();

    [GeneratedRegex(
        @"^[\s*_>«""“-]*(?:I['’]m (?:very |so |really )?sorry|I am (?:very |so )?sorry|Sorry\b|My apologies|I apologi[sz]e"
        + @"|(?:Unfortunately,? )?I(?: can(?:not|['’]t)|['’]m (?:unable|not able)| am (?:unable|not able)| do not| don['’]t|['’]m not| won['’]t| will not) (?:to |help|assist|continue|comply|complete|provide|answer|do that|see|have (?:the|any|access)|fulfil|discuss|respond|share|produce|generate|write)"
        + @"|I must decline|As an? (?:AI|artificial|language|virtual)\b"
        + @"|(?:It (?:seems|looks|appears)|There (?:seems|appears|is no|was no)|The (?:text|message|answer|response|conversation))[^.\n]{0,60}\b(?:cut|incomplete|interrupted|truncated|missing|no (?:text|question|context))\b"
        + @"|Could you (?:please )?(?:provide|clarify|share)|Please provide"
        + @"|Je suis (?:vraiment |sincèrement )?d[ée]sol[ée]e?|(?:Je suis )?navr[ée]e?\b|D[ée]sol[ée]e?\b|Toutes mes excuses|Je m['’]excuse|Veuillez m['’]excuser|Je regrette"
        + @"|(?:Malheureusement,? )?[Jj]e ne (?:peux|suis|pourrai|dispose)\b[^.\n]{0,30}\b(?:continuer|r[ée]pondre|aider|fournir|traiter|poursuivre|acc[ée]der|mesure|capable|autoris[ée]|compl[ée]ter|g[ée]n[ée]rer)"
        + @"|En tant qu['’](?:IA|assistant|intelligence)|En tant que mod[èe]le"
        + @"|(?:Il semble|On dirait) que (?:le|la|votre|ta) (?:texte|message|r[ée]ponse|question)|Pourriez-vous (?:pr[ée]ciser|fournir|me donner)|Merci de (?:pr[ée]ciser|fournir)"
        + @"|Es tut mir leid|Tut mir leid|Lo siento|Mi dispiace|Desculpe)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Refusal();

    [GeneratedRegex(
        @"^[\s*_(]*(?:\[END\]|(?:the|your|my) (?:text|answer|response|message)(?: above)? (?:is|was|seems|appears)(?: to be)? (?:already )?(?:complete|finished)\b|nothing (?:is |was )?missing|there(?:['’]s| is) nothing (?:more|left|else) to add"
        + @"|(?:la r[ée]ponse|ma r[ée]ponse|le texte|le message)(?: ci-dessus)? (?:est|semble|[ée]tait)(?: [êe]tre)? (?:d[ée]j[àa] )?(?:compl[èe]te?|termin[ée]e?)\b|(?:il ne manque rien|rien ne manque|il n['’]y a rien [àa] ajouter))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Complete();

    [GeneratedRegex(@"^[\s*_#]*(?:bonjour|bonsoir|salut|coucou|hello|hi|hey|dear|good (?:morning|afternoon|evening)|hallo|guten (?:tag|morgen|abend)|hola|buen(?:os|as)|buongiorno|ciao|olá)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Greeting();
}
