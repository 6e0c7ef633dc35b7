using System.Net;
using IAfluence.Core.Chatbots;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Pages.Chatbots;

public sealed class WritingTextsByLanguageTests : ChatbotPageTest
{
    [Fact]
    public async Task A_second_language_puts_its_fields_beside_the_first_ones()
    {
        var page = await AddEnglishAsync();

        Assert.Equal("Bonjour !", page.One("textarea[name='Form.Greeting.fr'][lang=fr]").TextContent.Trim());
        Assert.Equal("", page.One("textarea[name='Form.Greeting.en'][lang=en]").TextContent.Trim());
        Assert.Equal("Anglais", page.One("label[for=Form_Greeting_en]").TextContent.Trim());
        Assert.Equal(["fr", "en"], (await SettingsAsync()).Spoken);
    }

    [Fact]
    public async Task Missing_text_is_named_beside_the_field_and_counted_on_the_tab()
    {
        var page = await AddEnglishAsync();

        Assert.Contains("Manquant en\u00a0: anglais.", page.One("#greeting-missing").TextContent, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("#apology-missing"));
        Assert.Contains("Textes manquants\u00a0: 1", page.One("nav.tabs a[aria-current=page]").TextContent, StringComparison.Ordinal);

        var full = await App.SubmitAsync(page.Form("#chatbot-general form"), new { Form_Greeting_en = "Hello!" });

        Assert.Null(full.Document.QuerySelector("#greeting-missing"));
        Assert.DoesNotContain("Textes manquants", full.One("nav.tabs").TextContent, StringComparison.Ordinal);
        Assert.Equal(LocalText.Of(("fr", "Bonjour !"), ("en", "Hello!")), (await SettingsAsync()).Greeting);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_text_too_long_in_one_language_is_refused_there(bool htmx)
    {
        var page = await AddEnglishAsync();

        var refused = await App.SubmitAsync(
            page.Form("#chatbot-general form"), new { Form_Greeting_en = new string('x', 2001), Form_Suggestions_en = "ok\r\n" + new string('x', 121) }, htmx);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("2000", refused.One("#greeting-en-error").TextContent.Replace("\u202f", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal("", refused.One("#greeting-fr-error").TextContent);
        Assert.Contains("2", refused.One("#suggestions-en-error").TextContent, StringComparison.Ordinal);
        Assert.Equal("Bonjour !", refused.One("[name='Form.Greeting.fr']").TextContent.Trim());
    }

    [Fact]
    public async Task Every_tab_has_the_fields_of_both_languages()
    {
        await AddEnglishAsync();

        var look = await App.OpenAsync(Chatbot.Address("appearance"));
        await App.SubmitAsync(look.Form("#chatbot-appearance form"), new { Form_LauncherLabel_fr = "Aide", Form_LauncherLabel_en = "Help" });
        var behaviour = await App.OpenAsync(Chatbot.Address("behaviour"));
        await App.SubmitAsync(behaviour.Form("#chatbot-behaviour form"), new
        {
            Form_AiNoticeText_en = "An AI answers.",
            Form_AsksConsent = "true",
            Form_Consent_Text_fr = "D’accord ?",
            Form_Consent_Text_en = "All right?",
            Form_Consent_PolicyUrl_fr = "https://martin.fr/p",
            Form_Invites = "true",
            Form_Invitation_ByTime = "true",
            Form_Invitation_Text_fr = "Oui ?",
        });
        var team = await App.OpenAsync(Chatbot.Address("team"));
        await App.SubmitAsync(team.Form("#chatbot-team form"), new { Form_HasContact = "true", Form_Contact_Text_fr = "Écrivez-nous", Form_Contact_Text_en = "Write to us" });

        var settings = await SettingsAsync();
        Assert.Equal(LocalText.Of(("fr", "Aide"), ("en", "Help")), settings.Appearance.LauncherLabel);
        Assert.Equal(
            (LocalText.Of(("en", "An AI answers.")), LocalText.Of(("fr", "D’accord ?"), ("en", "All right?")), "https://martin.fr/p", "Oui ?"),
            (settings.Behaviour.AiNoticeText, settings.Behaviour.Consent!.Text, settings.Behaviour.Consent.PolicyUrl, settings.Behaviour.Invitation!.Text));
        Assert.Equal(LocalText.Of(("fr", "Écrivez-nous"), ("en", "Write to us")), settings.Contact!.Text);
    }

    [Fact]
    public async Task The_first_languages_consent_may_not_be_left_out()
    {
        await AddEnglishAsync();
        var form = await App.OpenAsync(Chatbot.Address("behaviour"));

        var refused = await App.SubmitAsync(form.Form("#chatbot-behaviour form"), new { Form_AsksConsent = "true", Form_Consent_Text_en = "All right?" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.NotEqual("", refused.One("#consent-fr-error").TextContent);
        Assert.Contains("Manquant en\u00a0: français.", refused.One("#consent-missing").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_of_the_first_language_keeps_each_text_in_its_language()
    {
        var page = await AddEnglishAsync();

        await App.SubmitAsync(page.Form("#chatbot-general form"), new { Form_Locale = "en", Form_FormOfAddress = "tu" });

        var settings = await SettingsAsync();
        Assert.Equal((LocalText.Of(("fr", "Bonjour !")), "tu", "en"), (settings.Greeting, settings.FormOfAddress, settings.Locale));
        Assert.Equal(["en", "fr"], settings.Spoken);
    }

    [Fact]
    public async Task A_language_taken_away_is_gone_with_its_texts()
    {
        var page = await AddEnglishAsync();
        page = await App.SubmitAsync(page.Form("#chatbot-general form"), new { Form_Greeting_en = "Hello!" });

        page = await App.SubmitAsync(page.Form("#chatbot-general form"), new { Form_Languages = "fr" });

        var settings = await SettingsAsync();
        Assert.Equal(("Bonjour !", null), (settings.Greeting, settings.Languages));
        Assert.Equal("Bonjour !", page.One("[name='Form.Greeting']").TextContent.Trim());
    }

    [Fact]
    public async Task The_first_language_cannot_be_unticked_before_another_one_is_first()
    {
        var page = await AddEnglishAsync();

        Assert.True(Box(page, "fr").HasAttribute("disabled"));
        Assert.False(Box(page, "en").HasAttribute("disabled"));
        Assert.Contains("La langue principale ne peut pas être retirée", page.One("#languages-hint").TextContent, StringComparison.Ordinal);
        page = await App.SubmitAsync(page.Form("#chatbot-general form"), new { Form_Locale = "en" });
        Assert.Equal(["en", "fr"], (await SettingsAsync()).Spoken);
        Assert.Equal((false, true), (Box(page, "fr").HasAttribute("disabled"), Box(page, "en").HasAttribute("disabled")));
        await App.SubmitAsync(page.Form("#chatbot-general form"), new { Form_Languages = "en" });
        Assert.Equal(["en"], (await SettingsAsync()).Spoken);
    }

    [Fact]
    public async Task Words_in_a_language_that_was_taken_away_meanwhile_are_kept_on_the_page()
    {
        var page = await AddEnglishAsync();
        await App.SubmitAsync((await App.OpenAsync(Chatbot.Address())).Form("#chatbot-general form"), new { Form_Languages = "fr" });

        var refused = await App.SubmitAsync(page.Form("#chatbot-general form"), new { Form_Greeting_fr = "Salut !", Form_Greeting_en = "Hello!" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.NotEmpty(refused.One("#conflict").TextContent);
        Assert.Equal(("Salut !", "Hello!"), (FieldOf(refused, "fr"), FieldOf(refused, "en")));
        Assert.Contains("anglais", refused.One("#greeting-removed").TextContent, StringComparison.Ordinal);
        Assert.False(Box(refused, "en").HasAttribute("checked"));
        Assert.Equal("Bonjour !", (await SettingsAsync()).Greeting);
        await App.SubmitAsync(refused.Form("#chatbot-general form"), new { insist = "true", Form_Languages = "en" });
        var settings = await SettingsAsync();
        Assert.Equal(LocalText.Of(("fr", "Salut !"), ("en", "Hello!")), settings.Greeting);
        Assert.Equal(["fr", "en"], settings.Spoken);
    }

    [Fact]
    public async Task A_language_that_was_added_meanwhile_shows_its_words_and_keeps_them()
    {
        var form = (await App.OpenAsync(Chatbot.Address())).Form("#chatbot-general form");
        await App.SubmitAsync((await AddEnglishAsync()).Form("#chatbot-general form"), new { Form_Greeting_en = "Hello!" });

        var refused = await App.SubmitAsync(form, new { Form_Greeting = "Salut !" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(("Salut !", "Hello!"), (FieldOf(refused, "fr"), FieldOf(refused, "en")));
        Assert.Null(refused.Document.QuerySelector("#greeting-missing"));
        Assert.True(Box(refused, "en").HasAttribute("checked"));
        await App.SubmitAsync(refused.Form("#chatbot-general form"), new { insist = "true" });
        Assert.Equal(LocalText.Of(("fr", "Salut !"), ("en", "Hello!")), (await SettingsAsync()).Greeting);
    }

    [Fact]
    public async Task Comparison_shows_effective_values_and_leaves_unchanged_words_unmarked()
    {
        var page = await AddEnglishAsync(publish: false);
        await App.SubmitAsync(page.Form("#chatbot-general form"), new { Form_Greeting_en = "Hello!", Form_FormOfAddress = "tu", publish = (string?)null });

        var comparison = await App.OpenAsync(Chatbot.Address("versions/draft"));

        Assert.Equal(["Français", "Français, Anglais"], Cells("Languages"));
        Assert.Equal(["vouvoiement (vous)", "tutoiement (tu)"], Cells("FormOfAddress"));
        Assert.Empty(comparison.Document.QuerySelectorAll("[data-setting=Greeting] del"));
        Assert.Contains("Anglais – Hello!", comparison.One("[data-setting=Greeting] ins").TextContent, StringComparison.Ordinal);
        Assert.Contains("Français – Bonjour !", comparison.One("[data-setting=Greeting] .difference p").TextContent, StringComparison.Ordinal);

        IEnumerable<string> Cells(string setting) => comparison.Document.QuerySelectorAll($"[data-setting={setting}] td.value").Select(cell => cell.TextContent.Trim());
    }

    [Fact]
    public async Task A_version_shows_its_texts_by_language()
    {
        var page = await AddEnglishAsync();
        await App.SubmitAsync(page.Form("#chatbot-general form"), new { Form_Greeting_en = "Hello!" });

        var version = (await App.OpenAsync(Chatbot.Address("versions/3"))).One("#version-settings").TextContent;

        Assert.Contains("Français – Bonjour !", version, StringComparison.Ordinal);
        Assert.Contains("Anglais – Hello!", version, StringComparison.Ordinal);
        Assert.Contains("Français, Anglais", version, StringComparison.Ordinal);
    }

    private async Task<OpenedPage> AddEnglishAsync(bool publish = true)
    {
        var form = await App.OpenAsync(Chatbot.Address());
        return await App.SubmitAsync(form.Form("#chatbot-general form"), new { Form_Languages = "en", publish = publish ? "true" : null });
    }

    private static AngleSharp.Dom.IElement Box(OpenedPage page, string language) => page.One($"[type=checkbox][name='Form.Languages'][value={language}]");

    private static string FieldOf(OpenedPage page, string language) => page.One($"[name='Form.Greeting.{language}']").TextContent.Trim();

    private async Task<ChatbotSettings> SettingsAsync() =>
        (await App.PublishedAsync(Chatbot)).Settings;
}
