using System.Text.RegularExpressions;
using IAfluence.Core.Text;

namespace IAfluence.Core.Knowledge.Builtin;

/// <summary>Cuts out of a passage the two or three sentences, or the lines of a list, that hold what was asked.</summary>
internal static partial class PassageExcerpt
{
    // What a visitor reads at a glance. A shorter passage is quoted as a whole.
    private const int MaxWords = 60;
    private const int MaxSentences = 3;

    // Rows and items are short, and a list cut in its middle misleads.
    private const int MaxWordsOfLines = 90;
    private const int MinWordsOfLines = 40;

    /// <summary>
    /// Returns the excerpt in Markdown: whole sentences, items or rows of the passage, as they stand there. Only a sentence that is longer than the
    /// excerpt may be is cut.
    /// </summary>
    /// <param name="question">Decides where no sentence is preferred (<see cref="RetrievedPassage.Best"/>).</param>
    public static string Of(RetrievedPassage passage, string question)
    {
        ArgumentNullException.ThrowIfNull(passage);
        var parts = PassagePart.Of(passage.Text);
        if (parts.Count == 0)
            return passage.Text;
        if (PassageBlocks.Words(passage.Text) <= MaxWords)
            return WithItsQuestion(passage, parts, 0, 0, passage.Text);

        var best = passage.Best.Length > 0 ? passage.Best : Nearest(passage, parts, question);
        var at = parts.TakeWhile(part => part.End <= best.Start).Count();
        at = Math.Min(at, parts.Count - 1);
        if (parts[at].Kind != PartKind.Prose)
            return Lines(parts, at, best, MaxWordsOfLines);

        var (first, last) = Sentences(parts[at], best);
        var excerpt = MarkdownText.Shorten(parts[at].Between(first, last), MaxWordsOfLines);
        if (last == parts[at].Pieces.Count - 1 && at + 1 < parts.Count && (Introduces(parts[at]) || best.End > parts[at].End))
        {
            var room = Math.Max(MinWordsOfLines, MaxWordsOfLines - PassageBlocks.Words(excerpt));
            excerpt += "\n\n" + Block(parts[at + 1], new TextSpan(parts[at + 1].Pieces[0].Start, 1), room);
        }

        return WithItsQuestion(passage, parts, at, first, excerpt);
    }

    /// <summary>
    /// The best sentences, and those around them while there is room. What follows explains, so it comes first, unless the best sentence refers to
    /// the one before.
    /// </summary>
    private static (int First, int Last) Sentences(PassagePart part, TextSpan best)
    {
        var (first, last) = Covering(part.Pieces, best);
        while (last > first && !Fits(first, last))
            last--;
        var bestLast = last;
        if (first > 0 && RefersBack().IsMatch(Piece(first)) && last - first + 1 < MaxSentences && Fits(first - 1, last))
            first--;
        while (last - first + 1 < MaxSentences)
        {
            if (last + 1 < part.Pieces.Count && Fits(first, last + 1))
                last++;
            else if (first > 0 && Fits(first - 1, last))
                first--;
            else
                break;
        }

        // A question, or a line that introduces something, is no end.
        while (last > bestLast && (YesOrNo.Asks(Piece(last)) || Piece(last).EndsWith(':') || BoldLine().IsMatch(Piece(last))))
            last--;
        return (first, last);

        string Piece(int at) => part.Pieces[at].In(part.Text);

        bool Fits(int from, int to) => PassageBlocks.Words(part.Between(from, to)) <= MaxWords;
    }

    /// <summary>The lines around the best ones, with the sentence that introduces them.</summary>
    private static string Lines(IReadOnlyList<PassagePart> parts, int at, TextSpan best, int maxWords)
    {
        var excerpt = Block(parts[at], best, maxWords);
        if (at == 0 || parts[at - 1].Kind != PartKind.Prose || !Introduces(parts[at - 1]))
            return excerpt;
        var before = parts[at - 1];
        return MarkdownText.Shorten(before.Between(before.Pieces.Count - 1, before.Pieces.Count - 1), MaxWords) + "\n\n" + excerpt;
    }

