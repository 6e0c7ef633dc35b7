using IAfluence.Core.Knowledge;
using IAfluence.Core.Replies.Cleaning;

namespace IAfluence.Tests.Replies.Cleaning;

/// <summary>A text cleaned whole, letter by letter and divided in two at every place, which must make no difference.</summary>
internal sealed record CleanedReply(string Text, ReplyOutcome? Marked, IReadOnlyList<string> Sources, string Own)
{
    public const string Prices = "https://www.martin.example/prix";

    /// <summary>Passages 1 and 2 are of one text, 3 has an address in its text, 4 has none.</summary>
    public static readonly IReadOnlyList<RetrievedPassage> Passages =
    [
        Passage("Nos prix", Prices, "Le pain coûte 4 €."),
        Passage("Nos prix", Prices, "La baguette coûte 1 €."),
        Passage("Horaires", "https://www.martin.example/horaires/", "Voir https://www.martin.example/plan?a=1&b=2 ou www.lyon.example/metro. Écrire à contact@martin.example ou au 04 78 00 00 00."),
        Passage("Livraison", null, "Nous livrons à Lyon."),
    ];

    public static CleanedReply Of(string text)
    {
        var whole = Clean([text]);
        var letters = Clean([.. text.Select(letter => letter.ToString())]);
        Assert.Equal((whole.Text, whole.Marked, whole.Own), (letters.Text, letters.Marked, letters.Own));
        Assert.Equal(whole.Sources, letters.Sources);
        for (var at = 1; at < text.Length; at++)
        {
            var halves = Clean([text[..at], text[at..]]);
            Assert.Equal((whole.Text, whole.Marked, whole.Own), (halves.Text, halves.Marked, halves.Own));
        }

        return whole;
    }

    private static CleanedReply Clean(IEnumerable<string> pieces)
    {
        var numbers = new CitationNumbers(Passages);
        var cleaner = new ReplyCleaner(numbers, AllowedAddresses.In(Passages.SelectMany(passage => (string?[])[passage.Url, passage.Text])));
        var text = string.Concat(pieces.Select(cleaner.Push)) + cleaner.Finish();
        return new CleanedReply(text, cleaner.Marked, [.. numbers.Sources.Select(source => source.Title)], cleaner.ToBeContinued());
    }

    private static RetrievedPassage Passage(string title, string? url, string text) =>
        new(new PassageId($"{title}-{text.Length}"), new KnowledgeTextId(title), title, [], url, "fr", text, 0.5, default);
}
