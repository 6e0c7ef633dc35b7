using System.Net;
using IAfluence.Core.Chatbots;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Pages.Chatbots;

public sealed class TeachingAChatbotTests : ChatbotPageTest
{
    protected override Task<IAfluenceApp> StartAsync() => IAfluenceApp.StartAsync(("Encoder:Kind", "none"));

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

    [Fact]
    public async Task Listed_question_finds_a_text_that_has_none_of_its_words()
    {
        var form = await App.OpenAsync(Chatbot.Address("knowledge/new"));
        var list = await App.SubmitAsync(
            form.Form("#knowledge-text form"),
            new { Form_Title = "Tarifs", Form_Text = "L’entrée coûte huit euros.", Form_Questions = "  Faut-il payer pour les bambins ?\r\n\r\nGratuité des minots " });

        var found = await App.OpenAsync(Chatbot.Address("knowledge") + "?q=" + Uri.EscapeDataString("c’est gratuit pour les bambins ?"));
        var text = await App.OpenAsync(list.One("#knowledge-texts tbody a").GetAttribute("href")!);

        Assert.Contains("huit euros", found.One("#found-passages li").TextContent, StringComparison.Ordinal);
        Assert.Equal("Faut-il payer pour les bambins ?\nGratuité des minots", text.One("[name='Form.Questions']").TextContent.Trim());
    }

    [Fact]
    public async Task Too_many_and_too_long_questions_are_refused_in_place()
    {
        var form = await App.OpenAsync(Chatbot.Address("knowledge/new"));
        var questions = string.Join('\n', Enumerable.Range(1, 21).Select(i => $"Question {i} ?").Append(new string('x', 201)));

        var page = await App.SubmitAsync(form.Form("#knowledge-text form"), new { Form_Title = "Tarifs", Form_Text = "Huit euros.", Form_Questions = questions });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("20 au plus", page.One("#questions-error").TextContent, StringComparison.Ordinal);
        Assert.Equal(questions, page.One("[name='Form.Questions']").TextContent.Trim());
    }

    [Fact]
    public async Task Trial_says_what_the_visitor_gets_and_in_which_language_the_text_is()
    {
        await WriteAsync("Horaires", "## Ouverture\n\nOuvert de 7 h à 19 h, sauf le lundi.\n\n## Livraison\n\nNous livrons à Lyon.");

        var answered = await App.OpenAsync(Chatbot.Address("knowledge") + "?q=" + Uri.EscapeDataString("livraison à Lyon"));
        var unknown = await App.OpenAsync(Chatbot.Address("knowledge") + "?q=astrophysique");

        Assert.Contains("reçoit une réponse", answered.One("#trial-outcome").TextContent, StringComparison.Ordinal);
        Assert.Contains("répond", answered.One("#found-passages li .badge-success").TextContent, StringComparison.Ordinal);
        Assert.Contains("Français", answered.One("#found-passages li .passage-source").TextContent, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("ne sait pas", unknown.One("#trial-outcome").TextContent, StringComparison.Ordinal);
        Assert.Empty(unknown.Document.QuerySelectorAll("#found-passages"));
    }

    [Fact]
    public async Task Trial_finds_a_misspelt_word()
    {
        await WriteAsync("Livraison", "Nous livrons à Lyon.");

        var found = await App.OpenAsync(Chatbot.Address("knowledge") + "?q=" + Uri.EscapeDataString("la livarison svp"));

        Assert.Contains("Nous livrons", found.One("#found-passages li").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_encoder_the_page_says_that_words_decide() =>
        Assert.Contains("par leurs mots seulement", (await WriteAsync("Horaires", "Ouvert.")).One("#knowledge-progress").TextContent, StringComparison.Ordinal);

    private async Task<OpenedPage> WriteAsync(string title, string text)
    {
        var form = await App.OpenAsync(Chatbot.Address("knowledge/new"));
        return await App.SubmitAsync(form.Form("#knowledge-text form"), new { Form_Title = title, Form_Text = text });
    }
}
