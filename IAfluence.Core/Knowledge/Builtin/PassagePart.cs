using System.Text.RegularExpressions;
using Markdig;
using Markdig.Syntax;

namespace IAfluence.Core.Knowledge.Builtin;

/// <summary>What a part of a passage consists of.</summary>
internal enum PartKind
{
    /// <summary>Sentences; neighbouring paragraphs are one part.</summary>
    Prose,

    /// <summary>Short lines, such as opening hours or an address.</summary>
    Lines,
    List,
    Table,
    Code,
}

/// <summary>A part of a passage, and the pieces into which an excerpt may divide it.</summary>
/// <param name="Text">The Markdown of the passage.</param>
/// <param name="Head">The head of a table, the opening fence of code; otherwise empty.</param>
/// <param name="Foot">The closing fence of code; otherwise empty.</param>
/// <param name="Pieces">Sentences, lines, items or rows, in order; never empty.</param>
internal sealed partial record PassagePart(PartKind Kind, string Text, string Head, string Foot, IReadOnlyList<TextSpan> Pieces)
{
    // A paragraph of so many short lines is a list without marks.
    private const int MinLines = 3;
    private const int LongLine = 90;

    private static readonly MarkdownPipeline Blocks = new MarkdownPipelineBuilder().Build();

    public int End => Pieces[^1].End;

    /// <summary>Returns the part as it stands in the passage, from one piece to another.</summary>
    public string Between(int first, int last)
    {
        var body = Text[Pieces[first].Start..Pieces[last].End];
        return string.Join('\n', ((string[])[Head, Kind == PartKind.Prose ? QuoteMark().Replace(body, "") : body, Foot]).Where(lines => lines.Length > 0));
    }

    /// <summary>Divides a passage into its parts.</summary>
    public static IReadOnlyList<PassagePart> Of(string markdown)
    {
        var parts = new List<PassagePart>();
        foreach (var block in Markdown.Parse(markdown, Blocks))
        {
            if (block is LinkReferenceDefinitionGroup or ThematicBreakBlock)
                continue;
            foreach (var part in OfBlock(markdown, block))
            {
                if (part.Pieces.Count == 0)
                    continue;
                if (part.Kind == PartKind.Prose && parts is [.., { Kind: PartKind.Prose } before])
                    parts[^1] = before with { Pieces = Merged(markdown, [.. before.Pieces, .. part.Pieces]) };
                else
                    parts.Add(part);
            }
        }

        return parts;
    }

    private static IEnumerable<PassagePart> OfBlock(string text, Block block)
    {
        var (start, end) = (block.Span.Start, Math.Min(block.Span.End + 1, text.Length));
        switch (block)
        {
            case ListBlock list:
                return [new PassagePart(PartKind.List, text, "", "", [.. list.Select(item => Trimmed(text, LineStart(text, item.Span.Start), item.Span.End + 1))])];
            case FencedCodeBlock:
                var code = Lines(text, start, end);
                var isClosed = code.Count > 1 && text[code[^1].Start..code[^1].End].Trim().Trim('`', '~').Length == 0;
                return
                [
                    new PassagePart(
                        PartKind.Code, text, code[0].In(text), isClosed ? code[^1].In(text) : "```", [.. code.Skip(1).SkipLast(isClosed ? 1 : 0)]),
                ];
            case CodeBlock:
                return [new PassagePart(PartKind.Code, text, "", "", Lines(text, LineStart(text, start), end))];
            case ParagraphBlock:
                return OfParagraph(text, Lines(text, LineStart(text, start), end));
            default:
                return [Prose(text, start, end)];
        }
    }

    /// <summary>A paragraph can introduce a table, be one, consist of short lines, or be prose.</summary>
    private static IEnumerable<PassagePart> OfParagraph(string text, List<TextSpan> lines)
    {
        var rule = lines.FindIndex(1, line => line.In(text) is var content && content.Contains('|', StringComparison.Ordinal) && TableRule().IsMatch(content));
        if (rule > 0)
        {
            if (rule > 1)
                yield return Prose(text, lines[0].Start, lines[rule - 2].End);
            yield return new PassagePart(PartKind.Table, text, text[lines[rule - 1].Start..lines[rule].End], "", [.. lines.Skip(rule + 1)]);
        }
        else if (lines.Count >= MinLines && lines.TrueForAll(line => line.Length < LongLine) && !lines.Skip(1).Any(line => char.IsLower(text[line.Start])))
        {
            yield return new PassagePart(PartKind.Lines, text, "", "", lines);
        }
        else
        {
            yield return Prose(text, lines[0].Start, lines[^1].End);
        }
    }

    private static PassagePart Prose(string text, int start, int end) =>
        new(PartKind.Prose, text, "", "", Merged(text, [.. PassageSentences.Of(text).Where(sentence => sentence.Start >= start && sentence.End <= end)]));

    /// <summary>
    /// Joins sentences that must not be parted: those of one bold text or link, a line that goes on in the next, and a question with the yes or
    /// no that answers it.
    /// </summary>
    private static List<TextSpan> Merged(string text, IReadOnlyList<TextSpan> sentences)
    {
        var pieces = new List<TextSpan>();
        for (var at = 0; at < sentences.Count; at++)
        {
            var last = LastOfWhole(text, sentences, at);
            var piece = new TextSpan(sentences[at].Start, sentences[last].End - sentences[at].Start);
            var goesOn = pieces.Count > 0 && (char.IsLower(text[piece.Start]) || (YesOrNo.Begins(piece.In(text)) && YesOrNo.Asks(pieces[^1].In(text))));
            if (goesOn)
                pieces[^1] = new TextSpan(pieces[^1].Start, piece.End - pieces[^1].Start);
            else
                pieces.Add(piece);
            at = last;
        }

        return pieces;
    }

    private static int LastOfWhole(string text, IReadOnlyList<TextSpan> sentences, int first)
    {
        for (var last = first; last < sentences.Count; last++)
        {
            if (MarkdownText.IsWhole(text[sentences[first].Start..sentences[last].End]))
                return last;
        }

        return first;
    }

    private static List<TextSpan> Lines(string text, int start, int end)
    {
        var lines = new List<TextSpan>();
        while (start < end)
        {
            var stop = text.IndexOf('\n', start, end - start) is >= 0 and var found ? found : end;
            if (stop > start)
                lines.Add(new TextSpan(start, stop - start));
            start = stop + 1;
        }

        return lines;
    }

    private static int LineStart(string text, int at) => at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;

    private static TextSpan Trimmed(string text, int start, int end)
    {
        end = Math.Min(end, text.Length);
        while (end > start + 1 && char.IsWhiteSpace(text[end - 1]))
            end--;
        return new TextSpan(start, end - start);
    }

    [GeneratedRegex(@"^[\s|:-]*-[\s|:-]*$")]
    private static partial Regex TableRule();

    [GeneratedRegex(@"^[ \t]*>[ \t]?", RegexOptions.Multiline)]
    private static partial Regex QuoteMark();
}