    private static string Block(PassagePart part, TextSpan best, int maxWords)
    {
        if (part.Kind == PartKind.Prose)
        {
            var (from, to) = Sentences(part, best);
            return MarkdownText.Shorten(part.Between(from, to), MaxWordsOfLines);
        }

        var (first, last) = Covering(part.Pieces, best);
        while (last > first && !Fits(first, last))
            last--;
        if (part.Kind == PartKind.List && !Fits(first, first))
            return LongItem(part.Pieces[first].In(part.Text), new TextSpan(Math.Max(0, best.Start - part.Pieces[first].Start), best.Length));
        // A list is read from its beginning where that is near.
        if (PassageBlocks.Words(part.Between(0, last)) <= maxWords / 2)
            first = 0;
        while (true)
        {
            if (last + 1 < part.Pieces.Count && Fits(first, last + 1))
                last++;
            else if (first > 0 && Fits(first - 1, last))
                first--;
            else
                break;
        }

        var excerpt = part.Between(first, last);
        // Where a list or table goes on, the reader sees that it does.
        if (last == part.Pieces.Count - 1)
            return excerpt;
        return part.Kind switch
        {
            PartKind.List => excerpt + "\n- …",
            PartKind.Table => excerpt + "\n\n…",
            PartKind.Lines => excerpt + "\n…",
            _ => excerpt,
        };

        bool Fits(int from, int to) => PassageBlocks.Words(part.Between(from, to)) <= maxWords;
    }

    /// <summary>An item that is as long as a passage is quoted as one.</summary>
    private static string LongItem(string item, TextSpan best)
    {
        var mark = ItemMark().Match(item).Length;
        var body = Indentation().Replace(item[mark..], "");
        var part = PassagePart.Of(body) is [{ Kind: PartKind.Prose } prose, ..] ? prose : null;
        if (part is null)
            return MarkdownText.Shorten(body, MaxWords);
        var (first, last) = Sentences(part, new TextSpan(Math.Clamp(best.Start - mark, 0, body.Length - 1), best.Length));
        return MarkdownText.Shorten(part.Between(first, last), MaxWordsOfLines);
    }

    /// <summary>Adds the question that a yes or no answers: the sentence before it, or else the heading.</summary>
    private static string WithItsQuestion(RetrievedPassage passage, IReadOnlyList<PassagePart> parts, int at, int first, string excerpt)
    {
        if (!YesOrNo.Begins(excerpt))
            return excerpt;
        var before = first > 0 ? parts[at].Pieces[first - 1].In(passage.Text) : at > 0 ? parts[at - 1].Pieces[^1].In(passage.Text) : "";
        return YesOrNo.Asks(before)
            ? $"{before}\n\n{excerpt}"
            : $"**{MarkdownText.Escape(passage.Headings is [.., var heading] ? heading : passage.Title)}**\n\n{excerpt}";
    }

    private static bool Introduces(PassagePart part) => part.Kind == PartKind.Prose && part.Pieces[^1].In(part.Text).TrimEnd('*', '_') is [.., ':'];

    private static (int First, int Last) Covering(IReadOnlyList<TextSpan> pieces, TextSpan best)
    {
        var first = pieces.TakeWhile(piece => piece.End <= best.Start).Count();
        var last = pieces.TakeWhile(piece => piece.Start < best.End).Count() - 1;
        first = Math.Min(first, pieces.Count - 1);
        return (first, Math.Max(first, last));
    }

    /// <summary>
    /// The sentence, item or row with the most words of the question; words that are rare in the passage count more. The first one when none has
    /// any.
    /// </summary>
    private static TextSpan Nearest(RetrievedPassage passage, IReadOnlyList<PassagePart> parts, string question)
    {
        var analyser = TextAnalyser.For(passage.Locale);
        var asked = analyser.Terms(question).ToHashSet(StringComparer.Ordinal);
        var pieces = parts
            .SelectMany(part => part.Pieces)
            .Select(piece => (Span: piece, Terms: analyser.Terms(PassageSplitter.ToPlainText(piece.In(passage.Text))).Where(asked.Contains).ToHashSet()))
            .ToList();
        var frequency = pieces.SelectMany(piece => piece.Terms).CountBy(term => term).ToDictionary(StringComparer.Ordinal);
        return pieces.MaxBy(piece => piece.Terms.Sum(term => 1.0 / frequency[term])).Span;
    }

    [GeneratedRegex(
        @"^\W*(?:il|elle|ils|elles|ce|cela|ça|celui-ci|celle-ci|ceux-ci|cette|ces|mais|cependant|toutefois|sinon|puis|ensuite"
        + @"|it|they|this|these|those|he|she|but|however|otherwise|then)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex RefersBack();

    [GeneratedRegex(@"^(?:\*\*|__)[^*_]+(?:\*\*|__)$")]
    private static partial Regex BoldLine();

    [GeneratedRegex(@"^\s*(?:[-*+]|\d{1,9}[.)])\s+")]
    private static partial Regex ItemMark();

    [GeneratedRegex(@"^[ \t]+", RegexOptions.Multiline)]
    private static partial Regex Indentation();
}
