using System.Net;
using IAfluence.Core.Accounts;
using IAfluence.Core.Clients;
using IAfluence.Core.Knowledge;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Storage;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Pages;

/// <summary>Reading what visitors asked.</summary>
public sealed class ConversationPagesTests : IAsyncLifetime
{
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
    public async Task The_page_and_the_fragment_show_the_same_list()
    {
        await _app.HasConversationAsync(_martin, "Quels sont vos horaires ?");
        await _app.SignInAsync();

        var page = await _app.OpenAsync("/admin/conversations");
        var fragment = await _app.Visitor.OpenFragmentAsync("/admin/conversations");

        Assert.Equal(page.One("#conversation-list").OuterHtml, fragment.One("#conversation-list").OuterHtml);
        Assert.Empty(fragment.Document.QuerySelectorAll("nav.navigation"));
        Assert.Contains("$0.000147", page.One("#conversation-list").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_did_not_change_is_not_sent_again()
    {
        await _app.HasConversationAsync(_martin, "Quels sont vos horaires ?");
        await _app.SignInAsync();
        var refresh = (await _app.OpenAsync("/admin/conversations")).One("#conversation-list").GetAttribute("hx-get")!;

        var same = await _app.Visitor.OpenFragmentAsync(refresh);
        await _app.HasConversationAsync(_martin, "Livrez-vous à Lyon ?");
        var changed = await _app.Visitor.OpenFragmentAsync(refresh);

        Assert.Equal(HttpStatusCode.NoContent, same.Status);
        Assert.Equal(HttpStatusCode.OK, changed.Status);
        Assert.Contains("Livrez-vous à Lyon ?", changed.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Older_conversations_are_a_link_away_and_none_is_lost_or_shown_twice()
    {
        var garage = await _app.HasClientAsync("Garage du Centre");
        var now = _app.Time.GetUtcNow();
        for (var n = 0; n < 120; n++)
            await _app.HasQuestionAsync(n % 3 == 0 ? garage : _martin, $"Question {n}", now.AddMinutes(-(n / 4)));
        await _app.SignInAsync();

        var seen = new List<string>();
        for (string? address = "/admin/conversations"; address is not null;)
        {
            var page = await _app.OpenAsync(address);
            seen.AddRange(page.Document.QuerySelectorAll(".row-title").Select(title => title.TextContent));
            address = page.Document.QuerySelectorAll(".pager a").FirstOrDefault(link => link.GetAttribute("href")!.Contains("after", StringComparison.Ordinal))?.GetAttribute("href");
        }

        Assert.Equal(120, seen.Distinct().Count());
        Assert.Equal(120, seen.Count);
    }

    [Fact]
    public async Task A_member_sees_the_own_clients_alone()
    {
        var garage = await _app.HasClientAsync("Garage du Centre");
        var theirs = await _app.HasConversationAsync(garage, "Combien coûte une révision ?");
        var own = await _app.HasConversationAsync(_martin, "Quels sont vos horaires ?");
        await _app.HasMemberAsync(_martin, ClientRole.Viewer, "lea@martin.example");
        await _app.SignInAsync("lea@martin.example");

        var list = await _app.OpenAsync("/admin/conversations");

        Assert.Contains("Quels sont vos horaires ?", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("révision", list.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await _app.OpenAsync($"/admin/conversations?client={garage.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _app.OpenAsync($"/admin/conversations/{garage.Id}/{theirs.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _app.OpenAsync($"/admin/conversations/{_martin.Id}/{theirs.Id}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await _app.OpenAsync($"/admin/conversations/{_martin.Id}/{own.Id}")).Status);
    }

    [Fact]
    public async Task A_thread_shows_what_lies_behind_each_answer()
    {
        var conversation = await _app.HasConversationAsync(_martin, "Quels sont vos <b>horaires</b> ?");
        await _app.SignInAsync();
        var address = $"/admin/conversations/{_martin.Id}/{conversation.Id}";

        var page = await _app.OpenAsync(address);
        var fragment = await _app.Visitor.OpenFragmentAsync(address);

        Assert.Equal(page.One("#conversation-thread").OuterHtml, fragment.One("#conversation-thread").OuterHtml);
        Assert.Equal("Quels sont vos <b>horaires</b> ?", page.One(".from-visitor .bubble").TextContent);
        Assert.Equal("7 h", page.One(".from-assistant .bubble strong").TextContent);
        Assert.Equal("https://www.martin.example/horaires", page.One("a.source").GetAttribute("href"));
        var behind = page.One(".message-details").TextContent;
        Assert.All(
            ["second", "640 → 85 tokens", "$0.000147", "first word in 650 ms", "total 2.0 s", "provider overloaded"],
            fact => Assert.Contains(fact, behind.Replace('\u00a0', ' '), StringComparison.Ordinal));
        Assert.Contains("Helpful", page.Text, StringComparison.Ordinal);
        Assert.Equal("Answered according to the model", page.One(".outcome").TextContent.Trim());
    }

    [Fact]
    public async Task Conversations_are_found_by_the_outcome_of_their_last_answer()
    {
        await _app.HasConversationAsync(_martin, "Quels sont vos horaires ?");
        var silent = await _app.HasConversationAsync(_martin, "Vendez-vous des vélos ?");
        await _app.ChangeStoredAsync(_martin.Id, silent.Id, new Update<Conversation>().Set(each => each.LastOutcome, ReplyOutcome.Unanswered));
        await _app.SignInAsync();

        var all = await _app.OpenAsync("/admin/conversations");
        var silents = await _app.OpenAsync("/admin/conversations?outcome=unanswered");
        var ofClient = await _app.OpenAsync($"/admin/conversations?client={_martin.Id}&outcome=Unanswered");
        var none = await _app.OpenAsync("/admin/conversations?outcome=Refused");
        var unknown = await _app.OpenAsync("/admin/conversations?outcome=nonsense");

        Assert.Equal(["All answers", "Answered", "Unsure", "Not answered", "Refused", "Failed", "Small talk"], all.Document.QuerySelectorAll("#filter-outcome option").Select(option => option.TextContent));
        Assert.Equal("Vendez-vous des vélos ?", Assert.Single(silents.Document.QuerySelectorAll(".row-title")).TextContent);
        Assert.Equal("Vendez-vous des vélos ?", Assert.Single(ofClient.Document.QuerySelectorAll(".row-title")).TextContent);
        Assert.Contains("Not answered", silents.One($"#conversation-{silent.Id}").TextContent, StringComparison.Ordinal);
        Assert.Contains("No conversation has such a last answer.", none.Text, StringComparison.Ordinal);
        Assert.Contains("outcome=Unanswered", silents.One("#conversation-list").GetAttribute("hx-get")!, StringComparison.Ordinal);
        Assert.Equal(2, unknown.Document.QuerySelectorAll(".row-title").Length);
    }

    [Fact]
    public async Task A_thread_that_did_not_change_is_not_sent_again_and_an_old_one_does_not_ask()
    {
        var conversation = await _app.HasConversationAsync(_martin, "Quels sont vos horaires ?");
        var old = await _app.HasConversationAsync(_martin, "Ouvrez-vous le lundi ?", _app.Time.GetUtcNow().AddDays(-3));
        await _app.SignInAsync();

        var refresh = (await _app.OpenAsync($"/admin/conversations/{_martin.Id}/{conversation.Id}")).One("#conversation-thread").GetAttribute("hx-get")!;

        Assert.Equal(HttpStatusCode.NoContent, (await _app.Visitor.OpenFragmentAsync(refresh)).Status);
        Assert.Null((await _app.OpenAsync($"/admin/conversations/{_martin.Id}/{old.Id}")).One("#conversation-thread").GetAttribute("hx-get"));
    }

    [Fact]
    public async Task A_question_without_an_answer_says_so()
    {
        var conversation = await _app.HasQuestionAsync(_martin, "Quels sont vos horaires ?");
        await _app.SignInAsync();

        var page = await _app.OpenAsync($"/admin/conversations/{_martin.Id}/{conversation.Id}");

        Assert.Contains("This question was not answered", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/admin")]
    [InlineData("/admin/conversations")]
    [InlineData("/admin/conversations/one/two")]
    public async Task Signed_out_leads_to_signing_in(string address) =>
        Assert.StartsWith("/login", (await _app.OpenAsync(address)).Address, StringComparison.Ordinal);

    [Fact]
    public async Task An_unreadable_position_begins_with_the_newest()
    {
        await _app.HasConversationAsync(_martin, "Quels sont vos horaires ?");
        await _app.SignInAsync();

        var page = await _app.OpenAsync("/admin/conversations?after=nonsense");

        Assert.Contains("Quels sont vos horaires ?", page.Text, StringComparison.Ordinal);
    }
}
