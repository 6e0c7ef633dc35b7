using System.Net;
using IAfluence.Core.Accounts;
using IAfluence.Core.Clients;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Pages.Conversations;

public sealed class WaitingVisitorPagesTests : IAsyncLifetime
{
    private IAfluenceApp _app = null!;
    private Client _martin = null!;
    private Conversation _conversation = null!;

    private string Address => $"/admin/conversations/{_martin.Id}/{_conversation.Id}";

    public async Task InitializeAsync()
    {
        _app = await IAfluenceApp.StartAsync();
        _app.Visitor.Speaks("en");
        _martin = await _app.HasClientAsync("Boulangerie Martin");
        _conversation = await _app.HasWaitingVisitorAsync(_martin, "Quelqu’un ?");
        await _app.HasContactAsync(_conversation, "Anne Durand");
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task List_and_conversation_say_that_a_human_is_awaited_and_what_is_known_of_the_visitor()
    {
        await _app.SignInAsync();

        var list = await _app.OpenAsync("/admin/conversations");
        var page = await _app.OpenAsync(Address);

        Assert.Contains("Waiting for the team", list.One($"#conversation-{_conversation.Id}").TextContent, StringComparison.OrdinalIgnoreCase);
        var text = page.One("#conversation-thread").TextContent;
        foreach (var told in new[] { "does not answer in this conversation", "anne@example.org", "verified", "<Lyon>", "unverified", "A signature was invalid", "version 0123456789ab", "Anne Durand", "Rappelez-moi" })
            Assert.Contains(told, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Give back to the chatbot", ConversationState.Open, "answers in this conversation again")]
    [InlineData("Close the conversation", ConversationState.Closed, "The conversation is closed")]
    public async Task An_agent_gives_it_back_or_closes_it(string button, ConversationState state, string told)
    {
        await _app.HasMemberAsync(_martin, ClientRole.Agent, "julie@martin.example");
        await _app.SignInAsync("julie@martin.example");
        var page = await _app.OpenAsync(Address);
        var form = page.Document.QuerySelectorAll("#conversation-thread form").OfType<AngleSharp.Html.Dom.IHtmlFormElement>()
            .Single(each => each.TextContent.Contains(button, StringComparison.Ordinal));

        var done = await _app.SubmitAsync(form);
        var again = await _app.SubmitAsync(form);

        Assert.Contains(told, done.Text, StringComparison.Ordinal);
        Assert.Contains("no longer waiting", again.Text, StringComparison.Ordinal);
        Assert.Equal(state, (await _app.StoredAsync<Conversation>()).Single(one => one.Id == _conversation.Id).State);
        Assert.Null(done.Document.QuerySelector("#conversation-thread form"));
    }

    [Fact]
    public async Task A_viewer_reads_and_changes_nothing_and_others_find_nothing()
    {
        await _app.HasMemberAsync(_martin, ClientRole.Viewer, "lea@martin.example");
        var garage = await _app.HasClientAsync("Garage du Centre");
        await _app.HasMemberAsync(garage, ClientRole.Manager, "max@garage.example");
        await _app.SignInAsync("lea@martin.example");
        var page = await _app.OpenAsync(Address);
        Assert.Empty(page.Document.QuerySelectorAll("#conversation-thread form"));

        var other = _app.NewBrowser();
        await IAfluenceApp.SignInAsync(other, "max@garage.example");

        Assert.Equal(HttpStatusCode.NotFound, (await other.OpenAsync(Address)).Status);
    }
}
