using IAfluence.Core.Providers;
using IAfluence.Core.Routing.Walk;
using IAfluence.Core.Usage;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Routing;

public sealed class FallingBackTests
{
    private static readonly string[] _europe = ["eu"];

    private const string List = "Nos pains :\n\n1. **Campagne** : quatre euros vingt\n2. **Seigle** : cinq euros dix\n3. **Baguette** : un euro vingt\n\nTous sortent du four à sept heures.";
    private const string Code = "Collez ceci :\n\n```html\n<script src=\"https://chat.example/widget.js\"\n        data-chatbot=\"pk_martin\" async></script>\n```\n\nPuis rechargez la page, et le chatbot est là.";
    private const string Prose = "La boulangerie est ouverte du mardi au dimanche, de sept heures à dix-neuf heures trente. Le pain de campagne coûte quatre euros vingt, et la baguette un euro vingt.";

    [Theory]
    [InlineData("quota", ProviderFailure.QuotaExhausted)]
    [InlineData("rate-limit", ProviderFailure.RateLimited)]
    [InlineData("quota-in-body", ProviderFailure.QuotaExhausted)]
    [InlineData("error-500", ProviderFailure.Transient)]
    [InlineData("error-503", ProviderFailure.Overloaded)]
    [InlineData("garbage-at-once", ProviderFailure.Transient)]
    [InlineData("hang", ProviderFailure.Timeout)]
    [InlineData("hang-after-5", ProviderFailure.Timeout)]
    [InlineData("quota-after-7", ProviderFailure.QuotaExhausted)]
    [InlineData("unreadable-after-9", ProviderFailure.Transient)]
    [InlineData("empty", ProviderFailure.Transient)]
    public async Task Visitor_sees_one_answer_and_the_ledger_every_attempt_whatever_fails(string first, ProviderFailure failure)
    {
        var hangs = first.StartsWith("hang", StringComparison.Ordinal);
        await using var app = await IAfluenceApp.StartWithRoutesAsync(hangs ? IAfluenceApp.Impatient : IAfluenceApp.Patient, null, first + " continues");
        app.Upstream.Behaves("quota-in-body", UpstreamReply.Body("""{"error":{"message":"You exceeded your current quota.","type":"insufficient_quota","code":"insufficient_quota"}}"""));
        app.Upstream.Behaves("garbage-at-once", UpstreamReply.Body("<html>Bad Gateway</html>", "text/html"));
        app.Upstream.Behaves("quota-after-7", UpstreamReply.Words() with { ErrorAfter = 7, Error = """{"error":{"message":"You exceeded your current quota.","type":"insufficient_quota","code":"insufficient_quota"}}""" });
        app.Upstream.Behaves("unreadable-after-9", UpstreamReply.Words() with { ErrorAfter = 9, Error = "<html>" });
        app.Upstream.Behaves("empty", UpstreamReply.Words(0));
        var visitor = app.NewVisitorOf(first + " continues");

        var reply = await visitor.AskAsync("Racontez");

        Assert.Equal(UpstreamReply.Words().Text, reply.Text);
        Assert.Equal("stop", reply.Done?.Text("finishReason"));
        Assert.DoesNotContain(reply.Events, each => each.Name == "error");
        var attempts = await app.AttemptsAsync(visitor);
        Assert.Equal([(1, AttemptOutcome.Failed, failure), (2, AttemptOutcome.Completed, null)], attempts.Select(attempt => (attempt.Number, attempt.Outcome, attempt.Failure)));
        Assert.Equal(first.Contains("after", StringComparison.Ordinal), attempts[1].Continues);
    }

