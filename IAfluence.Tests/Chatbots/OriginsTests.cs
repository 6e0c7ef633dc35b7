using IAfluence.Core.Chatbots;

namespace IAfluence.Tests.Chatbots;

public sealed class TypedOriginsTests
{
    [Theory]
    [InlineData("martin.fr", "https://martin.fr")]
    [InlineData("  Martin.FR  ", "https://martin.fr")]
    [InlineData("www.martin.fr/", "https://www.martin.fr")]
    [InlineData("https://www.martin.fr/page?x=1#there", "https://www.martin.fr")]
    [InlineData("HTTPS://WWW.MARTIN.FR", "https://www.martin.fr")]
    [InlineData("https://martin.fr.", "https://martin.fr")]
    [InlineData("https://martin.fr:443", "https://martin.fr")]
    [InlineData("http://martin.fr:80/", "http://martin.fr")]
    [InlineData("http://martin.fr", "http://martin.fr")]
    [InlineData("http://martin.fr:443", "http://martin.fr:443")]
    [InlineData("martin.fr:8443", "https://martin.fr:8443")]
    [InlineData("martin.fr?utm=1", "https://martin.fr")]
    [InlineData("boulangerie-été.fr", "https://xn--boulangerie-t-mhbb.fr")]
    [InlineData("BOULANGERIE-ÉTÉ.FR", "https://xn--boulangerie-t-mhbb.fr")]
    [InlineData("xn--boulangerie-t-mhbb.fr", "https://xn--boulangerie-t-mhbb.fr")]
    [InlineData("localhost", "http://localhost")]
    [InlineData("localhost:3000", "http://localhost:3000")]
    [InlineData("https://localhost:3000", "https://localhost:3000")]
    [InlineData("shop.localhost:8080/a", "http://shop.localhost:8080")]
    [InlineData("127.0.0.1:5080", "http://127.0.0.1:5080")]
    [InlineData("192.168.1.20", "https://192.168.1.20")]
    [InlineData("http://[::1]:5080/", "http://[::1]:5080")]
    [InlineData("[2001:DB8:0::1]", "https://[2001:db8::1]")]
    [InlineData("*.martin.fr", "https://*.martin.fr")]
    [InlineData("https://*.Martin.fr/", "https://*.martin.fr")]
    [InlineData("https://*.shop.martin.co.uk", "https://*.shop.martin.co.uk")]
    public void Typed_address_becomes_the_origin_that_a_browser_sends(string typed, string origin) =>
        Assert.Equal(origin, OriginText.OfTypedOrNull(typed));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("martin")]
    [InlineData("null")]
    [InlineData("*")]
    [InlineData("https://*")]
    [InlineData("*.fr")]
    [InlineData("*.localhost")]
    [InlineData("*.co.uk")]
    [InlineData("*.github.io")]
    [InlineData("http://*.martin.fr")]
    [InlineData("https://*.martin.fr:8443")]
    [InlineData("https://shop.*.fr")]
    [InlineData("https://*martin.fr")]
    [InlineData("*.*.martin.fr")]
    [InlineData("*.1.2.3.4")]
    [InlineData("ftp://martin.fr")]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("//martin.fr")]
    [InlineData("https://user@martin.fr")]
    [InlineData("https://martin.fr@evil.fr")]
    [InlineData("martin..fr")]
    [InlineData(".martin.fr")]
    [InlineData("martin.fr:0")]
    [InlineData("martin.fr:99999")]
    [InlineData("martin.fr:abc")]
    [InlineData("martin.fr:")]
    [InlineData("1.2.3")]
    [InlineData("999.1.1.1")]
    [InlineData("0x7f.0.0.1.2")]
    [InlineData("mar tin.fr")]
    [InlineData("<script>.fr")]
    [InlineData("martin.fr, other.fr")]
    [InlineData("-.fr")]
    public void Text_that_names_no_origin_or_covers_strangers_is_refused(string? typed) =>
        Assert.Null(OriginText.OfTypedOrNull(typed));

    [Fact]
    public void A_stored_origin_typed_again_stays_as_it_is()
    {
        string[] stored = ["https://martin.fr", "http://localhost:3000", "https://*.martin.fr", "https://xn--boulangerie-t-mhbb.fr", "https://[2001:db8::1]"];

        Assert.Equal(stored, stored.Select(OriginText.OfTypedOrNull));
    }

    [Theory]
    [InlineData("https://martin.fr", "martin.fr")]
    [InlineData("http://localhost:3000", "http://localhost:3000")]
    [InlineData("https://xn--boulangerie-t-mhbb.fr", "boulangerie-été.fr")]
    [InlineData("https://*.xn--boulangerie-t-mhbb.fr", "*.boulangerie-été.fr")]
    public void Readers_see_the_letters_that_were_typed(string origin, string read) => Assert.Equal(read, OriginText.ForReaders(origin));
}

