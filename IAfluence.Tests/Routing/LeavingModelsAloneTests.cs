using IAfluence.Core.Routing.Circuits;
using IAfluence.Core.Usage;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Routing;

public sealed class LeavingModelsAloneTests
{
    private const string Route = "flaky normal";

    [Fact]
    public async Task A_model_that_failed_is_passed_over_and_tried_by_one_visitor_when_its_time_is_over()
    {
        await using var app = await IAfluenceApp.StartWithRoutesAsync(Route);
        app.Upstream.Behaves("flaky", UpstreamReply.ByName("error-503"));

        await app.NewVisitorOf(Route).AskAsync("Un");
        var skipping = app.NewVisitorOf(Route);
        await skipping.AskAsync("Deux");
        Assert.Equal((1, 1), (app.CallsOf("flaky"), (await app.AttemptsAsync(skipping)).Count));

        app.Upstream.Behaves("flaky", UpstreamReply.Words(40, TimeSpan.FromMilliseconds(20)));
        app.Time.Advance(TimeSpan.FromSeconds(31));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => app.NewVisitorOf(Route).AskAsync("Trois")));
        Assert.Equal(2, app.CallsOf("flaky"));

        await app.NewVisitorOf(Route).AskAsync("Quatre");
        Assert.Equal(3, app.CallsOf("flaky"));
        Assert.Equal((CircuitState.Closed, 0L), await app.CircuitAsync("flaky"));
    }

    [Fact]
    public async Task A_probe_that_fails_doubles_the_time()
    {
        await using var app = await IAfluenceApp.StartWithRoutesAsync(Route);
        app.Upstream.Behaves("flaky", UpstreamReply.ByName("error-503"));
        await app.NewVisitorOf(Route).AskAsync("Un");
        app.Time.Advance(TimeSpan.FromSeconds(31));
        await app.NewVisitorOf(Route).AskAsync("Deux");

        app.Time.Advance(TimeSpan.FromSeconds(31));
        await app.NewVisitorOf(Route).AskAsync("Trois");
        Assert.Equal(2, app.CallsOf("flaky"));
        Assert.Equal((CircuitState.Open, 2L), await app.CircuitAsync("flaky"));

        app.Time.Advance(TimeSpan.FromSeconds(31));
        await app.NewVisitorOf(Route).AskAsync("Quatre");
        Assert.Equal(3, app.CallsOf("flaky"));
    }

    [Theory]
    [InlineData("#model-test form", null)]
    [InlineData("#provider-key form", "sk-new")]
    public async Task A_test_that_succeeds_and_a_new_key_let_it_be_called_again(string form, string? key)
    {
        await using var app = await IAfluenceApp.StartWithRoutesAsync(Route);
        app.Upstream.Behaves("flaky", UpstreamReply.ByName("unauthorized"));
        await app.NewVisitorOf(Route).AskAsync("Un");
        await app.NewVisitorOf(Route).AskAsync("Deux");
        Assert.Equal(1, app.CallsOf("flaky"));
        app.Upstream.Behaves("flaky", UpstreamReply.ByName("normal"));

        await app.SignInAsync();
        var overview = await app.OpenAsync("/admin/llm");
        var address = overview.Document.QuerySelectorAll(key is null ? "a[href^='/admin/llm/models/']" : "section:has(a[href^='/admin/llm/models/']) a[href^='/admin/llm/providers/']")
            .First(link => key is null ? link.TextContent.Trim() == "flaky" : link.Closest("section")!.TextContent.Contains("flaky", StringComparison.Ordinal)).GetAttribute("href")!;
        await app.SubmitAsync((await app.OpenAsync(address)).Form(form), key is null ? null : new { Key_ApiKey = key });
        var before = app.CallsOf("flaky");
        await app.NewVisitorOf(Route).AskAsync("Trois");

        Assert.Equal(before + 1, app.CallsOf("flaky"));
    }

    [Fact]
    public async Task Use_of_a_clients_own_key_is_billed_to_it()
    {
        await using var app = await IAfluenceApp.StartWithRoutesAsync("normal");
        await app.SignInAsync();
        var client = (await app.OpenAsync("/admin/clients")).Document.QuerySelectorAll("a[href^='/admin/clients/']")
            .Select(link => link.GetAttribute("href")!).First(address => !address.EndsWith("new", StringComparison.Ordinal));
        var form = (await app.OpenAsync(client + "/keys")).Form("#client-keys form[hx-post]");
        await app.Visitor.SubmitAsync(form, new Dictionary<string, string?>
        {
            ["Key.ProviderId"] = form.QuerySelectorAll("option").First(option => option.TextContent.Contains("normal", StringComparison.Ordinal)).GetAttribute("value"),
            ["Key.ApiKey"] = "sk-of-the-client",
        });

        var visitor = app.NewVisitorOf("normal");
        await visitor.AskAsync("Bonjour");

        Assert.Equal(BilledTo.Client, Assert.Single(await app.AttemptsAsync(visitor)).BilledTo);
        Assert.Equal("Bearer sk-of-the-client", Assert.Single(app.Upstream.Calls).Authorization);
    }

    [Fact]
    public async Task Time_that_the_vendor_asks_to_wait_is_kept()
    {
        await using var app = await IAfluenceApp.StartWithRoutesAsync(Route);
        app.Upstream.Behaves("flaky", UpstreamReply.Refuses(429, "Rate limit reached.", "rate_limit_exceeded", "requests", retryAfter: "120"));
        await app.NewVisitorOf(Route).AskAsync("Un");

        app.Time.Advance(TimeSpan.FromSeconds(115));
        await app.NewVisitorOf(Route).AskAsync("Deux");
        Assert.Equal(1, app.CallsOf("flaky"));

        app.Time.Advance(TimeSpan.FromSeconds(10));
        await app.NewVisitorOf(Route).AskAsync("Trois");
        Assert.Equal(2, app.CallsOf("flaky"));
    }

    [Fact]
    public async Task Cuts_stop_a_model_after_three_in_a_row_and_not_after_one()
    {
        await using var app = await IAfluenceApp.StartWithRoutesAsync("cut-at-once normal");
        for (var asked = 1; asked <= 5; asked++)
            await app.NewVisitorOf("cut-at-once normal").AskAsync("Bonjour");

        Assert.Equal(3, app.CallsOf("cut-at-once"));
    }

    [Fact]
    public async Task Least_bad_model_is_asked_when_all_are_left_alone()
    {
        await using var app = await IAfluenceApp.StartWithRoutesAsync(Route, "quota flaky");
        app.Upstream.Behaves("flaky", UpstreamReply.ByName("error-503"));
        await app.NewVisitorOf("quota flaky").AskAsync("Un");
        var quotas = app.CallsOf("quota");
        app.Upstream.Behaves("flaky", UpstreamReply.Words());
        var visitor = app.NewVisitorOf("quota flaky");

        var reply = await visitor.AskAsync("Deux");

        Assert.Equal("stop", reply.Done?.Text("finishReason"));
        Assert.Equal(AttemptOutcome.Completed, Assert.Single(await app.AttemptsAsync(visitor)).Outcome);
        Assert.Equal(quotas, app.CallsOf("quota"));
    }

    [Fact]
    public async Task Two_processes_on_one_folder_share_what_they_saw()
    {
        await using var app = await IAfluenceApp.StartWithRoutesAsync(Route);
        await using var other = await app.StartAnotherAsync();
        app.Upstream.Behaves("flaky", UpstreamReply.ByName("error-503"));
        await other.NewVisitorOf(Route).AskAsync("Avant");
        Assert.Equal(1, app.CallsOf("flaky"));
        await Task.Delay(ModelCircuits.FreshFor);

        await app.NewVisitorOf(Route).AskAsync("Après");

        Assert.Equal(1, app.CallsOf("flaky"));
        Assert.Equal((CircuitState.Open, 1L), await app.CircuitAsync("flaky"));
    }
}
