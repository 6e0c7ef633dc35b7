using IAfluence.Core.Text;

namespace IAfluence.Core.Knowledge;

/// <summary>Makes the stored passage of a part of a text.</summary>
internal static class PassageBuilder
{
    /// <summary>Raised whenever the splitter or the analyser gives something else for the same text: passages of another format are made anew.</summary>
    public const int Format = 1;

    public static Passage Build(KnowledgeText text, PassageDraft part)
    {
        // A text often begins with its title as a heading.
        var headings = part.Headings is [var first, ..] && string.Equals(first, text.Title, StringComparison.OrdinalIgnoreCase)
            ? [.. part.Headings.Skip(1)]
            : part.Headings;

        return new Passage
        {
            Id = new PassageId($"{text.Id}-{part.Number}"),
            ClientId = text.ClientId,
            ChatbotId = text.ChatbotId,
            TextId = text.Id,
            Number = part.Number,
            Title = text.Title,
            Headings = headings,
            Text = part.Markdown,
            Url = text.Url,
            Locale = text.Locale,
            Scope = Passage.ScopeOf(text.ChatbotId, text.Locale),
            // What stands above a passage says what it is about, so it is searched with it.
            Terms = TextAnalyser.For(text.Locale).Terms(string.Join('\n', [text.Title, .. headings, part.PlainText])),
        };
    }
}
