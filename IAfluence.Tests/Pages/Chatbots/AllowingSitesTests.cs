using System.Net;
using IAfluence.Core.Chatbots;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Pages.Chatbots;

public sealed class AllowingSitesTests : ChatbotPageTest
{
    protected override ChatbotSettings Settings => Catalog.Accueil with { AllowedOrigins = [] };

    [Fact]
    public async Task An_empty_list_warns()
    {
        var page = await OpenAsync();

        Assert.NotEmpty(page.One("#no-site").TextContent);
    }

    [Fact]
    public async Task Adding_a_site_offers_bare_domain_www_and_staging_and_allows_what_is_chosen()
    {
        var offered = await OpenAsync("?site=www.martin.fr");
        Assert.Equal(
            ["https://martin.fr", "https://www.martin.fr", "https://staging.martin.fr", "https://*.martin.fr"],
            offered.Document.QuerySelectorAll("#site-suggestions [name=origins]").Select(box => box.GetAttribute("value")));

        var page = await App.SubmitAsync(offered.Form("#site-suggestions"));

        Assert.Equal(["martin.fr", "www.martin.fr"], page.Document.QuerySelectorAll("#allowed-origins code").Select(code => code.TextContent));
        Assert.Empty(page.Document.QuerySelectorAll("#no-site"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("pas un site")]
    public async Task Text_that_is_no_site_is_refused_and_kept_in_the_form(string typed)
    {
        var page = await OpenAsync("?site=" + Uri.EscapeDataString(typed));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.NotEmpty(page.One("#site-error").TextContent);
        Assert.Equal(typed, page.One("#site").GetAttribute("value") ?? "");
    }

    [Fact]
    public async Task A_site_is_removed()
    {
        await App.SubmitAsync((await OpenAsync("?site=martin.fr")).Form("#site-suggestions"));

        var page = await App.SubmitAsync((await OpenAsync()).Form("#allowed-origins form"));

        Assert.Equal(["www.martin.fr"], page.Document.QuerySelectorAll("#allowed-origins code").Select(code => code.TextContent));
    }

    [Fact]
    public async Task A_removal_that_is_not_published_is_marked_and_is_taken_back_or_published()
    {
        await App.SubmitAsync((await OpenAsync("?site=martin.fr")).Form("#site-suggestions"));

        var page = await App.SubmitAsync((await OpenAsync()).Form("#allowed-origins form"), new { publish = (string?)null });

        Assert.Equal(["martin.fr", "www.martin.fr"], OriginsOn(page));
        Assert.Contains("retrait non publié", page.One("#allowed-origins li:first-child").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("retrait non publié", page.One("#allowed-origins li:last-child").TextContent, StringComparison.Ordinal);
        var kept = await App.SubmitAsync(page.Form("#allowed-origins li:first-child form[action*=Add]"));
        Assert.DoesNotContain("retrait non publié", kept.One("#allowed-origins").TextContent, StringComparison.Ordinal);
        page = await App.SubmitAsync(kept.Form("#allowed-origins form"), new { publish = (string?)null });
        page = await App.SubmitAsync(page.Form("#allowed-origins li:first-child form[action*=Remove]"));
        Assert.Equal(["www.martin.fr"], OriginsOn(page));
        Assert.Equal(["https://www.martin.fr"], await PublishedAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_site_that_is_only_in_the_draft_is_not_allowed_yet(bool wasRefused)
    {
        if (wasRefused)
            await App.HasRefusedOriginAsync(Chatbot, "https://martin.fr");
        var form = wasRefused ? (await OpenAsync()).Form("#refused-origins form") : (await OpenAsync("?site=martin.fr")).Form("#site-suggestions");

        var page = await App.SubmitAsync(form, new { publish = (string?)null });

        Assert.NotEmpty(page.One("#no-site").TextContent);
        Assert.Contains("ajout non publié", page.One("#allowed-origins li:first-child").TextContent, StringComparison.Ordinal);
        Assert.Contains("brouillon", page.One("#alerts").TextContent, StringComparison.Ordinal);
        Assert.Contains("déjà dans le brouillon", (await OpenAsync("?site=martin.fr")).One("#site-suggestions").TextContent, StringComparison.Ordinal);
        Assert.Empty(await PublishedAsync());
        if (!wasRefused)
            return;
        // Visitors are refused there until it is published, so it stays listed.
        Assert.Contains("déjà dans le brouillon", page.One("#refused-origins").TextContent, StringComparison.Ordinal);
        Assert.Equal("true", Assert.Single(page.Document.QuerySelectorAll("#refused-origins form[action*=Allow] button")).GetAttribute("value"));
        var published = await App.SubmitAsync(page.Form("#refused-origins form"));
        Assert.Empty(published.Document.QuerySelectorAll("#refused-origins, #no-site"));
    }

    [Fact]
    public async Task A_refused_site_is_listed_and_allowed_with_one_click()
    {
        await App.HasRefusedOriginAsync(Chatbot, "https://shop.martin.fr");

        var listed = await OpenAsync();
        Assert.Contains("shop.martin.fr", listed.One("#refused-origins").TextContent, StringComparison.Ordinal);
        var page = await App.SubmitAsync(listed.Form("#refused-origins form"));

        Assert.Equal(["shop.martin.fr"], page.Document.QuerySelectorAll("#allowed-origins code").Select(code => code.TextContent));
        Assert.Empty(page.Document.QuerySelectorAll("#refused-origins"));
    }

    [Fact]
    public async Task A_refused_site_can_be_hidden()
    {
        await App.HasRefusedOriginAsync(Chatbot, "https://elsewhere.example");

        var page = await App.SubmitAsync((await OpenAsync()).Form("#refused-origins form[action*=Dismiss]"));

        Assert.Empty(page.Document.QuerySelectorAll("#refused-origins"));
        Assert.Empty(page.Document.QuerySelectorAll("#allowed-origins"));
    }

    [Fact]
    public async Task The_page_and_its_fragment_show_the_same_region()
    {
        var page = await OpenAsync("?site=martin.fr");
        var fragment = await App.Visitor.OpenFragmentAsync(Chatbot.Address("installation") + "?site=martin.fr");

        Assert.Equal(page.Document.QuerySelectorAll("#chatbot-sites code").Length, fragment.Document.QuerySelectorAll("#chatbot-sites code").Length);
        Assert.Empty(fragment.Document.QuerySelectorAll("nav.navigation"));
    }

    [Fact]
    public async Task Address_that_the_sites_had_leads_to_the_installation_with_its_query()
    {
        var page = await App.OpenAsync(Chatbot.Address("sites") + "?site=martin.fr");

        Assert.Equal(Chatbot.Address("installation") + "?site=martin.fr", page.Address);
        Assert.NotEmpty(page.Document.QuerySelectorAll("#site-suggestions"));
    }

    private static IEnumerable<string> OriginsOn(OpenedPage page) => page.Document.QuerySelectorAll("#allowed-origins code").Select(code => code.TextContent);

    private async Task<IReadOnlyList<string>> PublishedAsync() =>
        (await App.PublishedAsync(Chatbot)).Settings.AllowedOrigins;

    private Task<OpenedPage> OpenAsync(string query = "") => App.OpenAsync(Chatbot.Address("installation") + query);
}
