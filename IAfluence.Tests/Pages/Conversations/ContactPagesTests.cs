using System.Net;
using IAfluence.Core.Accounts;
using IAfluence.Core.Clients;
using IAfluence.Core.Replies.Contacts;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Pages.Conversations;

public sealed class ContactPagesTests : IAsyncLifetime
{
    private const string Address = "/admin/conversations/contacts";

    private IAfluenceApp _app = null!;
    private Client _martin = null!;

    public async Task InitializeAsync()
    {
        _app = await IAfluenceApp.StartAsync();
        _app.Visitor.Speaks("en");
        _martin = await _app.HasClientAsync("Boulangerie Martin");
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Page_and_fragment_show_the_same_list_and_lead_to_the_conversation()
    {
        var conversation = await _app.HasConversationAsync(_martin, "Bonjour");
        await _app.HasContactAsync(conversation, "Anne Durand");
        await _app.SignInAsync();

        var page = await _app.OpenAsync($"{Address}?client={_martin.Id}");
        var fragment = await _app.Visitor.OpenFragmentAsync($"{Address}?client={_martin.Id}");

        Assert.Equal(page.One("#contact-list").OuterHtml, fragment.One("#contact-list").OuterHtml);
        Assert.Contains("Anne Durand", page.One("#contact-list").TextContent, StringComparison.Ordinal);
        Assert.Equal("mailto:anne@example.org", page.One("#contact-list a[href^=mailto]").GetAttribute("href"));
        Assert.NotNull(page.Document.QuerySelector($"a[href='/admin/conversations/{_martin.Id}/{conversation.Id}']"));
    }

    [Fact]
    public async Task Empty_list_says_so_with_the_way_on()
    {
        await _app.SignInAsync();

        var page = await _app.OpenAsync(Address);

        Assert.Contains("No contacts yet", page.One("#contact-list").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Older_ones_are_a_link_away_and_none_is_lost()
    {
        var conversation = await _app.HasConversationAsync(_martin, "Bonjour");
        for (var number = 0; number < 70; number++)
            await _app.HasContactAsync(conversation, $"Visitor {number}", _app.Time.GetUtcNow().AddMinutes(-number));
        await _app.SignInAsync();

        var seen = new List<string>();
        for (string? address = $"{Address}?client={_martin.Id}"; address is not null;)
        {
            var page = await _app.OpenAsync(address);
            seen.AddRange(page.Document.QuerySelectorAll("#contact-list strong").Select(name => name.TextContent));
            address = page.Document.QuerySelectorAll(".pager a").FirstOrDefault(link => link.GetAttribute("href")!.Contains("after", StringComparison.Ordinal))?.GetAttribute("href");
        }

        Assert.Equal(Enumerable.Range(0, 70).Select(number => $"Visitor {number}"), seen);
    }

    [Fact]
    public async Task Deleting_asks_first_and_takes_the_contact_alone()
    {
        var conversation = await _app.HasConversationAsync(_martin, "Bonjour");
        var contact = await _app.HasContactAsync(conversation, "Anne Durand");
        await _app.SignInAsync();

        var asked = await _app.OpenAsync($"{Address}/{_martin.Id}/{contact.Id}/delete");
        Assert.Contains("Anne Durand", asked.One("main").TextContent, StringComparison.Ordinal);
        var done = await _app.SubmitAsync(asked.Form());

        Assert.Contains("The contact has been deleted.", done.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(await _app.StoredAsync<Contact>(), one => one.Id == contact.Id);
        Assert.Contains(await _app.StoredAsync<Conversation>(), one => one.Id == conversation.Id);
    }

    [Fact]
    public async Task Members_see_their_own_clients_and_viewers_delete_nothing()
    {
        var garage = await _app.HasClientAsync("Garage du Centre");
        var theirs = await _app.HasContactAsync(await _app.HasConversationAsync(garage, "Révision ?"), "Paul Petit");
        var own = await _app.HasContactAsync(await _app.HasConversationAsync(_martin, "Bonjour"), "Anne Durand");
        await _app.HasMemberAsync(_martin, ClientRole.Viewer, "lea@martin.example");
        await _app.SignInAsync("lea@martin.example");

        var page = await _app.OpenAsync(Address);

        Assert.Contains("Anne Durand", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Paul Petit", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("a[href$='/delete']"));
        Assert.Equal(HttpStatusCode.NotFound, (await _app.OpenAsync($"{Address}?client={garage.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _app.OpenAsync($"{Address}/{garage.Id}/{theirs.Id}/delete")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await _app.OpenAsync($"{Address}/{_martin.Id}/{own.Id}/delete")).Status);
    }

    [Fact]
    public async Task Signed_out_goes_to_sign_in() => Assert.Equal("/login", (await _app.OpenAsync(Address)).Address.Split('?')[0]);
}
