using IAfluence.Core.Text;

namespace IAfluence.Tests.Text;

public sealed class PhoneWritingTests
{
    [Theory]
    [InlineData("fr", "jai perdu mon badge", "j'ai perdu mon badge")]
    [InlineData("fr", "Quest ce que cest ?", "qu'est ce que c'est ?")]
    [InlineData("fr", "quest-ce", "qu'est-ce")]
    [InlineData("fr", "jpeux venir ? yaura du monde ?", "je peux venir ? y aura du monde ?")]
    [InlineData("fr", "l´hôtel d`ici", "l'hôtel d'ici")]
    [InlineData("fr", "Le casque Quest est-il vendu ?", "Le casque Quest est-il vendu ?")]
    [InlineData("en", "whats ur price pls", "what is your price please")]
    [InlineData("en", "i cant log in", "i can't log in")]
    [InlineData("es", "jai u pls", "jai u pls")]
    public void Short_words_are_written_out(string locale, string typed, string meant) => Assert.Equal(meant, PhoneWriting.WriteOut(typed, locale));

    [Theory]
    [InlineData("fr", "jai koi pk cmt jpeux")]
    [InlineData("fr", "quest ce ki ya ?")]
    [InlineData("en", "whats this, cant u pls")]
    public void Phone_writing_of_function_words_leaves_no_term(string locale, string typed) =>
        Assert.Empty(TextAnalyser.For(locale).Terms(PhoneWriting.WriteOut(typed, locale)));

    [Theory]
    [InlineData("horaire", "horiare", 1)]
    [InlineData("horaire", "horaires", 1)]
    [InlineData("horaire", "oraire", 1)]
    [InlineData("reservation", "resevratoin", 2)]
    [InlineData("velo", "velo", 0)]
    [InlineData("velo", "bicyclette", 3)]
    [InlineData("abcd", "badc", 2)]
    [InlineData("abcdef", "fedcba", 3)]
    public void Distance_counts_a_swap_once(string one, string other, int distance)
    {
        Assert.Equal(distance, EditDistance.Between(one, other, 2));
        Assert.Equal(distance, EditDistance.Between(other, one, 2));
    }
}
