using IAfluence.Tests.Testing;
using Microsoft.Playwright;

namespace IAfluence.Tests.Browser.Widget;

/// <summary>What a visitor says of an answer, on a page of another origin.</summary>
[Collection(BrowserCollection.Name)]
public sealed class RatingTests(Chromium chromium, WidgetStage stage) : IAsyncLifetime
{
    private readonly ScriptedChatbot _chatbot = stage.Api.HasChatbot();
    private WidgetPage _page = null!;

    public async Task InitializeAsync()
    {
        if (Chromium.PathOrNull is not null)
            _page = await WidgetPage.OpenAsync(chromium, stage.Site.Has(new SitePage(stage.Snippet(_chatbot))), [stage.Api.Address], new() { Locale = "fr-FR" });
    }

    public async Task DisposeAsync()
    {
        if (_page is not null)
            await _page.CloseAsync();
    }

    [BrowserFact]
    public async Task An_answer_is_rated_with_a_comment()
    {
        await _page.OpenPanelAsync();
        await _page.AskAsync("Alors ?");
        await _page.SeesAsync("D’accord.");

        await _page.Button(Says.Unhelpful).ClickAsync();
        var comment = _page.Panel.GetByRole(AriaRole.Textbox, new() { Name = Says.Comment });
        await comment.FillAsync("Il manque le prix");
        await comment.PressAsync("Enter");

        await Assertions.Expect(_page.Panel.GetByText(Says.Thanks).First).ToBeVisibleAsync();
        await Assertions.Expect(_page.Button(Says.Unhelpful)).ToHaveAttributeAsync("aria-pressed", "true");
        var rated = _chatbot.Calls.Where(call => call.Path.EndsWith("/rm1/rating", StringComparison.Ordinal)).ToList();
        Assert.All(rated, call => Assert.Equal(-1, call.Body!.Value.GetProperty("rating").GetInt32()));
        Assert.Equal("Il manque le prix", rated[^1].Text("comment"));
    }

    [BrowserFact]
    public async Task A_comment_that_is_not_taken_stays_and_says_so()
    {
        var isTaken = false;
        _chatbot.Does["/rating"] = call => call.Text("comment") is null || isTaken ? call.SendAsync(new { }) : call.RefuseAsync(503, "", "");
        await _page.OpenPanelAsync();
        await _page.AskAsync("Alors ?");
        await _page.SeesAsync("D’accord.");
        await _page.Button(Says.Unhelpful).ClickAsync();
        var comment = _page.Panel.GetByRole(AriaRole.Textbox, new() { Name = Says.Comment });
        await comment.FillAsync("Il manque le prix");
        await comment.PressAsync("Enter");
        await _page.SeesAsync(Says.Network);
        await Assertions.Expect(comment).ToHaveValueAsync("Il manque le prix");
        await Assertions.Expect(_page.Log).Not.ToContainTextAsync(Says.Thanks);

        isTaken = true;
        await comment.PressAsync("Enter");

        await _page.SeesAsync(Says.Thanks);
        await Assertions.Expect(comment).ToBeHiddenAsync();
    }
}
