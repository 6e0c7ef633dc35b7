using System.Net;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Pages.Chatbots;

public sealed class NamingSynonymsTests : ChatbotPageTest
{
    protected override Task<IAfluenceApp> StartAsync() => IAfluenceApp.StartAsync(("Encoder:Kind", "none"));

    [Fact]
    public async Task Published_synonyms_find_a_text_and_drafted_ones_do_not_yet()
    {
        await WriteAsync("Location", "Un vélo coûte dix euros par jour.");
        var page = await App.OpenAsync(Chatbot.Address("knowledge"));

        var drafted = await App.SubmitAsync(page.Form("#knowledge-synonyms form"), new { Form_Synonyms = " vélo ;bécane,, vélo\r\n\r\n", publish = (string?)null });
        var before = await TryAsync("une bécane");
        await App.SubmitAsync(drafted.Form("#knowledge-synonyms form"), new { publish = "true" });
        var after = await TryAsync("une bécane");

        Assert.Equal("vélo, bécane", drafted.One("[name='Form.Synonyms']").TextContent.Trim());
        Assert.Empty(before.Document.QuerySelectorAll("#found-passages"));
        Assert.Contains("dix euros", after.One("#found-passages li").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Line_of_one_word_is_refused_in_place(bool htmx)
    {
        var page = await App.OpenAsync(Chatbot.Address("knowledge"));

        var refused = await App.SubmitAsync(page.Form("#knowledge-synonyms form"), new { Form_Synonyms = "vélo, bécane\nseul" }, htmx);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("seul", refused.One("#synonyms-error").TextContent, StringComparison.Ordinal);
        Assert.Equal("vélo, bécane\nseul", refused.One("[name='Form.Synonyms']").TextContent.Trim());
    }

    [Fact]
    public async Task Difference_of_a_draft_shows_the_lines()
    {
        var page = await App.OpenAsync(Chatbot.Address("knowledge"));
        await App.SubmitAsync(page.Form("#knowledge-synonyms form"), new { Form_Synonyms = "vélo, bécane\nCB, carte bleue", publish = (string?)null });

        var difference = await App.OpenAsync(Chatbot.Address("versions/draft"));

        Assert.Contains("Synonymes", difference.Document.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("CB, carte bleue", difference.Document.Body!.TextContent, StringComparison.Ordinal);
    }

    private async Task WriteAsync(string title, string text)
    {
        var form = await App.OpenAsync(Chatbot.Address("knowledge/new"));
        await App.SubmitAsync(form.Form("#knowledge-text form"), new { Form_Title = title, Form_Text = text });
    }

    private Task<OpenedPage> TryAsync(string question) => App.OpenAsync(Chatbot.Address("knowledge") + "?q=" + Uri.EscapeDataString(question));
}
