using System.Globalization;
using IAfluence.Tests.Testing;
using Microsoft.Playwright;

namespace IAfluence.Tests.Browser.Widget;

/// <summary>What a visitor does in a conversation, on a page of another origin.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ConversationTests(Chromium chromium, WidgetStage stage) : IAsyncLifetime
{
    private readonly ScriptedChatbot _chatbot = stage.Api.HasChatbot();
    private readonly TaskCompletionSource _goesOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WidgetPage _page = null!;
    private string _address = "";

    public async Task InitializeAsync()
    {
        _address = stage.Site.Has(new SitePage(stage.Snippet(_chatbot)));
        if (Chromium.PathOrNull is not null)
            _page = await WidgetPage.OpenAsync(chromium, _address, [stage.Api.Address], new() { Locale = "fr-FR", Permissions = ["clipboard-read", "clipboard-write"] });
    }

    public async Task DisposeAsync()
    {
        _goesOn.TrySetResult();
        if (_page is not null)
            await _page.CloseAsync();
    }

    [BrowserFact]
    public async Task An_answer_is_stopped_and_what_was_said_stays()
    {
        _chatbot.Reply = WaitsInTheMiddleAsync;
        _chatbot.Does["/stop"] = call =>
        {
            _goesOn.SetResult();
            return call.SendAsync(new { });
        };
        await _page.OpenPanelAsync();
        await _page.AskAsync("Racontez");
        await _page.SeesAsync("Il était une fois");

        await _page.Button(Says.Stop).ClickAsync();

        await _page.SeesAsync(Says.Stopped);
        await _page.SeesAsync("Il était une fois");
        await Assertions.Expect(_page.Button(Says.Send)).ToBeVisibleAsync();
        Assert.Single(_chatbot.Calls, call => call.Path.EndsWith("/m1/stop", StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task A_failure_is_told_and_tried_again()
    {
        var fails = true;
        _chatbot.Reply = async reply =>
        {
            if (fails)
            {
                await reply.Call.RefuseAsync(503, "no_model_available", "Nous ne pouvons pas répondre pour le moment.");
                return;
            }

            await reply.StartAsync();
            await reply.TokenAsync("Voilà.");
            await reply.DoneAsync();
        };
        await _page.OpenPanelAsync();
        await _page.AskAsync("Une question");
        await _page.SeesAsync("Nous ne pouvons pas répondre pour le moment.");
        fails = false;

        await _page.Button(Says.Retry).ClickAsync();

        await _page.SeesAsync("Voilà.");
        await Assertions.Expect(_page.Button(Says.Retry)).ToHaveCountAsync(0);
        await Assertions.Expect(_page.Log.GetByText("Une question")).ToHaveCountAsync(1);
        Assert.Equal(2, _chatbot.Asked.Count);
        Assert.Equal(_chatbot.Asked[0].Text("clientMessageId"), _chatbot.Asked[1].Text("clientMessageId"));
    }

    [BrowserFact]
    public async Task A_suggestion_is_asked()
    {
        await _page.OpenPanelAsync();

        await _page.Button("Quels sont vos horaires ?").ClickAsync();

        await _page.SeesAsync("D’accord.");
        Assert.Equal("Quels sont vos horaires ?", Assert.Single(_chatbot.Asked).Text("text"));
    }

    [BrowserFact]
    public async Task An_answer_is_copied_as_it_was_written()
    {
        _chatbot.Reply = async reply =>
        {
            await reply.StartAsync();
            await reply.TokenAsync("**Oui** : [ici](https://www.martin.example/).");
            await reply.DoneAsync();
        };
        await _page.OpenPanelAsync();
        await _page.AskAsync("Où ?");

        await _page.Button(Says.Copy).ClickAsync();

        await Assertions.Expect(_page.Button(Says.Copied)).ToBeVisibleAsync();
        Assert.Equal("**Oui** : [ici](https://www.martin.example/).", await _page.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));
    }

    [BrowserFact]
    public async Task Sources_are_links_to_where_they_come_from()
    {
        _chatbot.Reply = async reply =>
        {
            await reply.StartAsync();
            await reply.TokenAsync("Quatre euros.");
            await reply.DoneAsync("stop", new { title = "Nos prix", url = "https://www.martin.example/prix" }, new { title = "Notre carnet", url = (string?)null });
        };
        await _page.OpenPanelAsync();
        await _page.AskAsync("Combien ?");

        var link = _page.Log.GetByRole(AriaRole.Link, new() { Name = "Nos prix" });
        await Assertions.Expect(link).ToHaveAttributeAsync("href", "https://www.martin.example/prix");
        await Assertions.Expect(link).ToHaveAttributeAsync("target", "_blank");
        await _page.SeesAsync("Notre carnet");
        await Assertions.Expect(_page.Log.GetByRole(AriaRole.Link)).ToHaveCountAsync(1);
    }

    [BrowserTheory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public async Task Without_a_clipboard_it_is_copied_the_old_way_or_not_said_to_be(string outcome, bool isCopied)
    {
        await _page.Page.EvaluateAsync($"() => {{ Object.defineProperty(navigator, 'clipboard', {{ value: undefined }}); document.execCommand = () => {{ window.asked = true; return {outcome}; }}; }}");
        await _page.OpenPanelAsync();
        await _page.AskAsync("Alors ?");
        await _page.SeesAsync("D’accord.");

        await _page.Button(Says.Copy).ClickAsync();

        await _page.Page.WaitForFunctionAsync("() => window.asked");
        await Assertions.Expect(_page.Button(isCopied ? Says.Copied : Says.Copy)).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task An_answer_that_comes_while_it_is_closed_is_told_on_the_button_and_in_the_title()
    {
        _chatbot.Reply = WaitsInTheMiddleAsync;
        await _page.OpenPanelAsync();
        await _page.AskAsync("Racontez");
        await _page.SeesAsync("Il était une fois");
        await _page.Button(Says.Close).ClickAsync();
        await Assertions.Expect(_page.Input).ToBeHiddenAsync();

        _goesOn.SetResult();

        await Assertions.Expect(_page.Page).Not.ToHaveTitleAsync("Boulangerie Martin");
        Assert.Contains("1", await _page.Page.TitleAsync(), StringComparison.Ordinal);
        await Assertions.Expect(_page.Page.Locator("iafluence-widget [part~=badge]")).ToHaveTextAsync("1");
        await _page.OpenPanelAsync();
        await Assertions.Expect(_page.Page).ToHaveTitleAsync("Boulangerie Martin");
        await Assertions.Expect(_page.Page.Locator("iafluence-widget [part~=badge]")).ToBeHiddenAsync();
    }

    [BrowserFact]
    public async Task A_new_conversation_is_begun_and_the_one_before_found_again()
    {
        await _page.OpenPanelAsync();
        await _page.AskAsync("La première question");
        await _page.SeesAsync("D’accord.");

        await _page.ChooseAsync(Says.StartNew);
        await Assertions.Expect(_page.Log).Not.ToContainTextAsync("La première question");
        await _page.Button(Says.GoBack).ClickAsync();

        await _page.SeesAsync("La première question");
        await _page.SeesAsync("D’accord.");
    }

    [BrowserFact]
    public async Task The_conversation_is_downloaded()
    {
        _chatbot.Does["/transcript"] = async call =>
        {
            call.Context.Response.ContentType = "text/plain; charset=utf-8";
            await call.Context.Response.Body.WriteAsync("Vous : Alors ?"u8.ToArray());
        };
        await _page.OpenPanelAsync();
        await _page.AskAsync("Alors ?");
        await _page.SeesAsync("D’accord.");

        var download = await _page.Page.RunAndWaitForDownloadAsync(() => _page.ChooseAsync(Says.Download));

        Assert.EndsWith(".txt", download.SuggestedFilename, StringComparison.Ordinal);
        Assert.Equal("Vous : Alors ?", await File.ReadAllTextAsync(await download.PathAsync()));
    }

    [BrowserFact]
    public async Task Visitors_data_is_erased_in_the_browser_and_on_the_server()
    {
        await _page.OpenPanelAsync();
        await _page.AskAsync("Mon numéro est le 12");
        await _page.SeesAsync("D’accord.");

        await _page.ChooseAsync(Says.Erase);
        var asks = _page.Panel.GetByRole(AriaRole.Alertdialog).Or(_page.Page.Locator("iafluence-widget").GetByRole(AriaRole.Alertdialog)).First;
        await asks.GetByRole(AriaRole.Button, new() { Name = Says.EraseConfirm, Exact = true }).ClickAsync();

        await _page.SeesAsync(Says.Erased);
        await Assertions.Expect(_page.Log).Not.ToContainTextAsync("Mon numéro");
        Assert.Single(_chatbot.Calls, call => call.Method == "DELETE" && call.Path.EndsWith("/visitor", StringComparison.Ordinal));
        Assert.DoesNotContain("t." + _chatbot.Key, await _page.Page.EvaluateAsync<string>("() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }])"), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Days_part_what_was_said_on_them()
    {
        var (old, yesterday) = (new DateTimeOffset(2026, 1, 2, 10, 0, 0, TimeSpan.Zero), TimeProvider.System.GetUtcNow().AddDays(-1));
        _chatbot.History.Enqueue(Said("h1", "visitor", "Il y a longtemps", old));
        _chatbot.History.Enqueue(Said("h2", "assistant", "Oui", old));
        _chatbot.History.Enqueue(Said("h3", "visitor", "La veille", yesterday));
        _chatbot.History.Enqueue(Said("h4", "assistant", "Encore", yesterday));
        await _page.OpenPanelAsync();
        await _page.AskAsync("Le début");
        await _page.SeesAsync("D’accord.");

        await _page.Page.ReloadAsync();

        await _page.SeesAsync("Il y a longtemps");
        await _page.SeesAsync("vendredi 2 janvier 2026");
        Assert.Matches(@"(?s)2 janvier 2026\s.*longtemps.* 20\d\d\s.*La veille", await _page.Log.InnerTextAsync());
    }

    [BrowserFact]
    public async Task A_message_too_long_cannot_be_sent_and_says_by_how_much()
    {
        await _page.OpenPanelAsync();
        await _page.SeesAsync("Bonjour !");

        await _page.Input.FillAsync(new string('a', 4007));

        await Assertions.Expect(_page.Panel.GetByText(new System.Text.RegularExpressions.Regex(@"\b7\b"))).ToBeVisibleAsync();
        await Assertions.Expect(_page.Button(Says.Send)).ToBeDisabledAsync();
        await _page.Input.PressAsync("Enter");
        Assert.Empty(_chatbot.Asked);
    }

    private async Task WaitsInTheMiddleAsync(ScriptedReply reply)
    {
        await reply.StartAsync();
        await reply.TokenAsync("Il était une fois ");
        await _goesOn.Task;
        if (_chatbot.Calls.Any(call => call.Path.EndsWith("/stop", StringComparison.Ordinal)))
        {
            await reply.DoneAsync("cancelled");
            return;
        }

        await reply.TokenAsync("la fin.");
        await reply.DoneAsync();
    }

    private static object Said(string id, string role, string text, DateTimeOffset? at = null) => new
    {
        id,
        role,
        text,
        at = (at ?? TimeProvider.System.GetUtcNow()).ToString("O", CultureInfo.InvariantCulture),
        finishReason = "stop",
        sources = Array.Empty<object>(),
        rating = (int?)null,
    };
}
