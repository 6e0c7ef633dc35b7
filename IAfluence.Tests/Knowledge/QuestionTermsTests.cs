using IAfluence.Core.Knowledge;
using IAfluence.Core.Text;

namespace IAfluence.Tests.Knowledge;

public sealed class QuestionTermsTests
{
    [Theory]
    [InlineData("les horiares svp", "horaires", "horair")]
    [InlineData("les horraires", "horaires", "horair")]
    [InlineData("horaire", "horaires", "horair")]
    [InlineData("reservatoin", "réservation", "reserv")]
    [InlineData("reservasion", "réservation", "reserv")]
    [InlineData("livarison a domicile", "livraison domicile", "livraison domicil")]
    [InlineData("un enbouteillage", "embouteillage", "embouteillag")]
    [InlineData("vos oraires", "horaires", "horair")]
    [InlineData("la restaurration", "restauration", "restaur")]
    [InlineData("le demnagement", "déménagement", "demenag")]
    [InlineData("resevation", "réservation", "reserv")]
    [InlineData("ma facure", "facture", "factur")]
    public async Task Misspelt_word_is_searched_as_the_one_that_the_texts_have(string question, string texts, string terms) =>
        Assert.Equal(terms, Written(await ReadAsync(question, texts)));

    [Theory]
    [InlineData("mur", "mer", "short words are left alone")]
    [InlineData("rue Martin", "matin", "a name is not a word")]
    [InlineData("code XJ45678", "code xj45679", "codes are exact")]
    [InlineData("total 12345", "total 12346", "so are numbers")]
    [InlineData("astrophysique", "horaires livraison", "nothing is near")]
    [InlineData("une recette", "récent récente", "stems are nearer than their words")]
    [InlineData("le temps demain", "domaine", "a word that exists is meant")]
    [InlineData("bartolo", "bantolo bastolo bamtolo baltolo", "four are as near, so none is meant")]
    [InlineData("port_a_cotte", "port_a_cotta", "identifiers are exact")]
    public async Task Word_is_kept_when(string question, string texts, string because)
    {
        var read = await ReadAsync(question, texts);

        var own = TextAnalyser.For("fr").Terms(question);
        Assert.True(own.SequenceEqual(read.Groups.SelectMany(group => group)), $"{because}: {Written(read)}");
    }

    [Fact]
    public async Task Two_words_as_near_are_both_searched_as_one() => Assert.Equal("bantolo|bastolo", Written(await ReadAsync("bartolo", "bantolo bastolo")));

    [Fact]
    public async Task Spelling_is_corrected_only_in_the_language_of_the_visitor() =>
        Assert.Equal("parkin", Written(await ReadAsync("parkin ?", "parking", written: "en", spoken: "fr")));

    [Theory]
    [InlineData("lhotel est ouvert", "hôtel ouvert", "hotel ouvert")]
    [InlineData("un pot dargent", "pot argent", "pot argent")]
    [InlineData("jai perdu mon badge, jpeux faire koi", "badge perdu", "perdu badg")]
    [InlineData("l´adresse dun magasin", "adresse magasin", "adress magasin")]
    [InlineData("ouvert week end", "week-end ouvert", "ouvert week|weekend end|weekend")]
    [InlineData("ouvert week end", "weekend ouvert", "ouvert weekend")]
    [InlineData("ouvert week-end", "weekend ouvert", "ouvert weekend")]
    [InlineData("ouvert weekend", "week-end ouvert", "ouvert weekend")]
    [InlineData("un mobilhome", "mobil home", "mobil hom")]
    [InlineData("le wi fi", "wifi", "wif")]
    [InlineData("wi-fi", "wifi", "wif")]
    [InlineData("click&collect", "click and collect", "click collect")]
    [InlineData("porte monnaie", "porte-monnaie", "port|portemonnai monnai|portemonnai")]
    public async Task However_words_are_joined_they_meet(string question, string texts, string terms) =>
        Assert.Equal(terms, Written(await ReadAsync(question, texts)));

    [Theory]
    [InlineData("louer une bécane", "vélo", "lou velo")]
    [InlineData("louer un vélo", "vélo bicyclette", "lou bicyclet|velo")]
    [InlineData("louer un vélo", "vélo", "lou velo")]
    [InlineData("louer un vélo", "tandem", "lou velo")]
    [InlineData("payer en CB", "carte bleue", "pai cart bleu")]
    [InlineData("payer en CB", "cb carte bleue", "pai cb")]
    [InlineData("payer par carte bleue", "cb", "pai cb")]
    [InlineData("payer par carte bleue", "cb carte bleue", "pai cart|cb bleu|cb")]
    [InlineData("un rdv", "rendez-vous", "rend")]
    [InlineData("mail", "e-mail", "email|mail")]
    [InlineData("mail", "courriel", "courriel")]
    public async Task Synonyms_that_the_texts_have_are_searched_as_one_word(string question, string texts, string terms) =>
        Assert.Equal(terms, Written(await ReadAsync(question, texts, synonyms: ["vélo, bicyclette, bécane", "CB, carte bleue"])));

    [Theory]
    [InlineData("Ou louer une becane ce week-end ?", "Ou louer une vélo ce week-end ?")]
    [InlineData("Payer en CB ?", "Payer en carte bleue ?")]
    [InlineData("les horiares de lhotel", "les horaires de l'hotel")]
    [InlineData("les horraires du vélo", "les horaires du vélo")]
    [InlineData("jpeux venir ?", "je peux venir ?")]
    public async Task Text_for_the_encoder_has_the_words_of_the_texts(string question, string text) => Assert.Equal(
        text, (await ReadAsync(question, "vélo horaires hôtel carte bleue", synonyms: ["vélo, bicyclette, bécane", "CB, carte bleue"])).Text);

    [Fact]
    public async Task Known_words_cost_one_lookup_and_unknown_ones_two_more()
    {
        var lookups = 0;

        await ReadAsync("horaires livraison", "horaires livraison", count: () => lookups++);
        Assert.Equal(1, lookups);
        await ReadAsync("astrophysique biologique livraison", "horaires livraison", count: () => lookups++);

        Assert.Equal(4, lookups);
    }

    private static string Written(QuestionTerms read) => string.Join(' ', read.Groups.Select(group => string.Join('|', group.Distinct().Order(StringComparer.Ordinal))));

    private static Task<QuestionTerms> ReadAsync(
        string question, string texts, string written = "fr", string spoken = "fr", string[]? synonyms = null, Action? count = null)
    {
        var terms = TextAnalyser.For(written).Terms(texts).Distinct().Order(StringComparer.Ordinal).ToList();
        return QuestionTerms.ReadAsync(question, written, spoken, synonyms ?? [], LookUp, CancellationToken.None);

        Task<IReadOnlyList<IReadOnlyList<string>>> LookUp(IReadOnlyList<string> prefixes, int limit, CancellationToken ct)
        {
            count?.Invoke();
            return Task.FromResult<IReadOnlyList<IReadOnlyList<string>>>(
                [.. prefixes.Select(prefix => terms.Where(term => term.StartsWith(prefix, StringComparison.Ordinal)).Take(limit).ToList())]);
        }
    }
}
