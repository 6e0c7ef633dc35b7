using IAfluence.Core.Installation;
using IAfluence.Core.Installation.SelfTesting;
using Microsoft.AspNetCore.Http;

namespace IAfluence.Tests.Installation;

/// <summary>The self-test, on pages of a real server.</summary>
public sealed class TestingAPageTests : IAsyncLifetime
{
    private const string Key = "pk_martin";
    private const string Installation = "https://chat.agency.example";
    private const string Snippet = $"<script src=\"{Installation}/widget.js\" data-chatbot=\"{Key}\" async></script>";
    private const string Csp = "Content-Security-Policy";

    private readonly PageFetcher _fetcher = new(new SelfTestReach(PrivateNetworkAllowed: true), TimeProvider.System);
    private TestedSite _site = null!;

    public async Task InitializeAsync() => _site = await TestedSite.StartAsync();

    public async Task DisposeAsync()
    {
        _fetcher.Dispose();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task Page_in_order_passes_every_finding()
    {
        _site.Shows(Snippet);

        var findings = await RunAsync();

        Assert.Equal(["Reached", "Snippet", "OriginAllowed", "NoPolicy", "Https", "PublicUrlUnset"], findings.Select(finding => finding.Code));
        Assert.All(findings.SkipLast(1), finding => Assert.Equal(FindingLevel.Ok, finding.Level));
    }

    [Theory]
    [InlineData("", FindingCodes.SnippetMissing)]
    [InlineData($"<!-- {Snippet} -->", FindingCodes.SnippetInComment)]
    [InlineData($"{Snippet}{Snippet}", FindingCodes.SnippetTwice)]
    [InlineData($"<script src='{Installation}/widget.js' data-chatbot='pk_other' async></script>", FindingCodes.SnippetOtherKey)]
    [InlineData($"<script src='{Installation}/widget.js' async></script>", FindingCodes.SnippetWithoutKey)]
    [InlineData($"<script src='https://other.example/widget.js' data-chatbot='{Key}' async></script>", FindingCodes.SnippetOtherHost)]
    [InlineData($"<script src='{Installation}/widget.js' data-chatbot='{Key}'></script>", FindingCodes.NotAsync)]
    [InlineData($"<script src='{Installation}/widget.js' data-chatbot='{Key}' defer></script>", FindingCodes.Snippet)]
    [InlineData($"<script src='//chat.agency.example/widget.js?v=2' data-chatbot='{Key}' async></script>", FindingCodes.Snippet)]
    [InlineData($"<script type='text/plain' data-iafluence-src='{Installation}/widget.js' data-chatbot='{Key}' data-source='wordpress/{WordPressPlugin.Version}'></script>", FindingCodes.SnippetWaits)]
    [InlineData($"<script type='rocketlazyloadscript' data-rocket-src='{Installation}/widget.js' data-chatbot='{Key}' async></script>", FindingCodes.SnippetDelayed)]
    [InlineData($"<script type='litespeed/javascript' data-src='{Installation}/widget.js' data-chatbot='{Key}' async></script>", FindingCodes.SnippetDelayed)]
    [InlineData($"<script src='{Installation}/widget.js' data-chatbot='{Key}' data-source='wordpress/{WordPressPlugin.Version}' async></script><script type='application/json' src='{Installation}/widget.js' data-chatbot='{Key}'></script>", FindingCodes.SnippetPlugin)]
    [InlineData($"<script src='{Installation}/widget.js' data-chatbot='{Key}' data-source='wordpress/0.9.0' async></script>", FindingCodes.PluginOutdated)]
    [InlineData("<script async src='https://www.googletagmanager.com/gtm.js?id=GTM-1'></script>", FindingCodes.SnippetMaybeByTagManager)]
    [InlineData("<script>(function(w,d,s,l,i){j.src='https://www.googletagmanager.com/gtm.js?id='+i})(window)</script>", FindingCodes.SnippetMaybeByTagManager)]
    [InlineData($"<script>var s=document.createElement('script');s.src='{Installation}/widget.js';s.setAttribute('data-chatbot','{Key}');</script>", FindingCodes.SnippetByScript)]
    public async Task The_snippet(string body, string code)
    {
        _site.Shows(body);

        Assert.Contains(code, (await RunAsync()).Select(finding => finding.Code));
    }

    [Theory]
    [InlineData("default-src 'self'", FindingCodes.PolicyScript, FindingCodes.PolicyConnect)]
    [InlineData($"default-src 'self'; script-src {Installation}; connect-src {Installation}", FindingCodes.PolicyAllows)]
    [InlineData($"default-src 'self'; script-src {Installation}/widget.js; connect-src {Installation}", FindingCodes.PolicyScript)]
    [InlineData($"script-src 'nonce-abc' 'strict-dynamic' {Installation}", FindingCodes.PolicyStrictDynamic)]
    [InlineData($"script-src {Installation}, connect-src 'self'", FindingCodes.PolicyConnect)]
    [InlineData("img-src 'self'; require-trusted-types-for 'script'", FindingCodes.PolicyAllows, FindingCodes.PolicyTrustedTypes)]
    [InlineData("sandbox allow-forms", FindingCodes.PolicySandbox)]
    public async Task The_policy_of_the_header(string policy, params string[] codes)
    {
        _site.Shows(Snippet, (Csp, policy));

        Assert.Equal(codes, PolicyCodes(await RunAsync()));
    }

    [Fact]
    public async Task A_policy_of_the_page_and_one_on_trial_count_too()
    {
        _site.Shows($"<meta http-equiv=\"Content-Security-Policy\" content=\"connect-src 'self'\">{Snippet}", ($"{Csp}-Report-Only", "script-src 'self'"));

        var findings = await RunAsync();

        Assert.Equal([FindingCodes.PolicyReportOnly, FindingCodes.PolicyConnect], PolicyCodes(findings));
        Assert.Equal(FindingLevel.Warn, findings.Single(finding => finding.Code == FindingCodes.PolicyReportOnly).Level);
    }

    [Theory]
    [InlineData("abc", FindingCodes.PolicyAllows)]
    [InlineData("old", FindingCodes.PolicyNonce)]
    public async Task A_nonce_has_to_be_the_answers_own(string nonce, string code)
    {
        _site.Shows(Snippet.Replace("<script", $"<script nonce=\"{nonce}\"", StringComparison.Ordinal), (Csp, $"script-src 'nonce-abc'; connect-src {Installation}"));

        Assert.Equal([code], PolicyCodes(await RunAsync()));
    }

    [Fact]
    public async Task A_site_that_is_not_allowed_is_named()
    {
        _site.Shows(Snippet);

        var findings = await RunAsync(allowed: ["https://www.martin.fr"]);

        Assert.Equal([_site.Origin], Assert.Single(findings, finding => finding.Code == FindingCodes.OriginNotAllowed).Values);
    }

    [Fact]
    public async Task A_redirect_to_another_host_is_followed_and_said()
    {
        await using var other = await TestedSite.StartAsync();
        other.Shows(Snippet);
        _site.Respond = context => Redirects(context, other.Origin + "/accueil");

        var findings = await RunAsync();

        Assert.Equal([other.Origin], findings.Single(finding => finding.Code == FindingCodes.ReachedElsewhere).Values);
        Assert.Contains(findings, finding => finding.Code == FindingCodes.OriginNotAllowed);
    }

    [Fact]
    public async Task Redirects_without_end_are_left()
    {
        _site.Respond = context => Redirects(context, context.Request.Path + "x");

        Assert.Equal([nameof(FetchFault.TooManyRedirects)], (await RunAsync())[0].Values);
        Assert.Equal(PageFetcher.MaxRedirects + 1, _site.Asked.Count);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://user:password@127.0.0.1/")]
    public async Task A_redirect_out_of_bounds_is_not_followed(string target)
    {
        _site.Respond = context => Redirects(context, target);

        var finding = (await RunAsync())[0];

        Assert.Equal(FindingCodes.Unreachable, finding.Code);
        Assert.Contains(finding.Values[0], new[] { nameof(FetchFault.NotPublic), nameof(FetchFault.BadResponse) });
    }

    [Theory]
    [InlineData("//")]
    [InlineData("///")]
    [InlineData("//[")]
    [InlineData("//:99999")]
    [InlineData("//a:b")]
    public async Task A_redirect_to_what_is_no_address_is_a_bad_answer(string target)
    {
        _site.Respond = context => Redirects(context, target);

        var finding = (await RunAsync())[0];

        Assert.Equal((FindingCodes.Unreachable, nameof(FetchFault.BadResponse)), (finding.Code, finding.Values[0]));
    }

    [Theory]
    [InlineData(401, FindingCodes.Protected)]
    [InlineData(404, FindingCodes.BadStatus)]
    [InlineData(500, FindingCodes.BadStatus)]
    public async Task A_status_that_is_none_of_a_page(int status, string code)
    {
        _site.Respond = context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        };

        Assert.Equal(code, (await RunAsync())[0].Code);
    }

    [Fact]
    public async Task A_page_without_end_is_read_so_far_and_no_further()
    {
        _site.Respond = async context =>
        {
            context.Response.ContentType = "text/html";
            var piece = new string('a', 100_000);
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.WriteAsync(piece, context.RequestAborted);
        };

        Assert.Contains(FindingCodes.PageCut, (await RunAsync()).Select(finding => finding.Code));
    }

    [Theory]
    [InlineData("")]
    [InlineData("pas une page")]
    [InlineData("javascript:alert(1)")]
    [InlineData("ftp://martin.fr")]
    [InlineData("http://user:secret@martin.fr/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("#kontakt")]
    [InlineData("http://\u00AD/")]
    [InlineData("\u200B")]
    [InlineData("http://xn--zzzzzzü/")]
    public void Text_that_is_no_address_is_not_requested(string typed) => Assert.Null(SelfTest.AddressOrNull(typed));

    [Theory]
    [InlineData("martin.fr/contact?x=1#top", "https://martin.fr/contact?x=1")]
    [InlineData("http://martin.fr#a://b", "http://martin.fr/")]
    [InlineData(" https://bäckerei.example/ ", "https://bäckerei.example/")]
    public void An_address_is_asked_for_without_what_the_browser_keeps(string typed, string address) =>
        Assert.Equal(address, SelfTest.AddressOrNull(typed)?.ToString());

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("10.0.0.1")]
    [InlineData("[::1]")]
    [InlineData("169.254.169.254")]
    [InlineData("2130706433")]
    public async Task Inside_of_networks_nothing_is_asked(string host)
    {
        using var guarded = new PageFetcher(new SelfTestReach(PrivateNetworkAllowed: false), TimeProvider.System);

        var findings = await new SelfTest(guarded).RunAsync($"http://{host}:{new Uri(_site.Origin).Port}/", Subject(["https://www.martin.fr"]), default);

        Assert.Equal([nameof(FetchFault.NotPublic)], findings[0].Values);
        Assert.Empty(_site.Asked);
    }

    [Fact]
    public async Task Page_without_a_server_is_reported_without_a_word_of_the_exception()
    {
        var port = new Uri(_site.Origin).Port;
        await _site.DisposeAsync();

        var findings = await new SelfTest(_fetcher).RunAsync($"http://127.0.0.1:{port}/", Subject([]), default);

        Assert.Equal([nameof(FetchFault.NoConnection)], findings[0].Values);
    }

    [Theory]
    [InlineData(true, FindingCodes.Streams)]
    [InlineData(false, FindingCodes.StreamBuffered)]
    public async Task A_proxy_that_holds_answers_back_is_found(bool streams, string code)
    {
        _site.Respond = async context =>
        {
            if (context.Request.Path == "/widget.js")
            {
                context.Response.ContentType = "text/javascript";
                await context.Response.WriteAsync("const p=\"/widget/panel.abc.js\"");
                return;
            }

            context.Response.ContentType = "text/event-stream";
            var held = "";
            for (var number = 0; number < ProxyInspection.ProbeEvents; number++)
            {
                held += "data: {}\n\n";
                if (streams)
                    await context.Response.WriteAsync("data: {}\n\n");
                // Far longer than what the inspection takes for one arrival.
                await Task.Delay(ProxyInspection.ProbePause * 5);
            }

            if (!streams)
                await context.Response.WriteAsync(held);
        };
        var own = InstallationAddress.Of(_site.Origin);

        var findings = await new ProxyInspection(_fetcher).InspectAsync(null, new SelfTestSubject(own, own, Key, []), default);

        Assert.Equal([FindingCodes.NotHttps, FindingCodes.LoaderServed, code], findings.Select(finding => finding.Code));
    }

    [Fact]
    public async Task Https_pages_and_an_installation_without_it_do_not_mix()
    {
        var own = InstallationAddress.Of("http://chat.agency.example");

        var findings = await new ProxyInspection(_fetcher).InspectAsync(new Uri("https://www.martin.fr"), new SelfTestSubject(own, null, Key, []), default);

        Assert.Equal(FindingCodes.MixedContent, findings[0].Code);
    }

    private static Task Redirects(HttpContext context, string target)
    {
        context.Response.Headers.Location = target;
        context.Response.StatusCode = StatusCodes.Status302Found;
        return Task.CompletedTask;
    }

    private static IEnumerable<string> PolicyCodes(IEnumerable<Finding> findings) =>
        findings.Select(finding => finding.Code).Where(code => code.StartsWith("Policy", StringComparison.Ordinal) || code == FindingCodes.NoPolicy);

    private Task<IReadOnlyList<Finding>> RunAsync(IReadOnlyList<string>? allowed = null) =>
        new SelfTest(_fetcher).RunAsync(_site.Origin + "/", Subject(allowed ?? [_site.Origin]), default);

    private static SelfTestSubject Subject(IReadOnlyList<string> allowed) => new(InstallationAddress.Of(Installation), null, Key, allowed);
}
