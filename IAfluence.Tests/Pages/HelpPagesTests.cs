using System.Net;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Pages;

/// <summary>The help is for everyone, in the reader's language.</summary>
public sealed class HelpPagesTests : IAsyncLifetime
{
    private IAfluenceApp _app = null!;

    public async Task InitializeAsync() => _app = await IAfluenceApp.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [InlineData("fr")]
    [InlineData("en")]
    public async Task Every_topic_of_the_contents_opens(string language)
    {
        _app.Visitor.Speaks(language);

        var contents = await _app.OpenAsync("/help");

        var topics = contents.Document.QuerySelectorAll("a.tile").Select(link => link.GetAttribute("href")!).ToList();
        Assert.True(topics.Count >= 25);
        foreach (var topic in topics)
            Assert.Equal(HttpStatusCode.OK, (await _app.OpenAsync(topic)).Status);
    }

    [Fact]
    public async Task A_link_without_a_language_leads_to_the_readers_own()
    {
        _app.Visitor.Speaks("en");

        Assert.Equal("/help/en/conversations", (await _app.OpenAsync("/help/conversations")).Address);
    }

    [Fact]
    public async Task An_unknown_topic_is_not_found()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await _app.OpenAsync("/help/nothing")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _app.OpenAsync("/help/fr/nothing")).Status);
    }

    [Theory]
    [InlineData("/admin")]
    [InlineData("/admin/conversations")]
    public async Task The_question_mark_of_a_page_leads_to_a_topic(string address)
    {
        await _app.SignInAsync();

        var link = (await _app.OpenAsync(address)).One("a.help-link").GetAttribute("href")!;

        Assert.Equal(HttpStatusCode.OK, (await _app.OpenAsync(link)).Status);
    }
}
