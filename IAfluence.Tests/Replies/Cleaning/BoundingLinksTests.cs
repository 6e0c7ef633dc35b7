using IAfluence.Core.Replies.Cleaning;

namespace IAfluence.Tests.Replies.Cleaning;

public sealed class BoundingLinksTests
{
    [Theory]
    [InlineData("Voir [nos prix](https://www.martin.example/prix).")]
    [InlineData("Voir [nos prix](<https://www.martin.example/prix/>) ou https://www.martin.example/horaires.")]
    [InlineData("![Plan](https://www.martin.example/plan?a=1&b=2)")]
    [InlineData("Le métro : https://www.lyon.example/metro")]
    [InlineData("[Écrire](mailto:contact@martin.example) ou [appeler](tel:+33478000000).")]
    [InlineData("Écrire à contact@martin.example.")]
    [InlineData("```\ncurl https://api.example/v1\n```")]
    public void Address_that_was_given_stays(string text) => Assert.Equal(text, CleanedReply.Of(text).Text);

    [Theory]
    [InlineData("Voir [ici](https://evil.example/?q=secret).", "Voir ici.")]
    [InlineData("![](https://evil.example/?q=secret)", "")]
    [InlineData("![photo](https://evil.example/p.png) ici", "photo ici")]
    [InlineData("[nos prix](https://www.martin.example/prix?q=secret)", "nos prix")]
    [InlineData("[nos prix](https://www.martin.example.evil.example/prix)", "nos prix")]
    [InlineData("[nos prix](https://www.martin.example@evil.example/prix)", "nos prix")]
    [InlineData("[nos prix](HTTPS://EVIL.example)", "nos prix")]
    [InlineData("[x](javascript:alert(1)) [y](data:text/html,z) [z](//evil.example) [a](/admin)", "x y z a")]
    [InlineData("[x](https&#58;//evil.example)", "x")]
    [InlineData("[x](mailto:evil@evil.example) [y](mailto:contact@martin.example?body=secret) [z](tel:+33900000000)", "x y z")]
    [InlineData("[![logo](https://evil.example/l.png)](https://evil.example)", "logo")]
    [InlineData("[**Prix** et [autre](https://evil.example)](https://www.martin.example/prix)", "[**Prix** et autre](https://www.martin.example/prix)")]
    [InlineData("Voir https://evil.example/?q=secret.", "Voir evil.example/?q=secret.")]
    [InlineData("<http://evil.example>", "<evil.example>")]
    [InlineData("https://https://evil.example", "evil.example")]
    [InlineData("`x`https://evil.example `https://evil.example`", "`x`evil.example `evil.example`")]
    [InlineData("![a`b](https://evil.example)`c", "a`b`c")]
    [InlineData("- ```\n  x\n- https://evil.example", "- ```\n  x\n- evil.example")]
    [InlineData("```\nx\n````\n```\nhttps://evil.example", "```\nx\n````\n```\nevil.example")]
    [InlineData("```\nx\n[[answered]]```\nhttps://evil.example", "```\nx\n```\nevil.example")]
    [InlineData("``[9]`\n\n```\nhttps://evil.example\n```", "`` `\n\n```\nevil.example\n```")]
    [InlineData("``https://`\n\n```\nhttps://evil.example\n```", "`` `\n\n```\nevil.example\n```")]
    [InlineData("``[](x)`\n\n```\nhttps://evil.example\n```", "`` `\n\n```\nevil.example\n```")]
    [InlineData("\u00a0```\n\n```\nhttps://evil.example\n```", "```\n\n```\nevil.example\n```")]
    [InlineData("a\r```\n\n```\nhttps://evil.example\n```", "a```\n\n```\nevil.example\n```")]
    [InlineData("ht[9]tps://evil.example ht[tps://evil.example](x)", "ht tps://evil.example ht tps://evil.example")]
    [InlineData("https://www.martin.example/prix[9].evil.example", "https://www.martin.example/prix .evil.example")]
    [InlineData("_https://evil.example_", "_evil.example_")]
    [InlineData("[~~~ ![x](https://evil.example)](https://evil.example)", "~~~ x")]
    [InlineData("Voir https://ex\u200bample.example", "Voir ex\u200bample.example")]
    [InlineData("[3](mailto:e@evil.example)(tel:+33900000000)", "[1] (tel:+33900000000)")]
    [InlineData("# `[9](tel:+33900000000)\n`", "# `\n`")]
    [InlineData("x](https://www.martin.example/prix> [y](https://evil.example)z)", "x](https://www.martin.example/prix>)")]
    [InlineData("[9][a\\](tel:+33900000000)", "a\\")]
    [InlineData("[x](https://evil.example/a", "x")]
    [InlineData("[x](https://www.martin.example/prix \"https://evil.example\")", "[x](https://www.martin.example/prix)")]
    public void Address_that_nobody_gave_is_lost_and_the_text_stays(string text, string shown) => Assert.Equal(shown, CleanedReply.Of(text).Text);

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("mailto:evil@evil.example")]
    public void Link_with_a_very_long_text_loses_its_address_too(string address)
    {
        var label = string.Concat(Enumerable.Repeat("mot ", 100)) + "fin";

        Assert.Equal($"[{label}] et", CleanedReply.Of($"[{label}]({address}) et").Text);
    }

    [Fact]
    public void Endless_brackets_cost_little_and_lose_nothing()
    {
        var text = string.Concat(Enumerable.Repeat("[[![(", 2000)) + "fin";
        var cleaner = new ReplyCleaner(new CitationNumbers([]), AllowedAddresses.None);

        var shown = string.Concat(text.Chunk(7).Select(piece => cleaner.Push(new string(piece)))) + cleaner.Finish();

        Assert.Equal(text, shown);
    }

    [Fact]
    public void Length_is_that_of_the_cleaned_text()
    {
        var text = new ReplyText(new ReplyCleaner(new CitationNumbers([]), AllowedAddresses.None), 10);

        var shown = text.Push("[9] [x](https://evil.example)") + text.Push("0123456") + text.Push("789");

        Assert.Equal(("x 01234567", true, null), (shown, text.IsCut, text.Finish()));
    }

    [Fact]
    public void Text_of_which_nothing_is_shown_is_not_continued()
    {
        var cleaner = new ReplyCleaner(new CitationNumbers([]), AllowedAddresses.None);
        cleaner.Push("[9] [x");

        Assert.Equal("", cleaner.ToBeContinued());
        Assert.Equal("Bonjour", cleaner.Push("Bonjour"));
    }

    [Fact]
    public void Text_that_is_held_back_belongs_to_what_is_continued()
    {
        var cleaner = new ReplyCleaner(new CitationNumbers(CleanedReply.Passages), AllowedAddresses.None);
        cleaner.Push("Le pain [");

        Assert.Equal("Le pain [", cleaner.ToBeContinued());
        Assert.Equal(" [1].", cleaner.Push("1]."));
    }
}
