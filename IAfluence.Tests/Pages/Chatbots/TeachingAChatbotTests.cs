using System.Net;
using IAfluence.Core.Chatbots;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Pages.Chatbots;

public sealed class TeachingAChatbotTests : ChatbotPageTest
{
    [Fact]
    public async Task A_text_is_kept_with_its_passages_and_answers_a_question_on_trial()
    {
        var list = await WriteAsync("Horaires", "## Ouverture\n\nOuvert de 7 h à 19 h, sauf le lundi.\n\n## Livraison\n\nNous livrons à Lyon.");
        Assert.Contains("Horaires", list.One("#knowledge-texts").TextContent, StringComparison.Ordinal);

        var trial = await App.Visitor.OpenFragmentAsync(Chatbot.Address("knowledge") + "?q=" + Uri.EscapeDataString("La livraison à Lyon est-elle possible ?"));
        var nothing = await App.OpenAsync(Chatbot.Address("knowledge") + "?q=astrophysique");

        Assert.Contains("Nous livrons à Lyon", trial.One("#found-passages li:first-child").TextContent, StringComparison.Ordinal);
        Assert.Contains("Aucun passage", nothing.One("#knowledge-trial").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Refused_text_is_kept_in_the_form(bool htmx)
    {
        var form = await App.OpenAsync(Chatbot.Address("knowledge/new"));

        var page = await App.SubmitAsync(
            form.Form("#knowledge-text form"), new { Form_Title = "", Form_Text = "Longuement écrit.", Form_Url = "javascript:alert(1)" }, htmx);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal("Longuement écrit.", page.One("[name='Form.Text']").TextContent.Trim());
        Assert.NotEmpty(page.One("#title-error").TextContent);
        Assert.NotEmpty(page.One("#url-error").TextContent);
    }

    [Fact]
    public async Task Two_texts_of_one_title_are_both_kept()
    {
        await WriteAsync("Horaires", "Premier.");

        var list = await WriteAsync("Horaires", "Second.");

        Assert.Equal(2, list.Document.QuerySelectorAll("#knowledge-texts tbody tr").Length);
    }

    [Fact]
    public async Task A_second_editor_of_a_text_is_told_and_loses_nothing()
    {
        var address = (await WriteAsync("Horaires", "Premier.")).One("#knowledge-texts tbody a").GetAttribute("href")!;
        var first = await App.OpenAsync(address);
        var second = await App.OpenAsync(address);
        await App.SubmitAsync(first.Form("#knowledge-text form"), new { Form_Text = "De A" });

        var refused = await App.SubmitAsync(second.Form("#knowledge-text form"), new { Form_Text = "De B" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("De B", refused.One("[name='Form.Text']").TextContent.Trim());
        Assert.NotEmpty(refused.One("#conflict").TextContent);
    }

    [Fact]
    public async Task The_form_says_that_saving_takes_effect_at_once_and_so_does_replacing_anothers_text()
    {
        var address = (await WriteAsync("Horaires", "Premier.")).One("#knowledge-texts tbody a").GetAttribute("href")!;
        var first = await App.OpenAsync(address);
        var second = await App.OpenAsync(address);
        await App.SubmitAsync(first.Form("#knowledge-text form"), new { Form_Text = "De A" });

        var refused = await App.SubmitAsync(second.Form("#knowledge-text form"), new { Form_Text = "De B" });
        var replaced = await App.SubmitAsync(refused.Form("#knowledge-text form"), new { insist = "true" });

        Assert.Contains("immédiatement", first.One("#takes-effect").TextContent, StringComparison.Ordinal);
        Assert.NotEmpty((await App.OpenAsync(Chatbot.Address("knowledge/new"))).One("#takes-effect").TextContent);
        Assert.Contains("effet immédiat", refused.One("#conflict button[name=insist]").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("brouillon", refused.One("#conflict").TextContent, StringComparison.Ordinal);
        Assert.Equal("De B", (await App.OpenAsync(replaced.One("#knowledge-texts tbody a").GetAttribute("href")!)).One("[name='Form.Text']").TextContent.Trim());
    }

    [Fact]
    public async Task A_text_is_deleted_after_a_question()
    {
        var address = (await WriteAsync("Horaires", "Premier.")).One("#knowledge-texts tbody a").GetAttribute("href")!;

        var list = await App.SubmitAsync((await App.OpenAsync(address + "/delete")).Form());

        Assert.Equal(Chatbot.Address("knowledge"), list.Address);
        Assert.Empty(list.Document.QuerySelectorAll("#knowledge-texts"));
        Assert.Equal(HttpStatusCode.NotFound, (await App.OpenAsync(address)).Status);
    }

    private async Task<OpenedPage> WriteAsync(string title, string text)
    {
        var form = await App.OpenAsync(Chatbot.Address("knowledge/new"));
        return await App.SubmitAsync(form.Form("#knowledge-text form"), new { Form_Title = title, Form_Text = text });
    }
}
