using System.Globalization;
using IAfluence.Core.Installation;
using IAfluence.Core.Installation.SelfTesting;
using IAfluence.Web.Hosting;
using IAfluence.Web.Htmx;
using IAfluence.Web.Sessions;
using IAfluence.Web.WidgetApi;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace IAfluence.Web.Pages.Chatbots;

/// <summary>Puts a chatbot on a site: a guide for each kind of site, a test of a page, and the sites whose plugin has spoken.</summary>
[Authorize(Policies.ClientReadManagerWrite)]
public sealed class InstallationModel(
    ChatbotDesk desk, InstallationDesk installation, IStringLocalizer<InstallationTexts> texts) : ChatbotPage(desk)
{
    /// <summary>Which guide is open.</summary>
    [BindProperty(SupportsGet = true, Name = "guide")]
    public string? GuideKey { get; set; }

    public InstallationGuide Guide { get; private set; } = null!;

    /// <summary>The page to test, as it was typed.</summary>
    [BindProperty(Name = "page")]
    public string? TestedPage { get; set; }

    /// <summary>What the test found; null while nothing was tested.</summary>
    public IReadOnlyList<Finding>? Findings { get; private set; }

    public IReadOnlyList<SiteContact> Contacts { get; private set; } = [];

    public static IEnumerable<IGrouping<GuideKind, string>> Guides => InstallationGuides.All.GroupBy(guide => guide.Kind, guide => guide.Key);

    public static string TitleOf(string guide) => InstallationGuides.TitleOf(guide, Language);

    public IStringLocalizer<InstallationTexts> Texts => texts;

    private static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        return this.PageOrFragment("_InstallationGuide");
    }

    public async Task<IActionResult> OnPostTestAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (SelfTest.AddressOrNull(TestedPage) is null)
            ModelState.AddModelError(nameof(TestedPage), texts["Test.NotAnAddress"]);
        else if (installation.Pace.Refuse("self-test", EmbeddingPace.SelfTestsPerMinute, Desk.User.Id.Value) is not null)
            ModelState.AddModelError(nameof(TestedPage), texts["Test.TooSoon"]);
        else
            Findings = await installation.Test.RunAsync(TestedPage!, SubjectOf(), ct);
        return this.PageOrFragment("_SelfTest", Findings is null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private SelfTestSubject SubjectOf() => new(installation.AddressOf(Request), installation.PublicUrlOrNull, Chatbot.PublicKey, Version.Settings.AllowedOrigins);

    private async Task LoadAsync(CancellationToken ct)
    {
        Guide = (InstallationGuides.FindOrNull(GuideKey ?? "", Language, installation.AddressOf(Request), Chatbot.PublicKey)
            ?? InstallationGuides.FindOrNull(InstallationGuides.First, Language, installation.AddressOf(Request), Chatbot.PublicKey))!;
        Contacts = await installation.Contacts.ListAsync(Client.Id, Chatbot.Id, ct);
    }
}

/// <summary>What the page works with beside the chatbot.</summary>
public sealed class InstallationDesk(PublicAddress address, IOptions<SiteOptions> site, SelfTest test, SiteContacts contacts, EmbeddingPace pace)
{
    public SelfTest Test => test;

    public SiteContacts Contacts => contacts;

    public EmbeddingPace Pace => pace;

    /// <summary>The address that the operator has set; null when it is left to each request.</summary>
    public InstallationAddress? PublicUrlOrNull => site.Value.PublicUrl is { Length: > 0 } known ? InstallationAddress.Of(known) : null;

    public InstallationAddress AddressOf(HttpRequest request) => InstallationAddress.Of(address.Of(request));
}
