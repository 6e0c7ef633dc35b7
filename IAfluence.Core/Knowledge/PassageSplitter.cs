using Markdig;
using Markdig.Syntax;

namespace IAfluence.Core.Knowledge;

/// <summary>
/// Splits a Markdown text into passages that are understandable by themselves. A passage is a section or a part of one, and never crosses a
/// heading. A paragraph, list, table or code block is split only when it is longer than <see cref="MaxWords"/>. The same text always has the
/// same passages, and each of its lines is in a passage or in the headings.
/// </summary>
public static class PassageSplitter
{
    /// <summary>
    /// The usual length of a passage in words. From this length on, the next block is added only if the passage then has at most
    /// <see cref="FullWords"/> words.
    /// </summary>
    public const int TargetWords = 120;

    /// <summary>The maximum length to which a passage of <see cref="TargetWords"/> or more words is extended.</summary>
    public const int FullWords = 200;

    /// <summary>The maximum length of a passage in words.</summary>
    public const int MaxWords = 350;

    // A last block of at most this many words has little meaning by itself, so it stays in the passage before it.
    private const int TailWords = 35;

    private static readonly MarkdownPipeline Blocks = new MarkdownPipelineBuilder().Build();
    private static readonly MarkdownPipeline Plain = new MarkdownPipelineBuilder().UsePipeTables().Build();

    public static IReadOnlyList<PassageDraft> Split(string markdown)
    {
        ArgumentNullException.ThrowIfNull(markdown);

        var lines = markdown.ReplaceLineEndings("\n").Split('\n');
        var drafts = new List<PassageDraft>();
        var trail = new List<(int Level, string Text)>();
        var section = new List<string>();
        var headingPending = false;

        foreach (var (block, text) in Segments(lines))
        {
            if (block is HeadingBlock heading)
            {
                // A heading without content becomes a passage of its own, unless a deeper heading follows.
                if (headingPending && heading.Level <= trail[^1].Level)
                    section.Add(trail[^1].Text);
                Close();
                trail.RemoveAll(above => above.Level >= heading.Level);
                trail.Add((heading.Level, ToPlainText(text)));
                headingPending = true;
            }
            else if (text.Length > 0)
            {
                section.AddRange(PassageBlocks.Split(block, text));
                headingPending = false;
            }
        }

        if (headingPending)
            section.Add(trail[^1].Text);
        Close();
        return drafts;

        void Close()
        {
            foreach (var passage in Fill(section))
                drafts.Add(new PassageDraft(drafts.Count, [.. trail.Select(above => above.Text)], passage, ToPlainText(passage)));
            section.Clear();
        }
    }

    /// <summary>Converts Markdown to text without markup. Each block starts on a new line.</summary>
    public static string ToPlainText(string markdown) => Markdown.ToPlainText(markdown, Plain).Trim();

    /// <summary>
    /// Returns the blocks with their lines. A block's lines end where the next block begins, so lines between two blocks, such as link
    /// definitions, belong to the first one and none are lost.
    /// </summary>
    private static IEnumerable<(Block? Block, string Text)> Segments(string[] lines)
    {
        var text = string.Join('\n', lines);
        var blocks = Markdown.Parse(text, Blocks)
            .Where(block => block is not LinkReferenceDefinitionGroup)
            .ToList();

        // The Line of a setext heading is its underline; only its Span starts at the first line.
        var starts = blocks.Select(block => block is HeadingBlock { IsSetext: true } ? text.AsSpan(0, block.Span.Start).Count('\n') : block.Line).ToList();
        yield return (null, Joined(lines, 0, starts.Count == 0 ? lines.Length : starts[0]));
        for (var i = 0; i < blocks.Count; i++)
        {
            var end = i + 1 < blocks.Count ? starts[i + 1] : lines.Length;
            if (blocks[i] is HeadingBlock heading)
            {
                // Lines after a heading that are not a block must not become part of the heading.
                var headingEnd = Math.Min(end, heading.Line + 1);
                yield return (heading, Joined(lines, starts[i], headingEnd));
                yield return (null, Joined(lines, headingEnd, end));
            }
            else
            {
                yield return (blocks[i], Joined(lines, starts[i], end));
            }
        }
    }

    /// <summary>
    /// Joins the lines without blank lines at either end. The indentation of the first line stays, because Markdown gives it a meaning.
    /// </summary>
    private static string Joined(string[] lines, int start, int end)
    {
        while (start < end && string.IsNullOrWhiteSpace(lines[start]))
            start++;
        while (end > start && string.IsNullOrWhiteSpace(lines[end - 1]))
            end--;
        return string.Join('\n', lines[start..end]);
    }

    /// <summary>Distributes the blocks of one section over passages, in order.</summary>
    private static List<string> Fill(List<string> blocks)
    {
        var passages = new List<List<string>>();
        var size = 0;
        for (var i = 0; i < blocks.Count; i++)
        {
            var words = PassageBlocks.Words(blocks[i]);
            // A block that ends with a colon, such as "The steps are:", stays with the next block.
            var kept = blocks[i].EndsWith(':') && i + 1 < blocks.Count ? words + PassageBlocks.Words(blocks[i + 1]) : words;
            var fits = size + kept <= (size < TargetWords ? MaxWords : FullWords) && size + words <= MaxWords;
            var tail = i == blocks.Count - 1 && words <= TailWords && size + words <= MaxWords;
            if (passages.Count == 0 || !(fits || tail || (size + words <= MaxWords && blocks[i - 1].EndsWith(':'))))
            {
                passages.Add([]);
                size = 0;
            }

            passages[^1].Add(blocks[i]);
            size += words;
        }

        return [.. passages.Select(parts => string.Join("\n\n", parts))];
    }
}
