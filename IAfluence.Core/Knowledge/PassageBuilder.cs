using System.Security.Cryptography;
using System.Text;
using IAfluence.Core.Text;

namespace IAfluence.Core.Knowledge;

/// <summary>Creates the stored passage for a part of a text.</summary>
internal static class PassageBuilder
{
    /// <summary>
    /// The version of the splitter, the analyser and the fields. Increase it when one of them returns a different result for the same text.
    /// Passages of an older format are rebuilt by <see cref="PassageIndexer"/>.
    /// </summary>
    public const int Format = 2;

    // What is above a passage says what it is about.
    private const int TitleWeight = 3;
    private const int HeadingWeight = 3;

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
            Questions = text.Questions?.Split('\n') ?? [],
            Terms = Terms(text, headings, part.PlainText),
            Digest = Digest(text, headings, part.Markdown),
        };
    }

    /// <summary>
    /// BM25F in its simple form (Robertson, Zaragoza and Taylor 2004): the terms of a field are repeated as often as the field weighs.
    /// </summary>
    private static List<string> Terms(KnowledgeText text, IReadOnlyList<string> headings, string plainText)
    {
        var analyser = TextAnalyser.For(text.Locale);
        var above = Enumerable.Repeat(analyser.Terms(text.Title), TitleWeight)
            .Concat(Enumerable.Repeat(analyser.Terms(string.Join('\n', headings)), HeadingWeight))
            .SelectMany(terms => terms);
        return [.. above, .. analyser.Terms(plainText), .. analyser.Terms(text.Questions ?? "")];
    }

    private static string Digest(KnowledgeText text, IReadOnlyList<string> headings, string markdown)
    {
        var encoded = string.Join('\n', [text.Locale, text.Title, .. headings, markdown, text.Questions]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(encoded)).AsSpan(0, 12));
    }
}
