namespace IAfluence.Tests.Replies.Cleaning;

public sealed class CitingSourcesTests
{
    [Theory]
    [InlineData("Le pain coûte 4 € [1].", "Le pain coûte 4 € [1].", "Nos prix")]
    [InlineData("Ouvert à 7 h [3]. Le pain coûte 4 € [1].", "Ouvert à 7 h [1]. Le pain coûte 4 € [2].", "Horaires", "Nos prix")]
    [InlineData("Deux prix [1][2].", "Deux prix [1].", "Nos prix")]
    [InlineData("Deux prix [1] [2].", "Deux prix [1].", "Nos prix")]
    [InlineData("Deux prix [4, 1].", "Deux prix [1][2].", "Livraison", "Nos prix")]
    [InlineData("Tout [1-4].", "Tout [1][2][3].", "Nos prix", "Horaires", "Livraison")]
    [InlineData("Le pain [^1].", "Le pain [1].", "Nos prix")]
    [InlineData("Le pain 【1】 et 【3†source】.", "Le pain [1] et [2].", "Nos prix", "Horaires")]
    [InlineData("Le pain [[1]], [ 3 ].", "Le pain [1], [2].", "Nos prix", "Horaires")]
    [InlineData("Le pain \\[1\\].", "Le pain [1].", "Nos prix")]
    [InlineData("Le pain [1](https://www.martin.example/prix).", "Le pain [1].", "Nos prix")]
    [InlineData("Le pain [[1]](https://evil.example).", "Le pain [1].", "Nos prix")]
    public void Known_citation_is_shown_with_the_number_of_its_source(string text, string shown, params string[] sources)
    {
        var cleaned = CleanedReply.Of(text);

        Assert.Equal(shown, cleaned.Text);
        Assert.Equal(sources, cleaned.Sources);
    }

    [Theory]
    [InlineData("Le pain [9].", "Le pain.")]
    [InlineData("Le pain [0] [12]  [999].", "Le pain.")]
    [InlineData("Le pain [9](https://evil.example).", "Le pain.")]
    [InlineData("Le pain 【9】.", "Le pain.")]
    [InlineData("Le pain [9, 5].", "Le pain.")]
    [InlineData("[7] Le pain.", "Le pain.")]
    [InlineData("Le pain [1", "Le pain")]
    public void Unknown_citation_is_removed_with_the_space_before(string text, string shown)
    {
        var cleaned = CleanedReply.Of(text);

        Assert.Equal(shown, cleaned.Text);
        Assert.Empty(cleaned.Sources);
    }

    [Theory]
    [InlineData("En [2024], à Lyon [69001].")]
    [InlineData("Le code `a[1]` et\n```\nb[9] = c[1]\n```\nfin.")]
    [InlineData("1. Un\n2. Deux\n\n- ```\n  a[9]\n  ```")]
    [InlineData("~~~js\na[9]\n~~~")]
    public void Numbers_that_are_no_citations_stay(string text)
    {
        var cleaned = CleanedReply.Of(text);

        Assert.Equal(text, cleaned.Text);
        Assert.Empty(cleaned.Sources);
    }

    [Fact]
    public void Model_that_continues_sees_the_numbers_of_the_prompt() =>
        Assert.Equal("Ouvert [3], le pain [1][2].", CleanedReply.Of("Ouvert [3], le pain [1][2][9].").Own);
}
