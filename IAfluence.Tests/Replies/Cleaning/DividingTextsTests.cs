using IAfluence.Core.Replies.Cleaning;

namespace IAfluence.Tests.Replies.Cleaning;

/// <summary>Texts put together at random from everything that has a meaning: the same texts in every run.</summary>
public sealed class DividingTextsTests
{
    private const int Texts = 3000;
    private const int MaxParts = 28;

    private static readonly string[] _parts =
    [
        "`", "``", "```", "````", "~~~", "\n", "\n\n", " ", "    ", "\t", "\r", "\u00a0", "- ", "1. ", "> ", "* ", "# ", "|", "\\", "*", "**", "_", "<", ">", "!",
        "[", "]", "(", ")", "[[", "]]", "](", "![", "[x](", "](https://evil.example/q)", "![x](https://evil.example/q)", "https://evil.example/q", "https://", "h", "ht",
        "ttps://evil.example", "https://www.martin.example/prix", "[p](https://www.martin.example/prix)", "[1]", "[3]", "[9]", "【1】", "[[answered]]", "[[answ", "ered]]",
        "(tel:+33999999999)", "mot", "é", "0", "\\`", "\\[", "\\]", "<https://evil.example>", "\u2003", "🍰",
    ];

    [Fact]
    public void Result_is_the_same_however_a_text_is_divided()
    {
        var random = new Random(1);
        for (var number = 0; number < Texts; number++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(2, MaxParts)).Select(_ => _parts[random.Next(_parts.Length)]));

            var whole = Clean(text, text.Length);

            Assert.Equal(whole, Clean(text, 1));
            Assert.Equal(whole, Clean(text, random.Next(2, 9)));
            Assert.DoesNotContain("[[answered]]", whole, StringComparison.Ordinal);
        }
    }

    private static string Clean(string text, int size)
    {
        var cleaner = new ReplyCleaner(new CitationNumbers(CleanedReply.Passages), AllowedAddresses.In([CleanedReply.Prices]));
        return string.Concat(text.Chunk(size).Select(piece => cleaner.Push(new string(piece)))) + cleaner.Finish();
    }
}
