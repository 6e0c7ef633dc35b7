using System.Net;
using AngleSharp.Html.Dom;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Accounts;

public sealed class SigningInTests : IAsyncLifetime
{
    private IAfluenceApp _app = null!;

    public async Task InitializeAsync() => _app = await IAfluenceApp.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task The_right_password_leads_to_the_page_that_was_asked_for()
    {
        var login = await _app.OpenAsync("/account");
        Assert.Equal("/login?returnUrl=%2Faccount", login.Address);

        var account = await _app.SubmitAsync(login.Form(), new { Form_Email = "OWNER@agency.example", Form_Password = IAfluenceApp.Password });

        Assert.Equal("/account", account.Address);
        Assert.Equal(HttpStatusCode.OK, account.Status);
        Assert.Contains(IAfluenceApp.OwnerEmail, account.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    public async Task An_address_elsewhere_is_not_followed(string returnUrl)
    {
        var login = await _app.OpenAsync("/login?returnUrl=" + Uri.EscapeDataString(returnUrl));

        var start = await _app.SubmitAsync(login.Form(), new { Form_Email = IAfluenceApp.OwnerEmail, Form_Password = IAfluenceApp.Password });

        Assert.Equal("/admin", start.Address);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_get_the_same_answer()
    {
        var wrong = await TryAsync(IAfluenceApp.OwnerEmail, "une autre phrase longue");
        var unknown = await TryAsync("nobody@agency.example", "une autre phrase longue");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unknown.Status);
        Assert.Equal(wrong.One("[role=alert]").TextContent, unknown.One("[role=alert]").TextContent);
        Assert.Equal("nobody@agency.example", ((IHtmlInputElement)unknown.One("#Form_Email")).Value);
        Assert.Equal("", ((IHtmlInputElement)unknown.One("#Form_Password")).Value);
    }

    [Fact]
    public async Task Five_failures_lock_the_user_out_for_a_quarter_of_an_hour()
    {
        for (var attempt = 0; attempt < 5; attempt++)
            await TryAsync(IAfluenceApp.OwnerEmail, "une autre phrase longue");

        var refused = await TryAsync(IAfluenceApp.OwnerEmail, IAfluenceApp.Password);
        _app.Time.Advance(TimeSpan.FromMinutes(14));
        var stillRefused = await TryAsync(IAfluenceApp.OwnerEmail, IAfluenceApp.Password);
        _app.Time.Advance(TimeSpan.FromMinutes(1));
        var accepted = await TryAsync(IAfluenceApp.OwnerEmail, IAfluenceApp.Password);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, stillRefused.Status);
        Assert.Equal("/admin", accepted.Address);
    }

    [Fact]
    public async Task Guesses_sent_at_once_are_no_more_than_five()
    {
        var login = await _app.OpenAsync("/login");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _app.SubmitAsync(
            login.Form(), new { Form_Email = IAfluenceApp.OwnerEmail, Form_Password = "une autre phrase longue" })));
        var right = await TryAsync(IAfluenceApp.OwnerEmail, IAfluenceApp.Password);

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, right.Status);
    }

    [Fact]
    public async Task An_address_that_tries_too_often_has_to_wait()
    {
        OpenedPage last = null!;
        for (var attempt = 0; attempt < 31; attempt++)
            last = await TryAsync($"user{attempt}@agency.example", "une autre phrase longue");

        Assert.Equal(HttpStatusCode.TooManyRequests, last.Status);
        Assert.True(last.Response.Headers.RetryAfter!.Delta > TimeSpan.Zero);
        Assert.NotEmpty(last.One("[role=alert]").TextContent);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        using var bare = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["Form.Email"] = IAfluenceApp.OwnerEmail,
            ["Form.Password"] = IAfluenceApp.Password,
        });

        var refused = await OpenedPage.ReadAsync(await _app.Visitor.Http.PostAsync("/login", bare));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.False(refused.Response.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(cookie => cookie.StartsWith("iafluence=", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Empty_fields_say_what_is_missing_in_the_browsers_language()
    {
        _app.Visitor.Speaks("en");
        var login = await _app.OpenAsync("/login");

        var refused = await _app.SubmitAsync(login.Form(), new { Form_Email = "", Form_Password = "" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("en", refused.Document.DocumentElement.GetAttribute("lang"));
        Assert.Contains("Enter your e-mail address.", refused.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost", "iafluence=", false)]
    [InlineData("https://localhost", "__Host-iafluence=", true)]
    public async Task The_cookie_follows_the_scheme(string address, string start, bool secure)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/login");
        var browser = _app.NewBrowser(address);
        var login = await browser.OpenAsync("/login");
        var token = ((IHtmlInputElement)login.Form().QuerySelector("[name=__RequestVerificationToken]")!).Value;
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["Form.Email"] = IAfluenceApp.OwnerEmail,
            ["Form.Password"] = IAfluenceApp.Password,
            ["__RequestVerificationToken"] = token,
        });
        var form = login.Response.Headers.GetValues("Set-Cookie").Single(cookie => cookie.Contains("-form=", StringComparison.Ordinal));
        request.Headers.Add("Cookie", form[..form.IndexOf(';', StringComparison.Ordinal)]);

        using var answer = await _app.SendBareAsync(address, request);

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith(start, StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=lax", cookie, StringComparison.Ordinal);
        Assert.Contains("path=/", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("domain=", cookie, StringComparison.Ordinal);
        Assert.Equal(secure, cookie.Contains("secure", StringComparison.Ordinal));
    }

    private async Task<OpenedPage> TryAsync(string email, string password)
    {
        var login = await _app.OpenAsync("/login");
        return await _app.SubmitAsync(login.Form(), new { Form_Email = email, Form_Password = password });
    }
}
