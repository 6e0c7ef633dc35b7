using System.Text.RegularExpressions;

namespace IAfluence.Core.Knowledge;

/// <summary>A stretch of a passage's Markdown.</summary>
/// <param name="Start">Index of its first character.</param>
/// <param name="Length">In characters; 1 or more.</param>
public readonly record struct TextSpan(int Start, int Length)
{
    public int End => Start + Length;

    public string In(string text) => text.Substring(Start, Length);
}

/// <summary>Finds the sentences of a passage: of a paragraph its sentences, of a list its items, of a table its rows, of code its lines.</summary>
internal static partial class PassageSentences
{
    /// <summary>The sentences in order, without the marks of lists and without lines that only rule a table or fence code.</summary>
    public static IReadOnlyList<TextSpan> Of(string markdown)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        var sentences = new List<TextSpan>();
        var start = 0;
        while (start < markdown.Length)
        {
            var end = markdown.IndexOf('\n', start);
            if (end < 0)
                end = markdown.Length;
            AddLine(markdown, start, end, sentences);
            start = end + 1;
        }

        return sentences;
    }

    private static void AddLine(string text, int start, int end, List<TextSpan> sentences)
    {
        var mark = LineMark().Match(text, start, end - start);
        if (mark.Success)
            start += mark.Length;
        if (start >= end || Ruling().IsMatch(text.AsSpan(start, end - start)))
            return;

        var from = start;
        foreach (var match in SentenceEnd().EnumerateMatches(text.AsSpan(start, end - start)))
        {
            Add(text, from, start + match.Index, sentences);
            from = start + match.Index + match.Length;
        }

        Add(text, from, end, sentences);
    }

    private static void Add(string text, int start, int end, List<TextSpan> sentences)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
            start++;
        while (end > start && char.IsWhiteSpace(text[end - 1]))
            end--;
        if (end > start)
            sentences.Add(new TextSpan(start, end - start));
    }

    [GeneratedRegex(@"\G\s*(?:[-*+]|\d{1,3}[.)]|>+|#{1,6})\s+")]
    private static partial Regex LineMark();

    [GeneratedRegex(@"^[\s|:=`~*_-]*$")]
    private static partial Regex Ruling();

    // Not after an initial or an abbreviation of one or two letters ("M. Martin", "art. 5" stay whole).
    [GeneratedRegex(@"(?<=\p{L}{3,}[.!?…]['»”)]?|[\d%€$)»”][.!?…]['»”)]?|[!?…]['»”)]?)\s+(?=[\p{Lu}\d«“""'(*\[])")]
    private static partial Regex SentenceEnd();
}
