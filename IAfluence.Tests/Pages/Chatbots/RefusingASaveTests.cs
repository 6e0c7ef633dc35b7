using System.Net;
using IAfluence.Core.Chatbots;
using IAfluence.Tests.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace IAfluence.Tests.Pages.Chatbots;

/// <summary>Whatever keeps a form from being saved is said, also where its field stands on another tab.</summary>
public sealed class RefusingASaveTests : ChatbotPageTest
{
    private const string Upload = "form[enctype='multipart/form-data']";

    protected override Task<IAfluenceApp> StartAsync() => IAfluenceApp.StartAsync(null, services => services.AddSingleton<IPublishCheck>(new Warner()));

    protected override ChatbotSettings Settings => Catalog.Accueil with
    {
        Languages = ["fr", "en"],
        Behaviour = new ChatbotBehaviour { Consent = new ChatbotConsent { Text = "D’accord ?" } },
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_first_language_without_a_required_text_leads_to_the_tab_of_the_text(bool htmx)
    {
        var form = await OpenAsync();

        var refused = await App.SubmitAsync(form.Form("#chatbot-general form"), new { Form_Locale = "en" }, htmx);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Consentement (Anglais) : Ce champ est obligatoire.", Words(refused.One("#refused-elsewhere li").TextContent), StringComparison.Ordinal);
        Assert.Equal(Chatbot.Address("behaviour"), refused.One("#refused-elsewhere a").GetAttribute("href"));
        Assert.Contains("Anglais", refused.One("#locale-error").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "#chatbot-general form")]
    [InlineData("appearance", "#chatbot-appearance form")]
    [InlineData("team", "#chatbot-team form")]
    [InlineData("security", "#chatbot-limits form")]
    [InlineData("route", "#chatbot-route form")]
    [InlineData("installation?site=durand.fr", "#site-suggestions")]
    [InlineData("installation", "#allowed-origins form")]
    public async Task A_draft_that_breaks_a_rule_says_so_on_every_tab(string section, string form)
    {
        await BreakAsync();

        foreach (var htmx in new[] { false, true })
        {
            var refused = await App.SubmitAsync((await OpenAsync(section)).Form(form), htmx: htmx);

            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
            Assert.Equal(Chatbot.Address("behaviour"), refused.One("#refused-elsewhere a").GetAttribute("href"));
        }
    }

    [Fact]
    public async Task The_tab_that_has_the_field_says_it_there()
    {
        await BreakAsync();

        var refused = await App.SubmitAsync((await OpenAsync("behaviour")).Form("#chatbot-behaviour form"));

        Assert.NotEmpty(refused.One("#consent-en-error").TextContent);
        Assert.Empty(refused.Document.QuerySelectorAll("#refused-elsewhere"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_logo_that_cannot_be_saved_says_why(bool htmx)
    {
        await BreakAsync();

        var refused = await App.Visitor.UploadAsync((await OpenAsync("appearance")).Form(Upload), "logo", Images.Png(64, 64), "logo.png", htmx);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Consentement", refused.One("#refused-elsewhere").TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(refused.One("#chatbot-logo").QuerySelectorAll("#refused-elsewhere"));
    }

    [Fact]
    public async Task A_logo_that_is_not_published_says_why_once()
    {
        await EditAsync(settings => settings with { Greeting = "sésame" });

        var refused = await App.Visitor.UploadAsync((await OpenAsync("appearance")).Form(Upload), "logo", Images.Png(64, 64), "logo.png");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("forbidden", refused.One("#publish-refused").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_logo_is_published_with_the_warnings_of_the_checks(bool htmx)
    {
        await EditAsync(settings => settings with { Greeting = "étrange" });

        var page = await App.Visitor.UploadAsync((await OpenAsync("appearance")).Form(Upload), "logo", Images.Png(64, 64), "logo.png", htmx);

        Assert.Contains("strange", page.One(htmx ? "#chatbot-logo .alert-warning" : "#alerts .alert-warning").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_that_is_missing_in_every_language_is_said_to_each_field()
    {
        var form = await OpenAsync("behaviour");

        var refused = await App.SubmitAsync(form.Form("#chatbot-behaviour form"), new { Form_Consent_Text_fr = "", Form_Consent_Text_en = "" });

        Assert.NotEmpty(refused.One("#consent-error").TextContent);
        Assert.All(
            refused.Document.QuerySelectorAll("[name^='Form.Consent.Text.']"),
            field => Assert.Contains("consent-error", field.GetAttribute("aria-describedby")!.Split(' ')));
    }

    [Fact]
    public async Task Typed_texts_stay_after_a_conflict_about_the_languages()
    {
        var form = await OpenAsync();
        await EditAsync(settings => ChatbotTexts.WithLanguages(settings, ["fr", "es"]) with { Greeting = LocalText.Of(("fr", "Bonjour !"), ("es", "¡Hola!")) });

        var refused = await App.SubmitAsync(form.Form("#chatbot-general form"), new { Form_Languages = "de", Form_Greeting_en = "Hi!" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Single(refused.Document.QuerySelectorAll("#conflict"));
        foreach (var (language, text) in new[] { ("fr", "Bonjour !"), ("es", "¡Hola!"), ("en", "Hi!") })
            Assert.Equal(text, refused.One($"[name='Form.Greeting.{language}']").TextContent.Trim());
    }

    private Task<OpenedPage> OpenAsync(string section = "") => App.OpenAsync(Chatbot.Address(section));

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private Task EditAsync(Func<ChatbotSettings, ChatbotSettings> edit) => App.EditDraftAsync(Chatbot, edit);

    /// <summary>The consent is required in the first language of the draft; taken back, it is given in the other one only.</summary>
    private async Task BreakAsync()
    {
        await EditAsync(settings => ChatbotTexts.WithLanguages(settings, ["en", "fr"]) with
        {
            Behaviour = new ChatbotBehaviour { Consent = new ChatbotConsent { Text = LocalText.Of(("fr", "D’accord ?"), ("en", "All right?")) } },
        });
        await App.TakeBackFromDraftAsync(Chatbot, "Behaviour.Consent");
    }

    /// <summary>Refuses one greeting and warns of another.</summary>
    private sealed class Warner : IPublishCheck
    {
        public Task<IReadOnlyList<PublishFinding>> CheckAsync(PublishSubject subject, CancellationToken ct) =>
            Task.FromResult<IReadOnlyList<PublishFinding>>(subject.Settings.Greeting.OfOrNull("fr", "fr") switch
            {
                "sésame" => [new PublishFinding(PublishSeverity.Blocking, "forbidden")],
                "étrange" => [new PublishFinding(PublishSeverity.Warning, "strange")],
                _ => [],
            });
    }
}