    public static TheoryData<string, string, int> Manners
    {
        get
        {
            var data = new TheoryData<string, string, int>();
            foreach (var manner in (string[])["correct", "starts-over", "overlaps", "preface", "french-preface", "quotes", "fenced", "end-sign"])
            {
                foreach (var text in (string[])[Prose, List, Code])
                {
                    foreach (var cut in (int[])[3, 8, 15])
                        data.Add(manner, text, cut);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Manners))]
    public async Task However_the_second_model_goes_on_the_visitor_sees_no_duplicate_and_no_preface(string manner, string whole, int cut)
    {
        await using var app = await IAfluenceApp.StartWithRoutesAsync("breaks second");
        app.Upstream.Behaves("breaks", UpstreamReply.Words(whole) with { CutAfter = cut });
        app.Upstream.Behaves("second", new ContinuingReply(UpstreamReply.Words(whole)) { Says = (said, rest) => Say(manner, said, rest) });

        var reply = await app.NewVisitorOf("breaks second").AskAsync("Racontez");

        Assert.Equal(whole, reply.Text);
        Assert.Equal("stop", reply.Done?.Text("finishReason"));
    }

    [Theory]
    [InlineData("Je suis désolé, mais je ne peux pas continuer ce texte.")]
    [InlineData("I'm sorry, but I can't help with continuing that answer.")]
    [InlineData("The shop is open from Tuesday to Sunday and the country loaf is four euros, as you can see on our page.")]
    [InlineData("La boulangerie est ouverte du mardi au dimanche : venez quand vous voulez, sauf le lundi matin bien sûr.")]
    public async Task A_second_model_that_will_not_go_on_is_not_shown_and_a_third_does(string says)
    {
        await using var app = await IAfluenceApp.StartWithRoutesAsync("breaks second continues", "breaks-again second");
        foreach (var name in (string[])["breaks", "breaks-again"])
            app.Upstream.Behaves(name, UpstreamReply.Words(Prose) with { CutAfter = 12 });
        app.Upstream.Behaves("second", UpstreamReply.Words(says));
        app.Upstream.Behaves("continues", new ContinuingReply(UpstreamReply.Words(Prose)));
        var visitor = app.NewVisitorOf("breaks second continues");

        var reply = await visitor.AskAsync("Racontez");
        var broken = await app.NewVisitorOf("breaks-again second").AskAsync("Racontez");

        Assert.Equal((Prose, "stop"), (reply.Text, reply.Done?.Text("finishReason")));
        Assert.Equal([AttemptOutcome.Failed, AttemptOutcome.Discarded, AttemptOutcome.Completed], (await app.AttemptsAsync(visitor)).Select(attempt => attempt.Outcome));
        Assert.StartsWith(broken.Text, Prose, StringComparison.Ordinal);
        Assert.Equal(("length", null), (broken.Done?.Text("finishReason"), broken.Code));
    }

    [Fact]
    public async Task A_model_that_broke_off_is_asked_again_when_no_other_is_left()
    {
        await using var app = await IAfluenceApp.StartWithRoutesAsync("alone");
        app.Upstream.Behaves("alone", new ContinuingReply(UpstreamReply.Words(Prose)));
        app.Upstream.Enqueue(UpstreamReply.Words(Prose) with { CutAfter = 4 });

        var reply = await app.NewVisitorOf("alone").AskAsync("Racontez");

        Assert.Equal((Prose, "stop"), (reply.Text, reply.Done?.Text("finishReason")));
    }

    [Fact]
    public async Task Wait_that_a_vendor_asks_for_is_kept_when_no_other_model_is_left()
    {
        await using var app = await IAfluenceApp.StartWithRoutesAsync("normal");
        app.Upstream.Enqueue(UpstreamReply.Refuses(429, "Rate limit reached.", "rate_limit_exceeded", "requests", retryAfter: "1"));
        var visitor = app.NewVisitorOf("normal");

        var reply = await visitor.AskAsync("Racontez");

        Assert.Equal("stop", reply.Done?.Text("finishReason"));
        var attempts = await app.AttemptsAsync(visitor);
        Assert.Equal(2, attempts.Count);
        Assert.True(attempts[1].StartedAt - attempts[0].StartedAt >= TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_prompt_that_is_too_long_loses_its_passages_before_another_model_is_asked()
    {
        await using var app = await IAfluenceApp.StartWithRoutesAsync("normal other");
        app.Upstream.Enqueue(UpstreamReply.ByName("too-long"));
        var visitor = app.NewVisitorOf("normal other");

        var reply = await visitor.AskAsync("Combien coûte le pain de campagne ?");

        Assert.Equal("stop", reply.Done?.Text("finishReason"));
        Assert.Equal(["normal", "normal"], app.Upstream.Calls.Select(call => call.Model));
        Assert.Equal([true, false], app.Upstream.Calls.Select(call => call.Messages[^2].Contains("feu de bois", StringComparison.Ordinal)));
        var attempts = await app.AttemptsAsync(visitor);
        Assert.Equal([ProviderFailure.ContextTooLong, null], attempts.Select(attempt => attempt.Failure));
    }

    [Fact]
    public async Task Continuation_has_the_text_without_marks_and_may_bring_one()
    {
        await using var app = await IAfluenceApp.StartWithRoutesAsync("breaks goes-on");
        app.Upstream.Behaves("breaks", new StreamedReply(["[[answ", "ered]] Le", " pain", " coûte", " quatre euros", " [1"]) { CutAfter = 6 });
        app.Upstream.Behaves("goes-on", new ContinuingReply(UpstreamReply.Words("Le pain coûte quatre euros [1]. Bon appétit à tous nos clients [9].")) { Says = (_, rest) => "[[unsure]]" + rest });

        var reply = await app.NewVisitorOf("breaks goes-on").AskAsync("Combien coûte le pain de campagne ?");

        Assert.Equal("Le pain coûte quatre euros [1]. Bon appétit à tous nos clients.", reply.Text);
        Assert.Equal(("answered", "stop"), (reply.Done!.Text("outcome"), reply.Done!.Text("finishReason")));
        Assert.Equal("Nos prix", Assert.Single(reply.Done!.Data.GetProperty("sources").EnumerateArray()).GetProperty("title").GetString());
    }

    [Theory]
    [InlineData("[[answered]]", "stop")]
    [InlineData("[[answered]]\n\n [9]", "cut")]
    public async Task Model_that_wrote_nothing_to_show_is_replaced(string says, string end)
    {
        await using var app = await IAfluenceApp.StartWithRoutesAsync("silent normal");
        var silent = UpstreamReply.Words(says);
        app.Upstream.Behaves("silent", end == "cut" ? silent with { CutAfter = silent.Tokens.Count } : silent);

        var reply = await app.NewVisitorOf("silent normal").AskAsync("Racontez");

        Assert.Equal(UpstreamReply.Words().Text, reply.Text);
        Assert.DoesNotContain("text_so_far", app.Upstream.Calls[^1].Messages[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_so_far_stands_when_the_time_for_the_whole_is_over()
    {
        await using var app = await IAfluenceApp.StartWithRoutesAsync(IAfluenceApp.Patient with { Whole = TimeSpan.FromSeconds(5) }, null, "endless");
        app.Upstream.Behaves("endless", UpstreamReply.Words(1000, TimeSpan.FromMilliseconds(100)));
        var visitor = app.NewVisitorOf("endless");

        var reply = await visitor.AskAsync("Racontez");

        Assert.StartsWith("mot1 mot2", reply.Text, StringComparison.Ordinal);
        Assert.Equal("length", reply.Done?.Text("finishReason"));
        Assert.Equal(AttemptOutcome.Cancelled, Assert.Single(await app.AttemptsAsync(visitor)).Outcome);
    }

    [Fact]
    public async Task Six_attempts_are_the_most()
    {
        await using var app = await IAfluenceApp.StartWithRoutesAsync("error-500 error-503");

        var reply = await app.NewVisitorOf("error-500 error-503").AskAsync("Racontez");

        Assert.Equal("no_model_available", reply.Code);
        Assert.Equal(new RouteTimeouts().MaxAttempts, app.Upstream.Calls.Count);
    }

    [Fact]
    public async Task Words_go_to_no_processor_that_the_client_has_not_allowed()
    {
        await using var app = await IAfluenceApp.StartWithRoutesAsync(IAfluenceApp.Patient, new { regions = _europe }, "normal eu-error-500 builtin", "normal", "eu-error-500 normal");
        app.Upstream.Behaves("eu-error-500", UpstreamReply.ByName("error-500"));

        var builtin = await app.NewVisitorOf("normal eu-error-500 builtin").AskAsync("Combien coûte le pain de campagne ?");
        var none = await app.NewVisitorOf("normal").AskAsync("Bonjour");
        var failed = await app.NewVisitorOf("eu-error-500 normal").AskAsync("Bonjour");

        Assert.Contains("quatre euros vingt", builtin.Text, StringComparison.Ordinal);
        Assert.Equal("no_model_available", none.Code);
        Assert.Equal("no_model_available", failed.Code);
        Assert.Equal(0, app.CallsOf("normal"));
    }

    private static string Say(string manner, string said, string rest) => manner switch
    {
        "correct" => rest,
        "starts-over" => said + rest,
        "overlaps" => (said.Length < 24 ? said : said[^24..]) + rest,
        "preface" => "Sure, continuing from where I left off:\n\n" + (said.Length < 24 ? said : said[^24..]) + rest,
        "french-preface" => "Bien sûr ! Voici la suite de ma réponse :\n\n" + said + rest,
        "quotes" => "« " + said + rest + " »",
        "fenced" => "```markdown\n" + said + rest + "\n```",
        "end-sign" => rest + " [END]",
        _ => throw new ArgumentOutOfRangeException(nameof(manner)),
    };
}
