using IAfluence.Core.Knowledge.Builtin;

namespace IAfluence.Tests.Knowledge;

public sealed class CitingPassagesTests
{
    [Theory]
    [InlineData("字")]
    [InlineData("😀")]
    [InlineData("a")]
    public void Wall_without_spaces_is_cut(string letter)
    {
        var excerpt = MarkdownText.Shorten(string.Concat(Enumerable.Repeat(letter, 4000)), 60);

        Assert.InRange(excerpt.Length, 100, 1000);
        Assert.DoesNotContain('\uFFFD', excerpt);
        Assert.Equal(excerpt, System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(excerpt)));
    }

    [Theory]
    [InlineData("Le prix est de 4 €.", "Le prix est de 4 €. [2]")]
    [InlineData("- un\n- deux", "- un\n- deux [2]")]
    [InlineData("| a |\n|---|\n| 1 |", "| a |\n|---|\n| 1 |\n\n[2]")]
    [InlineData("```\nx\n```", "```\nx\n```\n\n[2]")]
    [InlineData("- un\n- …", "- un\n- …\n\n[2]")]
    [InlineData("Voir la note [1] et [12](https://a.example).", @"Voir la note \[1\] et [12](https://a.example). [2]")]
    public void Citation_follows_the_excerpt_without_breaking_it(string excerpt, string cited) => Assert.Equal(cited, MarkdownText.Cite(excerpt, 2));
}
