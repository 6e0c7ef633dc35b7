using IAfluence.Core.Knowledge;

namespace IAfluence.Tests.Knowledge;

public sealed class SplittingTextsTests
{
    [Fact]
    public void Sections_become_passages_with_the_headings_above_them()
    {
        var drafts = PassageSplitter.Split("Avant.\n\n# Livraison\n\nPartout.\n\n## En **France**\n\nDeux jours.\n\nRetours\n-------\n\nGratuits.\n");

        Assert.Equal(["Avant.", "Partout.", "Deux jours.", "Gratuits."], drafts.Select(draft => draft.Markdown));
        Assert.Equal(["", "Livraison", "Livraison/En France", "Livraison/Retours"], drafts.Select(draft => string.Join('/', draft.Headings)));
        Assert.Equal([0, 1, 2, 3], drafts.Select(draft => draft.Number));
    }

    [Fact]
    public void Plain_text_has_no_markup()
    {
        var draft = Assert.Single(PassageSplitter.Split("Voir [le **guide**](https://a.example/b) et `Urls`.\n\n- un\n- deux"));

        Assert.Equal("Voir le guide et Urls.\nun\ndeux", draft.PlainText);
    }

    [Fact]
    public void Long_section_is_cut_between_paragraphs()
    {
        var paragraphs = Enumerable.Range(0, 12).Select(number => Words(60, $"p{number}")).ToList();

        var drafts = PassageSplitter.Split("# Titre\n\n" + string.Join("\n\n", paragraphs));

        Assert.Equal(paragraphs, drafts.SelectMany(draft => draft.Markdown.Split("\n\n")));
        Assert.All(drafts, draft => Assert.InRange(WordCount(draft), 60, PassageSplitter.FullWords));
        Assert.All(drafts, draft => Assert.Equal(["Titre"], draft.Headings));
    }

    [Theory]
    [InlineData("list")]
    [InlineData("table")]
    [InlineData("code")]
    public void List_table_and_code_that_fit_stay_whole(string kind)
    {
        var block = kind switch
        {
            "list" => string.Join('\n', Enumerable.Range(0, 30).Select(number => $"- item {number} " + Words(5, "i"))),
            "table" => "| a | b |\n| --- | --- |\n" + string.Join('\n', Enumerable.Range(0, 30).Select(number => $"| {number} | {Words(4, "c")} |")),
            _ => "```js\n" + string.Join('\n', Enumerable.Range(0, 40).Select(number => $"\n  call({number}, 2, 3);")) + "\n```",
        };

        var drafts = PassageSplitter.Split(Words(150, "avant") + "\n\nVoici :\n\n" + block + "\n\n" + Words(150, "apres"));

        Assert.Contains(drafts, draft => draft.Markdown.Contains(block, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("list")]
    [InlineData("table")]
    [InlineData("code")]
    [InlineData("paragraph")]
    [InlineData("quote")]
    [InlineData("one word")]
    [InlineData("one sentence")]
    public void Block_longer_than_a_passage_is_cut_at_its_joints(string kind)
    {
        var text = kind switch
        {
            "list" => string.Join('\n', Enumerable.Range(0, 90).Select(number => $"1. item{number} " + Words(8, "i"))),
            "table" => "| a | b |\n|---|---|\n" + string.Join('\n', Enumerable.Range(0, 200).Select(number => $"| {number} | {Words(4, "c")} |")),
            "code" => "```\n" + string.Join('\n', Enumerable.Range(0, 300).Select(number => $"line {number} of code")) + "\n```",
            "paragraph" => string.Join(' ', Enumerable.Range(0, 80).Select(number => $"Phrase {number} {Words(9, "m")}.")),
            "quote" => string.Join('\n', Enumerable.Range(0, 80).Select(number => $"> Ligne {number} {Words(9, "m")}.")),
            "one word" => new string('x', 20_000),
            _ => Words(2000, "m"),
        };

        var drafts = PassageSplitter.Split(text);

        Assert.True(drafts.Count > 2);
        Assert.All(drafts, draft => Assert.InRange(WordCount(draft), 1, PassageSplitter.MaxWords));
        AssertCovers(text, drafts);
        if (kind == "table")
            Assert.All(drafts, draft => Assert.StartsWith("| a | b |\n|---|---|\n| ", draft.Markdown, StringComparison.Ordinal));
        if (kind == "code")
            Assert.All(drafts, draft => Assert.True(draft.Markdown.StartsWith("```\nline", StringComparison.Ordinal) && draft.Markdown.EndsWith("\n```", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("# Seul")]
    [InlineData("# A\n\n# B\n\ntexte")]
    [InlineData("# A\n## B\n### C\n\ntexte\n\n## D")]
    [InlineData("[lien]: https://a.example\n\nVoir [lien].\n\n[autre]: https://b.example")]
    [InlineData("# Titre\n[lien]: https://a.example\n\nVoir [lien].")]
    [InlineData("```\n# pas un titre\n\nsuite\n```\n\nfin")]
    [InlineData("    code indenté\n    suite\n\nfin\r\n\r\n* a\r\n\r\n  suite de a\r\n* b")]
    [InlineData("<div>\nbloc\n</div>\n\n---\n\n> citation\n\n| a | b |\n| - | - |\n| 1 | 2 |")]
    [InlineData("```\njamais fermé\n\n# x")]
    [InlineData("Deux lignes\nde titre\n===\ntexte\n- a\n- b\n---\nfin")]
    public void No_line_is_lost(string text)
    {
        var drafts = PassageSplitter.Split(text);

        AssertCovers(text, drafts);
        Assert.All(drafts, draft => Assert.False(string.IsNullOrWhiteSpace(draft.Markdown)));
    }

    [Fact]
    public void No_line_of_random_markdown_is_lost()
    {
        string[] alphabet = ["# ", "## ", "- ", "1. ", "```", "> ", "| a | b |", "| - | - |", "mot", "mot mot mot", "", "", "    x", "---", "===", "\n[a]: http://b\n\n", ":", "*", "<p>", "~~~"];
        var random = new Random(11);
        for (var round = 0; round < 3000; round++)
        {
            var text = string.Join('\n', Enumerable.Range(0, random.Next(25)).Select(line => alphabet[random.Next(alphabet.Length)] + (random.Next(2) == 0 ? $" w{line}" : "")));

            AssertCovers(text, PassageSplitter.Split(text));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t\n")]
    public void Blank_text_has_no_passages(string text) => Assert.Empty(PassageSplitter.Split(text));

    private static void AssertCovers(string text, IReadOnlyList<PassageDraft> drafts)
    {
        var kept = Letters(string.Concat(drafts.Select(draft => string.Concat(draft.Headings) + draft.Markdown)));
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(word => Letters(word).Length > 0))
            Assert.True(kept.Contains(Letters(word), StringComparison.Ordinal) || word.Length > 1000, $"'{word}' of:\n{text}\nis lost");
        if (drafts.Count > 0 && !text.Contains('#') && !text.Contains('|') && !text.Contains("==") && !text.Contains("--"))
            Assert.True(kept.Length >= Letters(text).Length, $"Something of this is lost:\n{text}");
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));

    private static string Words(int count, string word) => string.Join(' ', Enumerable.Repeat(word, count));

    private static int WordCount(PassageDraft draft) => draft.Markdown.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
}
