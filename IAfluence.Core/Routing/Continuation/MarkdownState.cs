using System.Text.RegularExpressions;

namespace IAfluence.Core.Routing.Continuation;

/// <summary>Finds open Markdown blocks at the end of a text, and recognises the beginnings of blocks.</summary>
internal static partial class MarkdownState
{
    /// <summary>Whether the text ends inside a fenced code block.</summary>
    public static bool IsInFence(string text)
    {
        var open = false;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.TrimStart(' ').StartsWith("```") || line.TrimStart(' ').StartsWith("~~~"))
                open = !open;
        }

        return open;
    }

    /// <summary>Whether the last fence of the text contains Markdown.</summary>
    public static bool IsInMarkdownFence(string text)
    {
        var fence = text.AsSpan(text.LastIndexOf("```", StringComparison.Ordinal) is var at and >= 0 ? at : text.Length);
        return fence.StartsWith("```markdown") || fence.StartsWith("```md");
    }

    public static ReadOnlySpan<char> LastLine(string text) => text.AsSpan(text.LastIndexOf('\n') + 1);

    /// <summary>Whether a line starts a heading, a list item, a table row, a fence or a quotation.</summary>
    public static bool BeginsBlock(ReadOnlySpan<char> line) => Block().IsMatch(line);

    public static bool BeginsItem(ReadOnlySpan<char> line) => Item().IsMatch(line);

    [GeneratedRegex(@"^ {0,8}(?:[-*+] |\d{1,3}[.)] |#{1,6} |\||```|~~~|> )")]
    private static partial Regex Block();

    [GeneratedRegex(@"^ {0,8}(?:[-*+] |\d{1,3}[.)] )")]
    private static partial Regex Item();
}
