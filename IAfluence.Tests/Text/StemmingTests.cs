using IAfluence.Core.Text;

namespace IAfluence.Tests.Text;

/// <summary>Words and stems of the sample vocabularies published with the Snowball algorithms, French stems without their accents.</summary>
public sealed class StemmingTests
{
    [Theory]
    [InlineData("continu", "continu continua continuait continuant continuation continue continué continuer continuera continuerait continueront continuez continuité")]
    [InlineData("continuel", "continuel continuelle continuellement continuelles continuels")]
    [InlineData("contourn", "contournait contournant contourne")]
    [InlineData("contract", "contractait contracté contractée contracter contractés contractions")]
    [InlineData("contradictoir", "contradictoirement contradictoires")]
    [InlineData("contraint", "contraint contrainte contraintes")]
    [InlineData("contrair", "contraire contraires")]
    [InlineData("mainten", "maintenaient maintenait maintenir")]
    [InlineData("mair", "maire maires mairie")]
    [InlineData("maison", "maison maisons")]
    [InlineData("majest", "majesté")]
    [InlineData("majestu", "majestueuse majestueusement majestueux")]
    [InlineData("major", "majorité majorités")]
    [InlineData("majordom", "majordome majordomes")]
    [InlineData("malad", "malade malades maladie maladies maladive")]
    public void French_words_have_the_published_stem(string stem, string words) =>
        Assert.All(words.Split(' '), word => Assert.Equal([stem], TextAnalyser.For("fr").Terms(word)));

    [Theory]
    [InlineData("limit", "limite limites")]
    [InlineData("dat", "date dates")]
    [InlineData("visit", "visite visites")]
    [InlineData("refus", "refuse refusé refusée refusées refuser refus")]
    public void French_plurals_meet_their_singular(string stem, string words) =>
        Assert.All(words.Split(' '), word => Assert.Equal([stem], TextAnalyser.For("fr").Terms(word)));

    [Theory]
    [InlineData("consign", "consign consigned consigning consignment")]
    [InlineData("consist", "consist consisted consistency consistent consistently consisting consists")]
    [InlineData("consol", "consolation consolations consolingly")]
    [InlineData("consolid", "consolidate consolidated consolidating")]
    [InlineData("consolatori", "consolatory")]
    [InlineData("conspicu", "conspicuous conspicuously")]
    [InlineData("conspir", "conspirator conspirators")]
    [InlineData("conspiraci", "conspiracy")]
    [InlineData("constabl", "constable constables")]
    [InlineData("knack", "knack knacks")]
    [InlineData("knead", "kneaded kneading")]
    [InlineData("knee", "knee knees")]
    [InlineData("kneel", "kneel kneeled kneeling kneels")]
    [InlineData("knight", "knight knightly knights")]
    [InlineData("knit", "knit knits knitted knitting")]
    [InlineData("knive", "knives")]
    [InlineData("generat", "generate generates generated generating")]
    [InlineData("general", "general generally")]
    [InlineData("generous", "generous generously")]
    [InlineData("sky", "sky skies")]
    [InlineData("die", "dying")]
    [InlineData("news", "news")]
    [InlineData("hope", "hoping hoped hope")]
    [InlineData("hop", "hopping hopped hop")]
    [InlineData("cri", "cry cries cried")]
    [InlineData("succeed", "succeed succeeding")]
    public void English_words_have_the_published_stem(string stem, string words) =>
        Assert.All(words.Split(' '), word => Assert.Equal([stem], TextAnalyser.For("en").Terms(word)));
}
