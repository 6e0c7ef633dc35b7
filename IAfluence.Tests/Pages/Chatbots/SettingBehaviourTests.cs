using System.Net;
using IAfluence.Core.Accounts;
using IAfluence.Core.Chatbots;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Pages.Chatbots;

/// <summary>What the widget tells and asks first, when it invites, on which pages it shows.</summary>
public sealed class SettingBehaviourTests : ChatbotPageTest
{
    private const string Form = "#chatbot-behaviour form";

    [Fact]
    public async Task Behaviour_is_saved_and_read_in_the_version()
    {
        await App.SubmitAsync(await FormAsync(), new
        {
            Form_AiNotice = "true",
            Form_AiNoticeText = "Une IA vous répond.",
            Form_AsksConsent = "true",
            Form_Consent_Text = "J’accepte.\r\nVraiment.",
            Form_Consent_PolicyUrl = "https://martin.fr/vie-privee",
            Form_Invites = "true",
            Form_Invitation_Text = "Une question ?",
            Form_Invitation_ByTime = "true",
            Form_Invitation_AfterSeconds = "20",
            Form_Invitation_OnLeave = "true",
            Form_Invitation_Pages_Include = "/tarifs*",
            Form_Pages_Include = "https://www.martin.fr/boutique/*?x=1\r\n\r\n/contact",
            Form_Pages_Exclude = "/panier",
            Form_Images = "true",
        });
        var version = await App.OpenAsync(Chatbot.Address("versions/2"));

        var settings = await SettingsAsync();
        var behaviour = settings.Behaviour;
        Assert.True(settings.Images);
        Assert.Equal((true, "Une IA vous répond."), (behaviour.AiNotice, behaviour.AiNoticeText));
        Assert.Equal(new ChatbotConsent { Text = "J’accepte.\nVraiment.", PolicyUrl = "https://martin.fr/vie-privee" }, behaviour.Consent);
        Assert.Equal(
            new ChatbotInvitation { Text = "Une question ?", AfterSeconds = 20, OnLeave = true, Pages = new PagePatterns { Include = ["/tarifs*"] } }, behaviour.Invitation);
        Assert.Equal(new PagePatterns { Include = ["/boutique/*", "/contact"], Exclude = ["/panier"] }, behaviour.Pages);
        Assert.Equal(5, version.Document.QuerySelectorAll("#version-settings .badge-primary").Length);
        Assert.Contains("/panier", version.One("#version-settings").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folded_section_is_off_whatever_was_typed_in_it()
    {
        var page = await App.SubmitAsync(
            await FormAsync(), new { Form_AiNotice = (string?)null, Form_Consent_Text = "J’accepte.", Form_Invitation_Text = "Bonjour", Form_Invitation_AfterSeconds = "bientôt" });

        Assert.Equal(HttpStatusCode.OK, page.Status);
        var behaviour = (await SettingsAsync()).Behaviour;
        Assert.Equal((false, null, null), (behaviour.AiNotice, behaviour.Consent, behaviour.Invitation));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Refused_value_keeps_the_form_and_its_error_stands_beside_the_field(bool htmx)
    {
        var page = await App.SubmitAsync(await FormAsync(), new
        {
            Form_AsksConsent = "true",
            Form_Consent_Text = " ",
            Form_Consent_PolicyUrl = "http://martin.fr",
            Form_Invites = "true",
            Form_Invitation_Text = "Bonjour",
            Form_Invitation_ByTime = (string?)null,
            Form_Pages_Include = "boutique",
            Form_Invitation_Pages_Exclude = "/a b",
            Form_AiNoticeText = new string('x', 301),
        }, htmx);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.All(
            ["#consent-error", "#policy-error", "#seconds-error", "#include-error", "#uninvited-error", "#notice-error"],
            place => Assert.NotEmpty(page.One(place).TextContent));
        Assert.Contains("«\u00a0boutique\u00a0»", page.One("#include-error").TextContent, StringComparison.Ordinal);
        Assert.Equal("Bonjour", page.One("[name='Form.Invitation.Text']").GetAttribute("value"));
        Assert.True(page.One("[name='Form.AsksConsent']").HasAttribute("checked"));
        Assert.Equal(htmx, page.Document.QuerySelectorAll("nav.navigation").Length == 0);
    }

    [Theory]
    [InlineData("/boutique/pains", true)]
    [InlineData("https://www.martin.fr/boutique?tri=prix", true)]
    [InlineData("/boutique/panier", false)]
    [InlineData("/contact", false)]
    public async Task A_page_is_tried_on_what_is_typed_with_script_and_without(string tried, bool shows)
    {
        var typed = new { Form_Pages_Include = "/boutique/*", Form_Pages_Exclude = "*/panier", Tried = tried };

        var live = await App.Visitor.LookAsync(await FormAsync(), "Drawing", typed);
        var plain = await App.SubmitAsync(await FormAsync(), new { typed.Form_Pages_Include, typed.Form_Pages_Exclude, typed.Tried, look = "pages" });

        Assert.Equal(live.One("#pages-tried").TextContent.Trim(), plain.One("#pages-tried").TextContent.Trim());
        Assert.Contains(shows ? "s’affiche sur" : "ne s’affiche pas sur", plain.One("#pages-tried").TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, plain.Status);
        Assert.Equal("/boutique/*", plain.One("[name='Form.Pages.Include']").TextContent.Trim());
        Assert.Equal(PagePatterns.Everywhere, (await SettingsAsync()).Behaviour.Pages);
    }

    [Fact]
    public async Task A_new_text_of_the_consent_says_that_visitors_are_asked_again()
    {
        await App.SubmitAsync(await FormAsync(), new { Form_AsksConsent = "true", Form_Consent_Text = "J’accepte." });

        var same = await App.Visitor.LookAsync(await FormAsync(), "Drawing");
        var other = await App.Visitor.LookAsync(await FormAsync(), "Drawing", new { Form_Consent_Text = "J’accepte tout." });

        Assert.Contains((await SettingsAsync()).Behaviour.Consent!.VersionOf(), same.One("#consent-state").TextContent, StringComparison.Ordinal);
        Assert.Contains("redemandé aux visiteurs", other.One("#consent-state .note-warning").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_drawing_shows_the_label_the_consent_and_the_invitation()
    {
        var drawn = await App.Visitor.LookAsync(
            await FormAsync(), "Drawing", new { Form_AiNoticeText = "Une IA.", Form_AsksConsent = "true", Form_Consent_Text = "D’accord ?", Form_Invites = "true", Form_Invitation_Text = "Coucou" });

        Assert.All(["Une IA.", "D’accord ?", "Coucou", "J’accepte"], text => Assert.Contains(text, drawn.One("#widget-drawing").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_editors_of_different_settings_do_not_undo_each_other()
    {
        var (first, second) = (await FormAsync(), await FormAsync());

        await App.SubmitAsync(first, new { Form_Images = "true" });
        await App.SubmitAsync(second, new { Form_Pages_Exclude = "/panier" });

        var settings = await SettingsAsync();
        Assert.True(settings.Images);
        Assert.Equal(["/panier"], settings.Behaviour.Pages.Exclude);
    }

    [Fact]
    public async Task A_viewer_reads_and_may_not_save()
    {
        await App.HasMemberAsync(Client, ClientRole.Viewer, "viewer@martin.example");
        var viewer = App.NewBrowser();
        await IAfluenceApp.SignInAsync(viewer, "viewer@martin.example");
        var page = await viewer.OpenAsync(Chatbot.Address("behaviour"));

        Assert.True(page.One(Form + " > fieldset").HasAttribute("disabled"));
        Assert.Equal(HttpStatusCode.Forbidden, (await viewer.SubmitAsync(page.Form(Form))).Status);
    }

    private async Task<AngleSharp.Html.Dom.IHtmlFormElement> FormAsync() => (await App.OpenAsync(Chatbot.Address("behaviour"))).Form(Form);

    private async Task<ChatbotSettings> SettingsAsync() =>
        (await App.PublishedAsync(Chatbot)).Settings;
}
