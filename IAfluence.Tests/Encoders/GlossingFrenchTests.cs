using IAfluence.Core.Encoders;

namespace IAfluence.Tests.Encoders;

public sealed class GlossingFrenchTests
{
    private static readonly FrenchGloss Own = new(
        ["chat\tcat", "manger\teat", "à quelle heure\tat what time", "à\tat", "quelle\twhich", "heure\thour", "est-ce que\t", "mot de passe\tpassword", "mot\tword"],
        ["facteur\tinvoice"]);

    [Theory]
    [InlineData("Le chat mange", "le cat eat")]
    [InlineData("À quelle heure ?", "at what time ?")]
    [InlineData("A QUELLE HEURE", "at what time")]
    [InlineData("l'heure", "l hour")]
    [InlineData("est-ce que le chat", "le cat")]
    [InlineData("mot de passe oublié", "password oublie")]
    [InlineData("mot, de passe", "word , de passe")]
    [InlineData("xyzzy 42", "xyzzy 42")]
    [InlineData("", "")]
    public void Expressions_come_before_words_and_unknown_words_stay(string french, string english) =>
        Assert.Equal(english, Spaced(Own.ToEnglish(french)));

    [Fact]
    public void Stem_finds_the_word_in_another_form_and_the_learnt_list_fills_what_is_missing()
    {
        Assert.Equal("cat", Spaced(Own.ToEnglish("chats")));
        Assert.Equal("invoice", Spaced(Own.ToEnglish("facteurs")));
    }

    [Theory]
    [InlineData("taxe de séjour", "tourist tax")]
    [InlineData("mot de passe", "password")]
    [InlineData("quelqu’un", "someone")]
    public void Lists_of_the_product_know_common_expressions(string french, string english) =>
        Assert.Equal(english, Spaced(FrenchGloss.Load().ToEnglish(french)));

    [Fact]
    public void Lists_of_the_product_are_well_formed()
    {
        foreach (var name in new[] { "french-everyday.tsv", "french-typed.tsv", "french-expressions.tsv", "french-learnt.tsv" })
        {
            var lines = FrenchGloss.Lines(name);
            Assert.All(lines, line => Assert.Equal(2, line.Split('\t').Length));
            Assert.All(lines, line => Assert.NotEmpty(line.Split('\t')[0].Trim()));
            Assert.Equal(lines.Count, lines.Select(line => line.Split('\t')[0]).Distinct(StringComparer.Ordinal).Count());
        }
    }

    private static string Spaced(string text) => string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
