using IAfluence.Core.Text;

namespace IAfluence.Core.Knowledge;

/// <summary>Creates the stored passage for a part of a text.</summary>
internal static class PassageBuilder
{
    /// <summary>
    /// The version of the splitter and the analyser. Increase it when either returns a different result for the same text. A text with an
    /// older format is rebuilt when it is saved.
    /// </summary>
    public const int Format = 1;

    public static Passage Build(KnowledgeText text, PassageDraft part)
    {
        // The first heading often repeats the title.
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
            // The title and headings describe the topic of a passage, so they are indexed with it.
            Terms = TextAnalyser.For(text.Locale).Terms(string.Join('\n', [text.Title, .. headings, part.PlainText])),
        };
    }
}
