using System.Net;
using IAfluence.Core.Chatbots;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Pages.Chatbots;

/// <summary>Two people edit one chatbot: neither publishes, replaces or overwrites what they have not seen.</summary>
public sealed class SharingADraftTests : ChatbotPageTest
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_form_publishes_no_draft_that_was_not_seen(bool htmx)
    {
        var form = await OpenAsync();
        await ColleagueAsync(settings => settings with { Apology = "Pardon." });

        var refused = await App.SubmitAsync(form.Form("#chatbot-general form"), new { Form_Greeting = "Salut !" }, htmx);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Message d’erreur", refused.One("#publish-refused").TextContent, StringComparison.Ordinal);
        Assert.Contains("2 modifications non publiées", refused.One("#chatbot-bar").TextContent, StringComparison.Ordinal);
        Assert.Equal(htmx, refused.One("#chatbot-bar").HasAttribute("hx-swap-oob"));
        Assert.Equal(("Bonjour !", "Salut !", "Pardon."), await GreetingsAsync());
        // What waits has been told now.
        var published = await App.SubmitAsync(refused.Form("#chatbot-general form"));
        Assert.Contains("version 2", published.One("#alerts").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_being_put_right_has_still_seen_the_old_draft_only()
    {
        var form = await OpenAsync();
        await ColleagueAsync(settings => settings with { Apology = "Pardon." });
        var wrong = await App.SubmitAsync(form.Form("#chatbot-general form"), new { Form_Name = "" });

        var refused = await App.SubmitAsync(wrong.Form("#chatbot-general form"), new { Form_Name = "Martin" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Message d’erreur", refused.One("#publish-refused").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_that_a_colleague_published_meanwhile_holds_nothing_up()
    {
        await ColleagueAsync(settings => settings with { Apology = "Pardon." });
        var form = await OpenAsync();
        await App.PublishDraftAsync(Chatbot);

        var page = await App.SubmitAsync(form.Form("#chatbot-general form"), new { Form_Greeting = "Salut !" });

        Assert.Contains("version 3", page.One("#alerts").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_site_is_not_published_with_a_draft_that_was_not_seen(bool htmx)
    {
        await App.HasRefusedOriginAsync(Chatbot, "https://shop.martin.fr");
        var form = await OpenAsync("sites?site=durand.fr");
        await ColleagueAsync(settings => settings with { Apology = "Pardon." });

        var refused = await App.SubmitAsync(form.Form("#site-suggestions"), htmx: htmx);
        var allowed = await App.SubmitAsync(form.Form("#refused-origins form"), htmx: htmx);

        foreach (var page in new[] { refused, allowed })
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
            Assert.Contains("Message d’erreur", page.One("#publish-refused").TextContent, StringComparison.Ordinal);
            Assert.Contains("modifications non publiées", page.One("#chatbot-bar").TextContent, StringComparison.Ordinal);
        }

        Assert.Equal(1, (await PublishedAsync()).Number);
    }

    [Theory]
    [InlineData("sites?site=durand.fr", "#site-suggestions")]
    [InlineData("appearance", "#chatbot-logo form")]
    public async Task Buttons_that_publish_say_what_else_they_publish(string section, string form)
    {
        var live = await OpenAsync(section);
        await ColleagueAsync(settings => settings with { Apology = "Pardon." });

        var edited = await OpenAsync(section);

        Assert.DoesNotContain("non publiées", live.Form(form).TextContent, StringComparison.Ordinal);
        Assert.Contains("non publiées (1)", edited.Form(form).TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_logo_is_not_published_with_a_draft_that_was_not_seen(bool htmx)
    {
        var page = await OpenAsync("appearance");
        await ColleagueAsync(settings => settings with { Apology = "Pardon." });

        var refused = await App.Visitor.UploadAsync(page.Form("form[enctype='multipart/form-data']"), "logo", Images.Png(64, 64), "logo.png", htmx);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Message d’erreur", refused.One("#publish-refused").TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(refused.One("#chatbot-logo").QuerySelectorAll("#publish-refused"));
        Assert.Equal(1, (await PublishedAsync()).Number);
    }

    [Fact]
    public async Task The_form_beside_a_logo_has_seen_the_draft_that_the_logo_made()
    {
        var page = await OpenAsync("appearance");
        var upload = page.Form("form[action*='handler=Logo']");
        upload.QuerySelector("button[name=publish]")!.Remove();

        var answer = await App.Visitor.UploadAsync(upload, "logo", Images.Png(64, 64), "logo.png", htmx: true);

        var revision = (await DraftedAsync()).Revision;
        Assert.NotEmpty(revision);
        Assert.Equal(revision, answer.One("#seen-revision[hx-swap-oob]").GetAttribute("value"));
        await ColleagueAsync(settings => settings with { Apology = "Pardon." });
        var second = await App.Visitor.UploadAsync(upload, "logo", Images.Png(32, 32), "logo.png", htmx: true);
        Assert.NotEqual((await DraftedAsync()).Revision, second.One("#seen-revision[hx-swap-oob]").GetAttribute("value"));
    }

    [Fact]
    public async Task A_conflict_names_the_version_that_a_colleague_published_and_leads_to_it()
    {
        var form = await OpenAsync();
        await ColleagueAsync(settings => settings with { Greeting = "De A" });
        await App.PublishDraftAsync(Chatbot);
        await ColleagueAsync(settings => settings with { Apology = "Pardon." });

        var refused = await App.SubmitAsync(form.Form("#chatbot-general form"), new { Form_Greeting = "De B" });

        Assert.Equal(Chatbot.Address("versions/2"), refused.One("#conflict a[target]").GetAttribute("href"));
        Assert.Contains("version 2", refused.One("#conflict").TextContent, StringComparison.Ordinal);
        Assert.Contains("Message d’accueil", refused.One("#conflict").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_conflict_with_the_draft_leads_to_the_comparison_and_moves_the_bar(bool htmx)
    {
        var form = await OpenAsync();
        await ColleagueAsync(settings => settings with { Greeting = "De A" });

        var refused = await App.SubmitAsync(form.Form("#chatbot-general form"), new { Form_Greeting = "De B" }, htmx);

        Assert.Equal(Chatbot.Address("versions/draft"), refused.One("#conflict a[target]").GetAttribute("href"));
        Assert.Contains("1 modification non publiée", refused.One("#chatbot-bar").TextContent, StringComparison.Ordinal);
        Assert.Equal("", refused.Form("#chatbot-general form").QuerySelector("button[type=submit]")!.GetAttribute("name") ?? "");
    }

    [Theory]
    [InlineData("", "#chatbot-general form")]
    [InlineData("appearance", "#chatbot-appearance form")]
    [InlineData("behaviour", "#chatbot-behaviour form")]
    [InlineData("team", "#chatbot-team form")]
    [InlineData("security", "#chatbot-limits form")]
    [InlineData("route", "#chatbot-route form")]
    [InlineData("knowledge/new", "#knowledge-text form")]
    public async Task Enter_saves_and_neither_publishes_nor_insists(string section, string form)
    {
        var page = await OpenAsync(section);

        Assert.Null(page.Form(form).QuerySelector("button[type=submit]")!.GetAttribute("name"));
    }

    [Fact]
    public async Task Restoring_over_a_draft_asks_first_and_shows_what_is_lost()
    {
        await PublishSecondAsync();
        await ColleagueAsync(settings => settings with { Apology = "Pardon." });

        var asked = await App.SubmitAsync((await OpenAsync("versions/1")).Form("form.restore"));

        Assert.Equal(["Message d’erreur"], asked.Document.QuerySelectorAll("#restore-lost li").Select(item => item.TextContent.Trim()));
        Assert.Equal("Pardon.", (await DraftedAsync()).Settings.Apology);
        var page = await App.SubmitAsync(asked.Form("#restore-question form"), new { Insist = "true" });
        Assert.Equal(Chatbot.Address("versions/draft"), page.Address);
        Assert.Equal(["Greeting"], (await DraftedAsync()).Changes.Select(field => field.Name));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Restoring_overwrites_no_draft_that_was_not_seen(bool asked)
    {
        await PublishSecondAsync();
        if (asked)
            await ColleagueAsync(settings => settings with { SystemPrompt = "Sois bref." });
        var page = await OpenAsync("versions/1");
        if (asked)
            page = await App.SubmitAsync(page.Form("form.restore"));
        await ColleagueAsync(settings => settings with { Apology = "Pardon." });

        var refused = asked
            ? await App.SubmitAsync(page.Form("#restore-question form"), new { Insist = "true" })
            : await App.SubmitAsync(page.Form("form.restore"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Message d’erreur", refused.One("#restore-lost").TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(refused.One("#restore-question [role=alert]").TextContent);
        Assert.Equal("Pardon.", (await DraftedAsync()).Settings.Apology);
    }

    [Fact]
    public async Task Taking_back_concerns_the_draft_that_was_seen()
    {
        await ColleagueAsync(settings => settings with { Greeting = "Salut !" });
        var comparison = await OpenAsync("versions/draft");
        await ColleagueAsync(settings => settings with { Greeting = "Coucou !" });

        var refused = await App.SubmitAsync(comparison.Form("[data-setting=Greeting] form"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.NotEmpty(refused.One("#draft-moved").TextContent);
        Assert.Equal("Coucou !", (await DraftedAsync()).Settings.Greeting);
        await App.SubmitAsync(refused.Form("[data-setting=Greeting] form"));
        Assert.True((await DraftedAsync()).IsLive);
    }

    private Task<OpenedPage> OpenAsync(string section = "") => App.OpenAsync(Chatbot.Address(section));

    private Task ColleagueAsync(Func<ChatbotSettings, ChatbotSettings> edit) => App.EditDraftAsync(Chatbot, edit);

    private async Task PublishSecondAsync()
    {
        await ColleagueAsync(settings => settings with { Greeting = "Salut !" });
        await App.PublishDraftAsync(Chatbot);
    }

    private Task<DraftedChatbot> DraftedAsync() => App.DraftedAsync(Chatbot);

    private async Task<ChatbotVersion> PublishedAsync() => (await DraftedAsync()).Published;

    private async Task<(LocalText Published, LocalText Drafted, LocalText? Apology)> GreetingsAsync()
    {
        var drafted = await DraftedAsync();
        return (drafted.Published.Settings.Greeting, drafted.Settings.Greeting, drafted.Settings.Apology);
    }
}
