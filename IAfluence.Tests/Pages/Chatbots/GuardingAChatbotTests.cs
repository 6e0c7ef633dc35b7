using System.Net;
using IAfluence.Core.Accounts;
using IAfluence.Core.Chatbots;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Pages.Chatbots;

/// <summary>A chatbot's limits, and the secret that signs what a site says of its visitors.</summary>
public sealed class GuardingAChatbotTests : ChatbotPageTest
{
    private const string Form = "#chatbot-limits form";

    [Fact]
    public async Task Limits_are_saved_and_empty_ones_are_the_usual()
    {
        await App.SubmitAsync(
            await FormAsync(), new { Form_MessageCharacters = "500", Form_MessagesPerMinute = "5", Form_MessagesPerConversation = "50", Form_MessagesPerMinuteOfAll = "100" });
        var saved = (await SettingsAsync()).Limits;
        await App.SubmitAsync(
            await FormAsync(), new { Form_MessageCharacters = "", Form_MessagesPerMinute = "", Form_MessagesPerConversation = "", Form_MessagesPerMinuteOfAll = "" });

        Assert.Equal(new ChatbotLimits { MessageCharacters = 500, MessagesPerMinute = 5, MessagesPerConversation = 50, MessagesPerMinuteOfAll = 100 }, saved);
        Assert.Equal(new ChatbotLimits(), (await SettingsAsync()).Limits);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Refused_value_keeps_the_form_and_its_error_stands_beside_the_field(bool htmx)
    {
        var words = await App.SubmitAsync(await FormAsync(), new { Form_MessagesPerMinute = "beaucoup" }, htmx);
        var figures = await App.SubmitAsync(await FormAsync(), new { Form_MessageCharacters = "5", Form_MessagesPerConversation = "9", Form_MessagesPerMinuteOfAll = "10001" }, htmx);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (words.Status, figures.Status));
        Assert.NotEmpty(words.One("#minute-error").TextContent);
        Assert.Equal("beaucoup", words.One("[name='Form.MessagesPerMinute']").GetAttribute("value"));
        Assert.Contains("100–20000", figures.One("#characters-error").TextContent, StringComparison.Ordinal);
        Assert.Contains("10–2000", figures.One("#conversation-error").TextContent, StringComparison.Ordinal);
        Assert.Contains("10–10000", figures.One("#all-error").TextContent, StringComparison.Ordinal);
        Assert.Equal(htmx, figures.Document.QuerySelectorAll("nav.navigation").Length == 0);
    }

    [Fact]
    public async Task The_secret_is_shown_once_and_never_again()
    {
        var question = await App.OpenAsync(Chatbot.Address("security/identity"));

        var made = await App.SubmitAsync(question.Form("#identity-renew form"));

        var secret = made.One("#identity-secret").TextContent;
        Assert.True(secret.Length >= 32);
        Assert.Contains("no-store", made.Response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal(secret, App.IdentitySecretOrNull(await ChatbotAsync()));
        foreach (var section in new[] { "security", "security/identity", "", "versions" })
            Assert.DoesNotContain(secret, (await App.OpenAsync(Chatbot.Address(section))).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Identity_secret_is_renewed_after_a_warning_and_removed()
    {
        var first = (await App.SubmitAsync((await App.OpenAsync(Chatbot.Address("security/identity"))).Form("#identity-renew form"))).One("#identity-secret").TextContent;

        var warning = await App.OpenAsync(Chatbot.Address("security/identity"));
        var second = (await App.SubmitAsync(warning.Form("#identity-renew form"))).One("#identity-secret").TextContent;
        var removed = await App.SubmitAsync((await App.OpenAsync(Chatbot.Address("security/identity"))).Form("#identity-remove form"));

        Assert.Contains("cesse immédiatement", warning.Text, StringComparison.Ordinal);
        Assert.NotEqual(first, second);
        Assert.Contains("supprimé", removed.One("#alerts").TextContent, StringComparison.Ordinal);
        Assert.Null((await ChatbotAsync()).ProtectedIdentitySecret);
    }

    [Theory]
    [InlineData(ClientRole.Viewer)]
    [InlineData(ClientRole.Agent)]
    public async Task Member_below_manager_may_not_save_or_make_the_secret(ClientRole role)
    {
        await App.HasMemberAsync(Client, role, "member@martin.example");
        var member = App.NewBrowser();
        await IAfluenceApp.SignInAsync(member, "member@martin.example");
        var page = await member.OpenAsync(Chatbot.Address("security"));

        Assert.True(page.One(Form + " > fieldset").HasAttribute("disabled"));
        Assert.Empty(page.Document.QuerySelectorAll("a[href$='/security/identity']"));
        Assert.Equal(HttpStatusCode.Forbidden, (await member.SubmitAsync(page.Form(Form))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await member.OpenAsync(Chatbot.Address("security/identity"))).Status);
    }

    private async Task<AngleSharp.Html.Dom.IHtmlFormElement> FormAsync() => (await App.OpenAsync(Chatbot.Address("security"))).Form(Form);

    private async Task<Chatbot> ChatbotAsync() => Assert.Single(await App.StoredAsync<Chatbot>());

    private async Task<ChatbotSettings> SettingsAsync() =>
        (await App.PublishedAsync(Chatbot)).Settings;
}
