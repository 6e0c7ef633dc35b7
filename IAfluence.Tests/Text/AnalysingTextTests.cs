using IAfluence.Core.Text;

namespace IAfluence.Tests.Text;

public sealed class AnalysingTextTests
{
    private static readonly TextAnalyser French = TextAnalyser.For("fr");
    private static readonly TextAnalyser English = TextAnalyser.For("en-GB");
    private static readonly TextAnalyser Neutral = TextAnalyser.For("fi");

    [Theory]
    [InlineData("fr", "sécurité", "securite")]
    [InlineData("fr", "Les origines REFUSÉES", "les origines refusees")]
    [InlineData("fr", "œuvre", "oeuvre")]
    [InlineData("fr", "l’adresse d'un hébergeur", "l'adresse d’un hebergeur")]
    [InlineData("fr", "cheval", "chevaux")]
    [InlineData("fr", "4 000 caractères", "4000 caractère")]
    [InlineData("fr", "64 ko", "64ko")]
    [InlineData("en", "The visitor's message", "visitors messages")]
    [InlineData("en", "configuring settings", "configured setting")]
    [InlineData("en", "4,000 characters", "4000 character")]
    [InlineData("en", "café", "cafe")]
    [InlineData("de", "Straße", "STRASSE")]
    [InlineData("es", "habitaciones", "habitación")]
    [InlineData("es", "Horarios", "horario")]
    [InlineData("es", "luces dulces", "luz dulce")]
    [InlineData("es", "clientes, intereses, clases", "cliente, interés, clase")]
    [InlineData("es", "los países y los meses", "el país, el mes")]
    [InlineData("es", "¿Cuáles son los precios?", "precio")]
    [InlineData("pt", "reservações de hotéis", "reservação do hotel")]
    [InlineData("pt", "viagens, flores, noites, locais", "viagem, flor, noite, local")]
    [InlineData("it", "camere, orari, banche, alberghi", "camera, orario, banca, albergo")]
    [InlineData("de", "Öffnungszeiten, Häuser, Karten, Hotels", "offnungszeit haus karte hotel")]
    [InlineData("nl", "kamers, fietsen, huizen, straten, openingstijden", "kamer, fiets, huis, straat, openingstijd")]
    public void Two_ways_of_writing_give_the_same_terms(string locale, string one, string other)
    {
        var analyser = TextAnalyser.For(locale);

        Assert.NotEmpty(analyser.Terms(one));
        Assert.Equal(analyser.Terms(one), analyser.Terms(other));
    }

    [Theory]
    [InlineData("Comment puis-je l'avoir, et pourquoi pas ?")]
    [InlineData("Qu'est-ce que c'est ?")]
    public void French_question_words_are_no_terms(string question) => Assert.Empty(French.Terms(question));

    [Fact]
    public void English_contractions_are_no_terms() => Assert.Empty(English.Terms("Why can't I, and why doesn’t it?"));

    [Fact]
    public void Error_code_is_found_whole_and_by_its_words() =>
        Assert.Equal(["origin_not_allowed", "origin", "allow"], English.Terms("Origin_not_allowed"));

    [Fact]
    public void Mail_address_is_found_whole_and_by_its_words() =>
        Assert.Equal(["jean.dupont@ex-ample.fr", "jean", "dupont", "ex", "ample", "fr"], French.Terms("(jean.dupont@ex-ample.fr)"));

    [Theory]
    [InlineData("0,15 $", "0.15")]
    [InlineData("192.168.1.10", "192.168.1.10")]
    [InlineData("1 250 000", "1250000")]
    [InlineData("10.0.401", "10.0.401")]
    [InlineData("06 12 34", "06|12|34")]
    [InlineData("vers 3.5.", "vers|3.5")]
    public void Numbers_stay_numbers(string text, string terms) => Assert.Equal(terms.Split('|'), Neutral.Terms(text));

    [Fact]
    public void Hyphenated_word_is_found_joined_and_in_parts() =>
        Assert.Equal(["email", "mail", "email", "sousdomain", "domain"], French.Terms("E-mail, emails, sous-domaine"));

    [Fact]
    public void Terms_point_at_their_words()
    {
        const string text = "L’erreur origin_not_allowed, à l'e-mail";

        var marked = French.Analyse(text).Select(term => text.Substring(term.Start, term.Length));

        Assert.Equal(["erreur", "origin_not_allowed", "origin", "not", "allowed", "e-mail", "mail"], marked);
    }

    [Fact]
    public void Every_ideograph_is_a_term() => Assert.Equal(["東", "京", "tokyo"], Neutral.Terms("東京Tokyo"));

    [Fact]
    public void Text_of_signs_alone_has_no_terms() => Assert.Empty(Neutral.Terms(" … --- ' _ . @ 😀"));

    [Fact]
    public void Any_text_is_analysed_and_its_terms_lie_within_it()
    {
        var random = new Random(7);
        const string alphabet = "abeéœ'’-_.@ ,0123 9\u00A0東yuisqment\u0301\uD83D\uDE00";
        for (var round = 0; round < 5000; round++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(30)).Select(_ => alphabet[random.Next(alphabet.Length)])]);
            foreach (var analyser in new[] { French, English, Neutral })
            {
                Assert.All(analyser.Analyse(text), term =>
                {
                    Assert.NotEmpty(term.Term);
                    Assert.InRange(term.Start, 0, text.Length - 1);
                    Assert.InRange(term.Length, 1, text.Length - term.Start);
                });
            }
        }
    }
}
