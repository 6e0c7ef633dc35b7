using System.Text.RegularExpressions;
using Markdig.Syntax;

namespace IAfluence.Core.Knowledge;

/// <summary>
/// Splits a Markdown block that is longer than a passage may be: a list between items, a table between rows with the header repeated, code
/// between lines with the fence repeated, and a paragraph between sentences.
/// </summary>
internal static partial class PassageBlocks
{
    // Every 10 characters count as at least one word, because text without spaces would otherwise be one word of any length.
    private const int CharactersPerWord = 10;

    public static IReadOnlyList<string> Split(Block? block, string text)
    {
        if (Words(text) <= PassageSplitter.MaxWords)
            return text.Length == 0 ? [] : [text];

        var lines = text.Split('\n');
        return block switch
        {
            ListBlock list => SplitList(list, lines),
            FencedCodeBlock => Group(lines[1..^1], "\n", lines[0] + "\n", "\n" + lines[^1]),
            ParagraphBlock when lines.Length > 2 && TableRule().IsMatch(lines[1]) => Group(lines[2..], "\n", lines[0] + "\n" + lines[1] + "\n", ""),
            ParagraphBlock or null => Group(SentenceEnd().Split(text), " ", "", ""),
            _ => Group(lines, "\n", "", ""),
        };
    }

    public static int Words(string text)
    {
        var words = 0;
        var inWord = false;
        foreach (var character in text)
        {
            var isSpace = char.IsWhiteSpace(character);
            if (!isSpace && !inWord)
                words++;
            inWord = !isSpace;
        }

        return Math.Max(words, text.Length / CharactersPerWord);
    }

    private static List<string> SplitList(ListBlock list, string[] lines)
    {
        var starts = list.Select(item => item.Line - list.Line).Where(line => line > 0 && line < lines.Length).ToList();
        var items = new List<string>();
        var from = 0;
        foreach (var start in starts.Append(lines.Length))
        {
            items.Add(string.Join('\n', lines[from..start]).TrimEnd());
            from = start;
        }

        return Group(items, "\n", "", "");
    }

    /// <summary>Joins pieces until a passage is full. A piece that is too long for one passage is split between words.</summary>
    private static List<string> Group(IReadOnlyList<string> pieces, string separator, string before, string after)
    {
        var room = Math.Max(PassageSplitter.FullWords - Words(before) - Words(after), PassageSplitter.FullWords / 4);
        var groups = new List<string>();
        var current = new List<string>();
        var size = 0;
        foreach (var piece in pieces.SelectMany(piece => Words(piece) > room ? CutBetweenWords(piece, room) : [piece]))
        {
            var words = Words(piece);
            if (current.Count > 0 && size + words > room)
                Close();
            current.Add(piece);
            size += words;
        }

        if (current.Count > 0)
            Close();
        return groups;

        void Close()
        {
            var text = string.Join(separator, current);
            if (!string.IsNullOrWhiteSpace(text))
                groups.Add(before + text + after);
            current.Clear();
            size = 0;
        }
    }

    private static IEnumerable<string> CutBetweenWords(string piece, int room)
    {
        var rest = piece;
        while (Words(rest) > room)
        {
            var end = EndOfWords(rest, room);
            yield return rest[..end].TrimEnd();
            rest = rest[end..].TrimStart();
        }

        if (rest.Length > 0)
            yield return rest;
    }

    private static int EndOfWords(string text, int room)
    {
        var furthest = Math.Min(text.Length, room * CharactersPerWord);
        var words = 0;
        var lastSpace = 0;
        for (var i = 1; i < furthest; i++)
        {
            if (!char.IsWhiteSpace(text[i]) || char.IsWhiteSpace(text[i - 1]))
                continue;
            lastSpace = i;
            if (++words == room)
                break;
        }

        var end = lastSpace > 0 ? lastSpace : furthest;
        return end < text.Length && char.IsLowSurrogate(text[end]) && end > 1 ? end - 1 : end;
    }

    [GeneratedRegex(@"(?<=[.!?…]['»”)]?)\s+")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"^\s*\|?[\s:|-]*-[\s:|-]*\|[\s:|-]*$|^\s*\|[\s:|-]*-[\s:|-]*$")]
    private static partial Regex TableRule();
}
