using Markdig;
using Markdig.Syntax;

namespace IAfluence.Core.Knowledge;

/// <summary>
/// Cuts a Markdown text into passages that answer by themselves: one section or a part of it, never across a heading. Paragraphs,
/// lists, tables and code stay whole unless one alone is longer than <see cref="MaxWords"/>. The same text gives the same passages,
/// and every line of it is in one of them or among its headings.
/// </summary>
public static class PassageSplitter
{
    /// <summary>A passage that has so many words is closed before the next block, unless that one still fits in <see cref="FullWords"/>.</summary>
    public const int TargetWords = 120;

    /// <summary>A passage is not filled beyond so many words when it can be closed.</summary>
    public const int FullWords = 200;

    /// <summary>No passage has more words.</summary>
    public const int MaxWords = 350;

    // A rest this short says little by itself and stays with what it follows.
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
                // A heading with nothing beneath it is a statement of its own, unless a deeper heading follows.
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

    /// <summary>What a reader sees of Markdown, on lines of its own per block.</summary>
    public static string ToPlainText(string markdown) => Markdown.ToPlainText(markdown, Plain).Trim();

    /// <summary>
    /// The blocks of the text with their lines, from where each begins to where the next does: so whatever stands between two
    /// blocks (definitions of links, say) belongs to the first, and nothing is lost.
    /// </summary>
    private static IEnumerable<(Block? Block, string Text)> Segments(string[] lines)
    {
        var text = string.Join('\n', lines);
        var blocks = Markdown.Parse(text, Blocks)
            .Where(block => block is not LinkReferenceDefinitionGroup)
            .ToList();

        // A heading underlined with dashes is told by its last line only; its span tells where it begins.
        var starts = blocks.Select(block => block is HeadingBlock { IsSetext: true } ? text.AsSpan(0, block.Span.Start).Count('\n') : block.Line).ToList();
        yield return (null, Joined(lines, 0, starts.Count == 0 ? lines.Length : starts[0]));
        for (var i = 0; i < blocks.Count; i++)
        {
            var end = i + 1 < blocks.Count ? starts[i + 1] : lines.Length;
            if (blocks[i] is HeadingBlock heading)
            {
                // What follows a heading without being a block must not become part of the heading.
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

    /// <summary>The lines without blank ones around; the indentation of the first stays, for it is meaning in Markdown.</summary>
    private static string Joined(string[] lines, int start, int end)
    {
        while (start < end && string.IsNullOrWhiteSpace(lines[start]))
            start++;
        while (end > start && string.IsNullOrWhiteSpace(lines[end - 1]))
            end--;
        return string.Join('\n', lines[start..end]);
    }

    /// <summary>Fills passages with the blocks of one section, in order.</summary>
    private static List<string> Fill(List<string> blocks)
    {
        var passages = new List<List<string>>();
        var size = 0;
        for (var i = 0; i < blocks.Count; i++)
        {
            var words = PassageBlocks.Words(blocks[i]);
            // "The steps are:" goes with the steps.
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
