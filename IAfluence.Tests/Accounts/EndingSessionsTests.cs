using System.Net;
using IAfluence.Core.Accounts;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Accounts;

public sealed class EndingSessionsTests : IAsyncLifetime
{
    private const string NewPassword = "le chien dort sous la table";

    private IAfluenceApp _app = null!;

    public async Task InitializeAsync()
    {
        _app = await IAfluenceApp.StartAsync();
        await _app.SignInAsync();
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_session_left_alone_ends_after_two_hours()
    {
        _app.Time.Advance(TimeSpan.FromMinutes(119));
        var before = await _app.OpenAsync("/account");
        _app.Time.Advance(TimeSpan.FromMinutes(121));
        var after = await _app.OpenAsync("/account");

        Assert.Equal("/account", before.Address);
        Assert.StartsWith("/login", after.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_in_use_ends_after_twelve_hours()
    {
        for (var hour = 1; hour < 12; hour++)
        {
            _app.Time.Advance(TimeSpan.FromHours(1));
            Assert.Equal("/account", (await _app.OpenAsync("/account")).Address);
        }
        _app.Time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal("/account", (await _app.OpenAsync("/account")).Address);

        _app.Time.Advance(TimeSpan.FromMinutes(2));
        var after = await _app.OpenAsync("/account");

        Assert.StartsWith("/login", after.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_for_a_copy_of_its_cookie_too()
    {
        var copy = _app.CopyOfSession();
        Assert.Equal("/account", (await copy.OpenAsync("/account")).Address);

        var account = await _app.OpenAsync("/account");
        var out_ = await _app.SubmitAsync(account.Form("form[action='/logout']"));

        Assert.Equal("/login", out_.Address);
        Assert.StartsWith("/login", (await copy.OpenAsync("/account")).Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_password_ends_every_other_session_and_renews_this_one()
    {
        var other = _app.NewBrowser();
        await IAfluenceApp.SignInAsync(other);
        var copy = _app.CopyOfSession();

        var account = await _app.OpenAsync("/account");
        var changed = await _app.SubmitAsync(account.Form("#account-password form"), new { Password_Current = IAfluenceApp.Password, Password_New = NewPassword });

        Assert.Equal("/account", changed.Address);
        Assert.Contains("Votre mot de passe a été changé", changed.Text, StringComparison.Ordinal);
        Assert.StartsWith("/login", (await other.OpenAsync("/account")).Address, StringComparison.Ordinal);
        Assert.StartsWith("/login", (await copy.OpenAsync("/account")).Address, StringComparison.Ordinal);
        Assert.Equal("/admin", (await IAfluenceApp.SignInAsync(_app.NewBrowser(), password: NewPassword)).Address);
    }

    [Theory]
    [InlineData("", NewPassword, "Indiquez un mot de passe.")]
    [InlineData("une phrase qui est fausse", NewPassword, "Le mot de passe actuel est incorrect")]
    [InlineData(IAfluenceApp.Password, "court", "trop court")]
    [InlineData(IAfluenceApp.Password, "motdepasse2026", "trop courant")]
    public async Task A_password_that_is_not_accepted_says_why(string current, string next, string why)
    {
        var account = await _app.OpenAsync("/account");

        var refused = await _app.SubmitAsync(account.Form("#account-password form"), new { Password_Current = current, Password_New = next });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains(why, refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_every_session()
    {
        var other = _app.NewBrowser();
        await IAfluenceApp.SignInAsync(other);

        var account = await _app.OpenAsync("/account");
        await _app.SubmitAsync(account.Form("form[action*=SignOutEverywhere]"));

        Assert.StartsWith("/login", (await _app.OpenAsync("/account")).Address, StringComparison.Ordinal);
        Assert.StartsWith("/login", (await other.OpenAsync("/account")).Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_rights_renews_the_session()
    {
        var client = await _app.HasClientAsync("Boulangerie Martin");
        var member = await _app.HasMemberAsync(client, ClientRole.Viewer, "viewer@martin.example");
        var browser = _app.NewBrowser();
        await IAfluenceApp.SignInAsync(browser, member.Email);
        var copy = _app.CopyOfSession(browser);

        await _app.GrantAsync(member, client, ClientRole.Manager);
        var renewed = await browser.OpenAsync("/account");
        _app.Time.Advance(TimeSpan.FromMinutes(1));
        var before = await copy.OpenAsync("/account");
        var after = await browser.OpenAsync("/account");

        Assert.Contains(renewed.Response.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("iafluence=", StringComparison.Ordinal));
        Assert.StartsWith("/login", before.Address, StringComparison.Ordinal);
        Assert.Equal("/account", after.Address);
    }

    [Fact]
    public async Task A_fragment_asked_for_after_the_end_leads_the_whole_page_to_sign_in()
    {
        var stranger = _app.NewBrowser();

        var fragment = await stranger.OpenFragmentAsync("/account");

        Assert.Equal(HttpStatusCode.Unauthorized, fragment.Status);
        Assert.Equal("/login?returnUrl=%2Fadmin", Assert.Single(fragment.Response.Headers.GetValues("HX-Redirect")));
    }

    [Fact]
    public async Task The_language_of_the_account_goes_before_the_browsers()
    {
        var account = await _app.OpenAsync("/account");

        var saved = await _app.SubmitAsync(account.Form("#account-profile form"), new { Profile_Name = "Anne Dupont", Profile_Language = "en" });

        Assert.Equal("en", saved.Document.DocumentElement.GetAttribute("lang"));
        Assert.Contains("Anne Dupont", saved.Text, StringComparison.Ordinal);
    }
}
