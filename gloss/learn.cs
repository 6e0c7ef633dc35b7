#:property PublishAot=false
#:property GenerateDocumentationFile=false
#:property TreatWarningsAsErrors=false
#:project ../IAfluence.Core/IAfluence.Core.csproj

// Learns french-learnt.tsv, French stem → English word, from texts that say the same in both languages, paragraph by paragraph.
//
//   apt-get download libreoffice-help-fr libreoffice-help-en-us
//   dpkg -x libreoffice-help-fr_*.deb texts && dpkg -x libreoffice-help-en-us_*.deb texts
//   dotnet run gloss/learn.cs -- texts/usr/share/libreoffice/help IAfluence.Core/Encoders/assets/french-learnt.tsv
//
// Paragraphs with the same id in the same file are translations of each other. IBM model 1 (Brown et al. 1993, "The mathematics of
// statistical machine translation") gives the probability that an English word translates a French stem; it is learnt in both
// directions, and their product decides. Takes about a minute.

using AngleSharp.Html.Parser;
using IAfluence.Core.Text;

const int Rounds = 8;
const int LeastSeen = 3;
const double LeastProbability = 0.15;

var (help, output) = (args[0], args[1]);
var pairs = Pairs(help);
Console.Error.WriteLine($"{pairs.Count} pairs of paragraphs");

var french = new Vocabulary();
var english = new Vocabulary();
var texts = pairs.Select(pair => (French: pair.French.Select(french.Of).Distinct().ToArray(), English: pair.English.Select(english.Of).Distinct().ToArray())).ToList();
var toEnglish = Learn([.. texts.Select(text => (text.French, text.English))], french.Count, Rounds);
var toFrench = Learn([.. texts.Select(text => (text.English, text.French))], english.Count, Rounds);
var seen = new int[french.Count];
foreach (var text in texts)
{
    foreach (var word in text.French)
        seen[word]++;
}

using var writer = new StreamWriter(output) { NewLine = "\n" };
var lines = 0;
foreach (var (word, id) in french.Words.OrderBy(entry => entry.Key, StringComparer.Ordinal))
{
    if (seen[id] < LeastSeen || !word.All(char.IsAsciiLetter) || word.Length < 2)
        continue;
    var best = toEnglish[id]
        .Select(entry => (Word: english.Name(entry.Key), Forward: entry.Value, Both: entry.Value * toFrench[entry.Key].GetValueOrDefault(id)))
        .OrderByDescending(entry => entry.Both)
        .FirstOrDefault();
    if (best.Word is null || best.Forward < LeastProbability || best.Word == word)
        continue;
    writer.WriteLine($"{word}\t{best.Word}");
    lines++;
}

Console.Error.WriteLine($"{lines} words of {french.Count}");

static List<(string[] French, string[] English)> Pairs(string help)
{
    var parser = new HtmlParser();
    var seen = new HashSet<string>(StringComparer.Ordinal);
    var pairs = new List<(string[], string[])>();
    foreach (var file in Directory.EnumerateFiles(Path.Combine(help, "fr"), "*.html", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
    {
        var other = Path.Combine(help, "en-US", Path.GetRelativePath(Path.Combine(help, "fr"), file));
        if (!File.Exists(other))
            continue;
        var englishTexts = Paragraphs(parser, other);
        foreach (var (id, text) in Paragraphs(parser, file))
        {
            if (englishTexts.TryGetValue(id, out var translation) && text != translation && seen.Add(text + "\n" + translation))
                pairs.Add((FrenchWords(text), EnglishWords(translation)));
        }
    }

    return [.. pairs.Where(pair => pair.Item1.Length is > 0 and < 60 && pair.Item2.Length is > 0 and < 60)];
}

static Dictionary<string, string> Paragraphs(HtmlParser parser, string file)
{
    using var document = parser.ParseDocument(File.ReadAllText(file));
    var texts = new Dictionary<string, string>(StringComparer.Ordinal);
    foreach (var element in document.QuerySelectorAll("[id^=par_], [id^=hd_]"))
    {
        var text = string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (text.Length > 0)
            texts.TryAdd(element.Id!, text);
    }

    return texts;
}

static string[] FrenchWords(string text) => [.. TextAnalyser.For("fr").Terms(text)];

// Surface forms: what the encoder is to read. Stop words of English carry no meaning worth a line.
static string[] EnglishWords(string text) => [.. TextAnalyser.For("en").Analyse(text).Select(term => text.Substring(term.Start, term.Length).ToLowerInvariant()).Where(word => word.All(char.IsAsciiLetter))];

// Expectation and maximisation: how much of each target word falls to each source word beside it, and again with what that gave.
static Dictionary<int, double>[] Learn(List<(int[] Source, int[] Target)> texts, int sources, int rounds)
{
    var table = new Dictionary<int, double>[sources];
    for (var i = 0; i < sources; i++)
        table[i] = [];
    foreach (var (source, target) in texts)
    {
        foreach (var from in source)
        {
            foreach (var to in target)
                table[from][to] = 1;
        }
    }

    for (var round = 0; round < rounds; round++)
    {
        var counts = new Dictionary<int, double>[sources];
        for (var i = 0; i < sources; i++)
            counts[i] = new Dictionary<int, double>(table[i].Count);
        foreach (var (source, target) in texts)
        {
            foreach (var to in target)
            {
                var sum = source.Sum(from => table[from][to]);
                foreach (var from in source)
                    System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts[from], to, out _) += table[from][to] / sum;
            }
        }

        foreach (var row in counts)
        {
            var sum = row.Values.Sum();
            foreach (var to in row.Keys)
                row[to] /= sum;
        }

        table = counts;
    }

    return table;
}

internal sealed class Vocabulary
{
    private readonly List<string> _names = [];

    public Dictionary<string, int> Words { get; } = new(StringComparer.Ordinal);

    public int Count => _names.Count;

    public string Name(int id) => _names[id];

    public int Of(string word)
    {
        if (Words.TryGetValue(word, out var id))
            return id;
        _names.Add(word);
        return Words[word] = _names.Count - 1;
    }
}
