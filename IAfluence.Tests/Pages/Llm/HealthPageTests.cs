using System.Net;
using IAfluence.Core.Accounts;
using IAfluence.Core.Clients;
using IAfluence.Core.Usage;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Pages.Llm;

/// <summary>The page that explains: how models do, what took over from what, and what it costs.</summary>
public sealed class HealthPageTests : IAsyncLifetime
{
    private const string Address = "/admin/llm/health";
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
    public async Task Before_anything_happened_it_says_so()
    {
        await _app.SignInAsync();

        var page = await _app.OpenAsync(Address);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("On the default route, Built-in model is answering now.", page.One("#health-state").TextContent, StringComparison.Ordinal);
        Assert.Contains("No failures", page.One("#health-switches").TextContent, StringComparison.Ordinal);
        Assert.Contains("No spending this month", page.One("#health-spend").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_switch_is_told_with_its_cause_and_with_what_took_over()
    {
        var conversation = await _app.HasConversationAsync(_martin, "Quels sont vos horaires ?");
        await _app.SignInAsync();

        // At once from the ledger, and the same once it is counted.
        var before = (await _app.OpenAsync(Address)).One("#health-switches");
        await CountAsync();
        var after = (await _app.OpenAsync(Address)).One("#health-switches");

        foreach (var switches in new[] { before, after })
        {
            var row = Assert.Single(switches.QuerySelectorAll("tbody tr"));
            Assert.All(
                ["first", "provider overloaded", "second", "answered", "Boulangerie Martin"],
                fact => Assert.Contains(fact, row.TextContent, StringComparison.Ordinal));
            Assert.StartsWith($"/admin/conversations/{_martin.Id}/{conversation.Id}#message-", row.QuerySelector("a")!.GetAttribute("href"));
        }
    }

    [Fact]
    public async Task Costs_are_listed_by_model_and_by_client()
    {
        await _app.HasConversationAsync(_martin, "Quels sont vos horaires ?");
        await _app.HasConversationAsync(_martin, "Livrez-vous ?", _app.Time.GetUtcNow().AddSeconds(-1));
        await _app.SignInAsync();

        var spend = (await _app.OpenAsync(Address)).One("#health-spend");

        Assert.Equal(["second", "Boulangerie Martin"], spend.QuerySelectorAll("tbody tr td:first-child").Select(cell => cell.TextContent.Trim()));
        Assert.Contains("Available after one full day of use.", spend.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_is_paged_filtered_and_the_same_as_a_fragment()
    {
        var now = _app.Time.GetUtcNow();
        for (var n = 0; n < 60; n++)
            await _app.HasConversationAsync(_martin, $"Question {n}", now.AddMinutes(-n / 3));
        await CountAsync();
        await _app.SignInAsync();

        var seen = new List<string>();
        for (string? address = Address; address is not null;)
        {
            var page = await _app.OpenAsync(address);
            Assert.Equal(page.One("#health-switches").OuterHtml, (await _app.Visitor.OpenFragmentAsync(address)).One("#health-switches").OuterHtml);
            seen.AddRange(page.One("#health-switches").QuerySelectorAll("tbody tr").Select(row => row.Id!));
            address = page.Document.QuerySelectorAll("#health-switches .pager a").FirstOrDefault(link => link.GetAttribute("href")!.Contains("after=", StringComparison.Ordinal))?.GetAttribute("href");
        }

        Assert.Equal(60, seen.Count);
        Assert.Equal(60, seen.Distinct().Count());
        var chatbot = (await _app.OpenAsync(Address)).Document.QuerySelectorAll("#filter-chatbot option")[^1].GetAttribute("value");
        Assert.Equal(25, (await _app.OpenAsync($"{Address}?chatbot={chatbot}")).One("#health-switches").QuerySelectorAll("tbody tr").Length);
        Assert.Contains("No failures match this filter", (await _app.OpenAsync($"{Address}?model=builtin")).One("#health-switches").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_state_is_sent_again_only_when_it_has_changed()
    {
        await _app.SignInAsync();
        var refresh = (await _app.OpenAsync(Address)).One("#health-state").GetAttribute("hx-get")!;

        var same = await _app.Visitor.OpenFragmentAsync(refresh);
        await _app.HasConversationAsync(_martin, "Quels sont vos horaires ?");
        await HasCallOfTheBuiltinModelAsync();
        var changed = await _app.Visitor.OpenFragmentAsync(refresh);

        Assert.Equal(HttpStatusCode.NoContent, same.Status);
        Assert.Equal(HttpStatusCode.OK, changed.Status);
        var row = changed.One("#model-builtin").TextContent;
        Assert.Contains("100.0%", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_does_not_find_it()
    {
        await _app.HasMemberAsync(_martin, ClientRole.Manager, "lea@martin.example");
        await _app.SignInAsync("lea@martin.example");

        Assert.Equal(HttpStatusCode.NotFound, (await _app.OpenAsync(Address)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _app.OpenAsync(Address + "?handler=State")).Status);
    }

    private async Task CountAsync()
    {
        _app.Time.Advance(UsageProjector.Settling + TimeSpan.FromSeconds(1));
        await _app.ProjectUsageAsync();
    }

    private async Task HasCallOfTheBuiltinModelAsync()
    {
        var failed = (await _app.StoredAsync<Attempt>()).First(attempt => attempt.Outcome == AttemptOutcome.Failed);
        await _app.HasStoredAsync(failed with
        {
            Id = NewId.Of<AttemptId>(_app.Time),
            ModelId = new("builtin"),
            Number = 3,
        });
    }
}
