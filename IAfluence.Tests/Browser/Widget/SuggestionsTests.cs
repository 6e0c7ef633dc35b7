using System.Globalization;
using IAfluence.Tests.Testing;
using Microsoft.Playwright;

namespace IAfluence.Tests.Browser.Widget;

/// <summary>The buttons under an answer that is not sure, with what the visitor may have meant.</summary>
[Collection(BrowserCollection.Name)]
public sealed class SuggestionsTests(Chromium chromium, WidgetStage stage) : IAsyncLifetime
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
    public async Task What_a_visitor_may_have_meant_is_offered_under_the_last_answer_only()
    {
        _chatbot.Reply = async reply =>
        {
            await reply.StartAsync();
            await reply.TokenAsync("Pas de réponse exacte.");
            string[] suggestions = reply.Question == "Port ?" ? ["Livraison › Tarifs", "Livraison › Délais"] : [];
            await reply.EventAsync("done", new { messageId = "r" + reply.MessageId, finishReason = "stop", sources = Array.Empty<object>(), outcome = "unsure", suggestions });
        };
        await _page.OpenPanelAsync();
        await _page.AskAsync("Port ?");
        var offers = _page.Log.GetByRole(AriaRole.List, new() { Name = "Suggestions" });
        await Assertions.Expect(offers.GetByRole(AriaRole.Button)).ToHaveTextAsync(["Livraison › Tarifs", "Livraison › Délais"]);

        await _page.Button("Livraison › Délais").FocusAsync();
        await _page.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(_page.Log.GetByText("Pas de réponse exacte.")).ToHaveCountAsync(2);
        await Assertions.Expect(offers).ToHaveCountAsync(0);
        Assert.Equal(["Port ?", "Livraison › Délais"], _chatbot.Asked.Select(call => call.Text("text")));
        await Assertions.Expect(_page.Input).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task Offers_of_a_stored_answer_are_shown_again()
    {
        await _page.OpenPanelAsync();
        await _page.AskAsync("Le début");
        await _page.SeesAsync("D’accord.");
        _chatbot.History.Clear();
        _chatbot.History.Enqueue(Unsure("h2", "Livraison › Tarifs"));
        _chatbot.History.Enqueue(new
        {
            id = "h3",
            role = "visitor",
            text = "Port ?",
            at = TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
        });
        _chatbot.History.Enqueue(Unsure("h4", "Livraison › Délais"));

        await _page.Page.ReloadAsync();

        await Assertions.Expect(_page.Log.GetByRole(AriaRole.List, new() { Name = "Suggestions" }).GetByRole(AriaRole.Button)).ToHaveTextAsync(["Livraison › Délais"]);

        static object Unsure(string id, string suggestion) => new
        {
            id,
            role = "assistant",
            text = "Pas de réponse exacte.",
            at = TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
            finishReason = "stop",
            suggestions = new[] { suggestion },
        };
    }
}
