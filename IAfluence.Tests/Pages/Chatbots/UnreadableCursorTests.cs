using System.Net;

namespace IAfluence.Tests.Pages.Chatbots;

public sealed class UnreadableCursorTests : ChatbotPageTest
{
    [Theory]
    [InlineData("/admin/clients")]
    [InlineData("/admin/chatbots")]
    [InlineData("/admin/conversations")]
    [InlineData("/admin/conversations/contacts")]
    [InlineData("/admin/incidents")]
    [InlineData("/admin/emails")]
    [InlineData("/admin/llm/health")]
    [InlineData("/admin/chatbots/{client}/{chatbot}/versions")]
    [InlineData("/admin/chatbots/{client}/{chatbot}/knowledge")]
    public async Task A_list_begins_at_its_first_part(string list)
    {
        var address = list.Replace("{client}", Client.Id.Value, StringComparison.Ordinal).Replace("{chatbot}", Chatbot.Id.Value, StringComparison.Ordinal);

        var first = await App.OpenAsync(address);
        var edited = await App.OpenAsync(address + "?after=nonsense");

        Assert.Equal(HttpStatusCode.OK, edited.Status);
        Assert.Equal(first.One("main").TextContent, edited.One("main").TextContent);
    }
}
