using System.Net;
using IAfluence.Tests.Testing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;

namespace IAfluence.Tests.Hosting;

public sealed class SecurityHeadersTests
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    [Fact]
    public async Task Htmx_is_configured_for_a_policy_without_inline_styles_and_eval()
    {
        await using var app = await IAfluenceApp.StartAsync();

        var page = await app.OpenAsync("/login");

        var configuration = System.Text.Json.JsonDocument.Parse(page.One("meta[name=htmx-config]").GetAttribute("content")!).RootElement;
        Assert.False(configuration.GetProperty("includeIndicatorStyles").GetBoolean());
        Assert.False(configuration.GetProperty("allowEval").GetBoolean());
        Assert.False(configuration.TryGetProperty("selfRequestsOnly", out _));
    }

    [Fact]
    public async Task Every_answer_carries_them_errors_and_files_too()
    {
        await using var app = await IAfluenceApp.StartAsync(null, services => services.Configure<MvcOptions>(mvc => mvc.Filters.Add(new Failing())));

        foreach (var (address, status) in new[]
        {
            ("/login", HttpStatusCode.OK), ("/login?fail", HttpStatusCode.InternalServerError), ("/nowhere", HttpStatusCode.NotFound),
            ("/account", HttpStatusCode.Found), ("/css/admin.css", HttpStatusCode.OK), ("/widget.js", HttpStatusCode.OK),
            ("/health/live", HttpStatusCode.OK), ("/health/ready", HttpStatusCode.OK), ("/widget/v1/chatbots/unknown", HttpStatusCode.NotFound),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            using var answer = await app.SendBareAsync("http://localhost", request);

            Assert.True(status == answer.StatusCode, $"{address} answered {(int)answer.StatusCode}");
            Assert.Equal(Policy, Header(answer, "Content-Security-Policy"));
            Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
            Assert.Equal("DENY", Header(answer, "X-Frame-Options"));
            Assert.Equal("same-origin", Header(answer, "Referrer-Policy"));
            Assert.Equal("same-origin", Header(answer, "Cross-Origin-Opener-Policy"));
            Assert.Contains("camera=()", Header(answer, "Permissions-Policy"), StringComparison.Ordinal);
            Assert.Equal(address.StartsWith("/widget", StringComparison.Ordinal) ? "cross-origin" : "same-origin", Header(answer, "Cross-Origin-Resource-Policy"));
            Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
            Assert.False(answer.Headers.Contains("Server"));
        }
    }

    [Fact]
    public async Task An_error_page_speaks_the_visitors_language_and_tells_nothing_of_the_cause()
    {
        await using var app = await IAfluenceApp.StartAsync(null, services => services.Configure<MvcOptions>(mvc => mvc.Filters.Add(new Failing())));

        var french = await app.NewBrowser().Speaks("fr").OpenAsync("/login?fail");
        var english = await app.NewBrowser().Speaks("en").OpenAsync("/nowhere");

        Assert.Equal(HttpStatusCode.InternalServerError, french.Status);
        Assert.Contains("Une erreur s’est produite", french.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret cause", french.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, english.Status);
        Assert.Contains("Page not found", english.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_https_browsers_are_told_to_come_back_so()
    {
        await using var app = await IAfluenceApp.StartAsync();

        var login = await app.NewBrowser("https://localhost").OpenAsync("/login");

        Assert.Equal("max-age=31536000", Header(login.Response, "Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("http://chat.agency.example", "/login?a=b", "https://chat.agency.example/login?a=b")]
    [InlineData("http://localhost:5080", "/login", null)]
    [InlineData("http://10.1.2.3", "/health/live", null)]
    public async Task A_public_https_address_takes_over_from_http(string address, string path, string? location)
    {
        await using var app = await IAfluenceApp.StartAsync(("PublicUrl", "https://chat.agency.example"));
        using var request = new HttpRequestMessage(HttpMethod.Get, path);

        using var answer = await app.SendBareAsync(address, request);

        Assert.Equal(location, answer.Headers.Location?.ToString());
        Assert.Equal(location is null ? HttpStatusCode.OK : HttpStatusCode.PermanentRedirect, answer.StatusCode);
    }

    [Fact]
    public async Task An_address_with_its_digest_is_kept_for_a_year_and_others_have_an_etag()
    {
        await using var app = await IAfluenceApp.StartAsync();

        var login = await app.OpenAsync("/login");
        var sheet = login.One("link[rel=stylesheet]").GetAttribute("href")!;
        using var versioned = await app.Visitor.Http.GetAsync(sheet);
        using var bare = await app.Visitor.Http.GetAsync("/css/admin.css");

        Assert.Contains("immutable", versioned.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.NotNull(bare.Headers.ETag);
        Assert.True(bare.Headers.CacheControl!.NoCache);
    }

    private static string Header(HttpResponseMessage answer, string name) =>
        Assert.Single(answer.Headers.TryGetValues(name, out var values) ? values : []);

    private sealed class Failing : IResourceFilter
    {
        public void OnResourceExecuting(ResourceExecutingContext context)
        {
            if (context.HttpContext.Request.Query.ContainsKey("fail") && !context.HttpContext.Request.Path.StartsWithSegments("/error"))
                throw new InvalidOperationException("secret cause");
        }

        public void OnResourceExecuted(ResourceExecutedContext context)
        {
        }
    }
}
