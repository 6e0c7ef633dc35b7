using System.Globalization;
using IAfluence.Core.Installation;
using IAfluence.Core.Installation.SelfTesting;
using IAfluence.Web.Hosting;
using IAfluence.Web.Htmx;
using IAfluence.Web.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Pages.Chatbots.Installation;

/// <summary>Puts a chatbot on a site: a guide for each kind of site, a test of a page, and the sites whose plugin has spoken.</summary>
[Authorize(Policies.ClientReadManagerWrite)]
public sealed class IndexModel(
    ChatbotEditor editor, ChatbotNotices notices, PublicAddress address, PageTests tests, SiteContacts contacts, IStringLocalizer<InstallationTexts> texts)
    : ChatbotPage(editor, notices)
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
        else if ((Findings = await tests.RunOrNullAsync(Editor.UserId, TestedPage!, AddressOf(), Chatbot, Published, ct)) is null)
            ModelState.AddModelError(nameof(TestedPage), texts["Test.TooSoon"]);
        return this.PageOrFragment("_SelfTest", Findings is null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private InstallationAddress AddressOf() => InstallationAddress.Of(address.Of(Request));

    private async Task LoadAsync(CancellationToken ct)
    {
        Guide = (InstallationGuides.FindOrNull(GuideKey ?? "", Language, AddressOf(), Chatbot.PublicKey)
            ?? InstallationGuides.FindOrNull(InstallationGuides.First, Language, AddressOf(), Chatbot.PublicKey))!;
        Contacts = await contacts.ListAsync(Client.Id, Chatbot.Id, ct);
    }
}
