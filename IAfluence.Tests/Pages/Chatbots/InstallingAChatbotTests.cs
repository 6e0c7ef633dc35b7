using System.IO.Compression;
using System.Net;
using System.Resources;
using IAfluence.Core.Accounts;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Installation;
using IAfluence.Core.Installation.SelfTesting;
using IAfluence.Tests.Installation;
using IAfluence.Tests.Testing;
using IAfluence.Web.Pages.Chatbots.Installation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IAfluence.Tests.Pages.Chatbots;

public sealed class InstallingAChatbotTests : ChatbotPageTest
{
    protected override Task<IAfluenceApp> StartAsync() => IAfluenceApp.StartAsync(
        null,
        services => services.Replace(ServiceDescriptor.Singleton(new SelfTestReach(PrivateNetworkAllowed: true))),
        ("PublicUrl", "http://chat.agency.invalid"));

    protected override ChatbotSettings Settings => Catalog.Accueil with { AllowedOrigins = [] };

    [Fact]
    public async Task The_snippet_carries_the_public_address_and_an_empty_list_warns_beside_it()
    {
        var page = await OpenAsync();

        Assert.Equal($"<script src=\"http://chat.agency.invalid/widget.js\" data-chatbot=\"{Chatbot.PublicKey}\" async></script>", page.One("#snippet-1").TextContent.Trim());
        Assert.NotEmpty(page.One("#no-site").TextContent);
    }

    public static IEnumerable<object[]> EveryGuide =>
        InstallationGuides.All.SelectMany(guide => new object[][] { [guide.Key, "fr"], [guide.Key, "en"] });