public sealed class AllowedOriginsTests
{
    private static readonly string[] _allowed = ["https://www.martin.fr", "https://*.durand.fr", "http://localhost:3000", "https://xn--boulangerie-t-mhbb.fr"];

    [Theory]
    [InlineData("https://www.martin.fr")]
    [InlineData("https://shop.durand.fr")]
    [InlineData("https://a.b.durand.fr")]
    [InlineData("https://xn--t-xhba.durand.fr")]
    [InlineData("http://localhost:3000")]
    [InlineData("https://xn--boulangerie-t-mhbb.fr")]
    [InlineData("https://www.martin.fr.")]
    [InlineData("https://www.martin.fr:443")]
    [InlineData("HTTPS://WWW.Martin.fr")]
    public void A_page_of_an_allowed_origin_is_let_in(string origin) => Assert.True(OriginPolicy.Allows(_allowed, origin));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("https://martin.fr")]
    [InlineData("http://www.martin.fr")]
    [InlineData("https://www.martin.fr:8443")]
    [InlineData("https://www.martin.fr.evil.fr")]
    [InlineData("https://evil-martin.fr")]
    [InlineData("https://www.martin.fr/")]
    [InlineData("https://durand.fr")]
    [InlineData("https://.durand.fr")]
    [InlineData("https://evil-durand.fr")]
    [InlineData("https://evildurand.fr")]
    [InlineData("http://shop.durand.fr")]
    [InlineData("https://shop.durand.fr:8443")]
    [InlineData("https://evil.fr/.durand.fr")]
    [InlineData("https://evil.fr#.durand.fr")]
    [InlineData("https://user@evil.fr?.durand.fr")]
    [InlineData("https://a..durand.fr")]
    [InlineData("https://*.durand.fr")]
    [InlineData("https://shop.durand.fr.evil.fr")]
    [InlineData("http://localhost")]
    [InlineData("http://localhost:3001")]
    [InlineData("chrome-extension://abcdef")]
    public void Every_other_page_is_refused(string? origin) => Assert.False(OriginPolicy.Allows(_allowed, origin));

    [Fact]
    public void An_empty_list_allows_nobody() => Assert.False(OriginPolicy.Allows([], "https://www.martin.fr"));

    [Fact]
    public void An_endless_origin_is_refused_without_being_read() =>
        Assert.False(OriginPolicy.Allows(_allowed, "https://" + new string('a', 100_000) + ".durand.fr"));
}

public sealed class SuggestedSitesTests
{
    [Theory]
    [InlineData("martin.fr")]
    [InlineData("https://www.martin.fr/contact")]
    public void A_site_comes_with_its_bare_domain_www_and_staging(string typed) => Assert.Equal(
        [
            new("https://martin.fr", SiteSuggestionKind.Bare),
            new("https://www.martin.fr", SiteSuggestionKind.Www),
            new("https://staging.martin.fr", SiteSuggestionKind.Staging),
            new("https://*.martin.fr", SiteSuggestionKind.Wildcard),
        ],
        SiteSuggestions.For(typed));

    [Fact]
    public void A_subdomain_comes_first_and_its_domain_after() => Assert.Equal(
        ["https://shop.martin.co.uk", "https://martin.co.uk", "https://www.martin.co.uk", "https://staging.martin.co.uk", "https://*.martin.co.uk"],
        SiteSuggestions.For("shop.martin.co.uk").Select(suggestion => suggestion.Origin));

    [Theory]
    [InlineData("localhost:3000", "http://localhost:3000")]
    [InlineData("192.168.1.20", "https://192.168.1.20")]
    [InlineData("martin.fr:8443", "https://martin.fr:8443")]
    public void Site_that_is_not_public_is_suggested_alone(string typed, string origin) =>
        Assert.Equal([new(origin, SiteSuggestionKind.Typed)], SiteSuggestions.For(typed));

    [Fact]
    public void A_site_on_a_shared_host_brings_no_wildcard_for_its_neighbours() =>
        Assert.DoesNotContain("https://*.github.io", SiteSuggestions.For("martin.github.io").Select(suggestion => suggestion.Origin));

    [Fact]
    public void Text_that_is_no_site_brings_no_suggestion() => Assert.Empty(SiteSuggestions.For("not a site"));

    [Fact]
    public void Every_suggestion_is_in_the_form_that_is_stored() => Assert.All(
        SiteSuggestions.For("https://WWW.Été.fr"), suggestion => Assert.Equal(suggestion.Origin, OriginText.OfTypedOrNull(suggestion.Origin)));
}
