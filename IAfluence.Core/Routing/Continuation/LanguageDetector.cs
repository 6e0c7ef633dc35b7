using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace IAfluence.Core.Routing.Continuation;

/// <summary>
/// Detects the language of a text by its function words and its script. It is used only to notice that a model continues in another language, so it
/// gives a result only when the language is clear.
/// </summary>
internal static partial class LanguageDetector
{
    private const int MinWords = 6;
    private const int MinFunctionWords = 3;

    private static readonly FrozenDictionary<string, FrozenSet<string>> FunctionWords = new Dictionary<string, string>
    {
        ["fr"] = "le la les des du au aux un une et est sont était ou où mais donc car avec pour dans sur sous par pas ne ni plus moins très aussi vous nous ils elle elles votre vos notre nos mon ma mes ton ta tes son sa ses leur leurs ce cet cette ces qui que quoi dont en de à il je tu on si être avoir fait peut peuvent pouvez avez avons ont chez entre vers sans jusqu depuis pendant après avant comme tout tous toute toutes alors ainsi puis encore déjà ici là",
        ["en"] = "the a an and or but is are was were be been has have had do does did will would can could should may must of to in on at by for from with without into over under about as if then than that this these those it its he she they we you i your our their my his her them us me not no so also just only very more most some any each all both there here when where which who what how why",
        ["de"] = "der die das den dem des ein eine einen einem einer eines und oder aber ist sind war waren wird werden hat haben kann können nicht kein keine mit ohne für auf aus bei nach von vor zu zum zur im am über unter als wie wenn dass ich du er sie es wir ihr ihre unser sich auch nur noch schon sehr mehr hier dort",
        ["es"] = "el los las un una unos unas y o pero es son era está están fue ser hay con sin para por de del al en sobre entre hasta desde que como cuando donde quien yo tú él ella nosotros ellos usted ustedes su sus mi mis nuestro no sí más muy también ya lo le les se",
        ["it"] = "il lo gli i un uno una e o ma è sono era essere ha hanno con senza per di del della dei delle al alla nel nella sul sulla da che come quando dove chi io tu lui lei noi voi loro suo sua nostro non più molto anche già si ci",
    }.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase));

    /// <summary>Whether the second text is clearly in another language or script than the first.</summary>
    public static bool IsAnother(string before, string after)
    {
        var (latinBefore, otherBefore) = Scripts(before);
        var (latinAfter, otherAfter) = Scripts(after);
        if (latinAfter + otherAfter < 10 || latinBefore + otherBefore < 10)
            return false;
        if (otherAfter > 2 * latinAfter != otherBefore > 2 * latinBefore && (otherAfter > 2 * latinAfter ? otherBefore == 0 : latinBefore == 0 || otherAfter == 0))
            return true;
        return Of(before) is { } first && Of(after) is { } second && first != second && Count(first, after) * 3 <= Count(second, after);
    }

    /// <returns>The language code; null when the language is not clear.</returns>
    public static string? Of(string text)
    {
        var words = WordsOf(text);
        if (words.Count < MinWords)
            return null;
        string? best = null;
        var (most, next) = (0, 0);
        foreach (var (language, small) in FunctionWords)
        {
            var count = words.Count(small.Contains);
            if (count > most)
                (best, most, next) = (language, count, most);
            else
                next = Math.Max(next, count);
        }

        return most >= MinFunctionWords && most >= next + 2 ? best : null;
    }

    public static bool IsFunctionWord(string language, string word) => FunctionWords[language].Contains(word);

    public static List<string> WordsOf(string text) => [.. Word().Matches(text).Select(match => match.Value)];

    private static int Count(string language, string text) => WordsOf(text).Count(FunctionWords[language].Contains);

    private static (int Latin, int Other) Scripts(string text)
    {
        var (latin, other) = (0, 0);
        foreach (var character in text)
        {
            if (!char.IsLetter(character))
                continue;
            if (character < '\u0250')
                latin++;
            else
                other++;
        }

        return (latin, other);
    }

    [GeneratedRegex(@"\p{L}+")]
    private static partial Regex Word();
}