    [Theory]
    [MemberData(nameof(EveryGuide))]
    public async Task Every_guide_opens_in_both_languages_with_what_it_needs(string guide, string language)
    {
        App.Visitor.Speaks(language);

        var page = await OpenAsync("?guide=" + guide);
        var fragment = await App.Visitor.OpenFragmentAsync(Chatbot.Address("installation") + "?guide=" + guide);

        Assert.Equal($"{Chatbot.Address("installation")}?guide={guide}", page.One("#installation-guide nav a[aria-current]").GetAttribute("href"));
        Assert.Equal(page.One("#guide-title").TextContent, fragment.One("#guide-title").TextContent);
        Assert.NotEmpty(page.Document.QuerySelectorAll("#installation-guide .copy code"));
        Assert.True(guide is "wordpress" || page.One("#installation-guide").TextContent.Contains("chat.agency.invalid", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unknown_guide_is_the_first_one() =>
        Assert.Equal((await OpenAsync()).One("#guide-title").TextContent, (await OpenAsync("?guide=nothing")).One("#guide-title").TextContent);

    [Fact]
    public async Task The_plugin_is_downloaded_ready_for_this_chatbot()
    {
        var link = (await OpenAsync("?guide=wordpress")).One("#installation-guide a[download]").GetAttribute("href")!;

        var answer = await App.Visitor.Http.GetAsync(link);

        Assert.Equal("application/zip", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("iafluence.zip", answer.Content.Headers.ContentDisposition?.FileName);
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        using var reader = new StreamReader(zip.GetEntry("iafluence/includes/class-iafluence-installation.php")!.Open());
        var php = await reader.ReadToEndAsync();
        Assert.Contains($"const CHATBOT = '{Chatbot.PublicKey}';", php, StringComparison.Ordinal);
        Assert.Contains("const ADDRESS = 'http://chat.agency.invalid';", php, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_is_tested_and_its_site_allowed_with_one_click()
    {
        await using var site = await TestedSite.StartAsync();
        site.Shows($"<script src=\"http://chat.agency.invalid/widget.js\" data-chatbot=\"{Chatbot.PublicKey}\" async></script>");

        var tested = await App.SubmitAsync((await OpenAsync()).Form("#self-test form"), new { page = site.Origin });
        Assert.Equal(
            ["Reached", "Snippet", "OriginNotAllowed", "NoPolicy", "NotHttps", "LoaderUnreachable"],
            tested.Document.QuerySelectorAll("#findings li").Select(finding => finding.GetAttribute("data-code")));
        var allowed = await App.SubmitAsync(tested.Form("#findings form"));

        Assert.Contains(OriginText.ForReaders(site.Origin), allowed.Document.QuerySelectorAll("#allowed-origins code").Select(code => code.TextContent));
    }

    [Fact]
    public async Task The_button_of_a_site_that_is_not_allowed_publishes_it_so_that_the_next_test_passes()
    {
        await using var site = await TestedSite.StartAsync();
        site.Shows("");
        var tested = await App.SubmitAsync((await OpenAsync()).Form("#self-test form"), new { page = site.Origin });
        Assert.Contains("publier", tested.One("#findings form button").TextContent, StringComparison.Ordinal);

        await App.SubmitAsync(tested.Form("#findings form"));
        var again = await App.SubmitAsync((await OpenAsync()).Form("#self-test form"), new { page = site.Origin });

        Assert.Contains("OriginAllowed", Codes(again));
    }

    [Fact]
    public async Task The_test_answers_a_fragment_with_the_same_findings()
    {
        await using var site = await TestedSite.StartAsync();
        site.Shows("");
        var form = (await OpenAsync()).Form("#self-test form");

        var whole = await App.SubmitAsync(form, new { page = site.Origin });
        var fragment = await App.SubmitAsync(form, new { page = site.Origin }, htmx: true);

        Assert.Equal(Codes(whole), Codes(fragment));
        Assert.Empty(fragment.Document.QuerySelectorAll("nav"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("javascript:alert(1)")]
    public async Task Text_that_is_no_page_is_refused_and_kept_in_the_form(string typed)
    {
        var page = await App.SubmitAsync((await OpenAsync()).Form("#self-test form"), new { page = typed });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.NotEmpty(page.One("#tested-page-error").TextContent);
        Assert.Equal(typed, page.One("#tested-page").GetAttribute("value") ?? "");
    }

    [Fact]
    public async Task Many_tests_in_a_minute_have_to_wait()
    {
        await using var site = await TestedSite.StartAsync();
        site.Shows("");
        var form = (await OpenAsync()).Form("#self-test form");

        OpenedPage? last = null;
        for (var test = 0; test <= PageTests.PerMinute; test++)
            last = await App.SubmitAsync(form, new { page = site.Origin });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, last!.Status);
    }

    [Fact]
    public async Task Sites_whose_plugin_has_spoken_are_listed()
    {
        await App.HasSiteContactAsync(Chatbot, "https://www.martin.fr", "0.9.0", "6.1.9");

        var row = (await OpenAsync()).One("#site-contacts tbody tr").TextContent;

        Assert.Contains("www.martin.fr", row, StringComparison.Ordinal);
        Assert.Contains("0.9.0", row, StringComparison.Ordinal);
        Assert.Contains("6.1.9", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_sees_the_guides_but_tests_nothing()
    {
        await App.HasMemberAsync(Client, ClientRole.Viewer, "reader@martin.fr");
        var reader = App.NewBrowser();
        await IAfluenceApp.SignInAsync(reader, "reader@martin.fr");

        var page = await reader.OpenAsync(Chatbot.Address("installation"));

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Empty(page.Document.QuerySelectorAll("#self-test form"));
    }

    [Theory]
    [InlineData("installation")]
    [InlineData("wordpress.zip")]
    public async Task Strangers_are_shown_nothing(string section)
    {
        await App.HasMemberAsync(await App.HasClientAsync("Autre"), ClientRole.Manager, "other@autre.fr");
        var other = App.NewBrowser();
        await IAfluenceApp.SignInAsync(other, "other@autre.fr");

        Assert.Equal(HttpStatusCode.NotFound, (await other.OpenAsync(Chatbot.Address(section))).Status);
        Assert.StartsWith("/login", (await App.NewBrowser().OpenAsync(Chatbot.Address(section))).Address, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_finding_and_fault_has_its_words()
    {
        var texts = new ResourceManager(typeof(InstallationTexts)).GetResourceSet(System.Globalization.CultureInfo.GetCultureInfo("fr"), createIfNotExists: true, tryParents: false)!;

        Assert.All(FindingCodes.All, code => Assert.NotNull(texts.GetString("Found." + code)));
        Assert.All(Enum.GetNames<FetchFault>().Where(fault => fault != nameof(FetchFault.None)), fault => Assert.NotNull(texts.GetString("Fault." + fault)));
        Assert.All(Enum.GetNames<FindingLevel>(), level => Assert.NotNull(texts.GetString("Level." + level)));
        Assert.All(Enum.GetNames<GuideKind>(), kind => Assert.NotNull(texts.GetString("Guides." + kind)));
    }

    private static IEnumerable<string?> Codes(OpenedPage page) => page.Document.QuerySelectorAll("#findings li").Select(finding => finding.GetAttribute("data-code"));

    private Task<OpenedPage> OpenAsync(string query = "") => App.OpenAsync(Chatbot.Address("installation") + query);
}
