using System.Net;
using System.Text.RegularExpressions;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Accounts;

public sealed partial class SettingUpTests : IAsyncLifetime
{
    private static readonly (string, string)[] NoOwner = [("Bootstrap:AdminEmail", ""), ("Bootstrap:AdminPassword", "")];

    private IAfluenceApp _app = null!;

    public async Task InitializeAsync() => _app = await IAfluenceApp.StartAsync(NoOwner);

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task The_printed_link_makes_the_owner_once()
    {
        var link = LinkOf(_app);
        var setup = await _app.OpenAsync(link);

        var start = await _app.SubmitAsync(setup.Form(), Owner("anne@agency.example"));
        var again = await _app.NewBrowser().OpenAsync(link);
        var account = await _app.OpenAsync("/account");

        Assert.Equal("/admin", start.Address);
        Assert.Equal(HttpStatusCode.NotFound, again.Status);
        Assert.Contains("anne@agency.example", account.Text, StringComparison.Ordinal);
        Assert.Equal("/admin", (await IAfluenceApp.SignInAsync(_app.NewBrowser(), "anne@agency.example")).Address);
    }

    [Fact]
    public async Task Of_two_who_send_the_form_at_once_one_is_refused()
    {
        var link = LinkOf(_app);
        var browsers = new[] { _app.NewBrowser(), _app.NewBrowser() };
        var forms = await Task.WhenAll(browsers.Select(browser => browser.OpenAsync(link)));

        var answers = await Task.WhenAll(browsers.Select((browser, index) => browser.SubmitAsync(forms[index].Form(), Owner($"owner{index}@agency.example"))));

        Assert.Single(answers, answer => answer.Address == "/admin");
        Assert.Single(answers, answer => answer.Address.StartsWith("/setup", StringComparison.Ordinal) && answer.Status == HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Without_the_token_nobody_gets_in()
    {
        var setup = await _app.OpenAsync("/setup");

        var missing = await _app.SubmitAsync(setup.Form(), Owner("anne@agency.example"));
        var wrong = await _app.OpenAsync("/setup?token=guessed");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, missing.Status);
        Assert.Contains("Indiquez le jeton", missing.Text, StringComparison.Ordinal);
        Assert.Contains("Ce jeton n’est pas valide", wrong.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_weak_password_keeps_the_form_and_says_why()
    {
        var setup = await _app.OpenAsync(LinkOf(_app));

        var refused = await _app.SubmitAsync(setup.Form(), new { Form_Name = "Anne", Form_Email = "anne.dupont@agency.example", Form_Password = "anne.dupont12" });
        var corrected = await _app.SubmitAsync(refused.Form(), new { Form_Password = IAfluenceApp.Password });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("votre adresse e-mail", refused.One("[data-valmsg-for='Form.Password']").TextContent, StringComparison.Ordinal);
        Assert.Equal("/admin", corrected.Address);
    }

    [Fact]
    public async Task Sign_in_leads_to_the_set_up_while_there_is_no_owner()
    {
        var page = await _app.OpenAsync("/login");

        Assert.Equal("/setup", page.Address);
    }

    [Fact]
    public async Task Two_processes_on_one_store_print_a_link_each_and_share_what_follows()
    {
        await using var second = await IAfluenceApp.StartAsync(_app.Folder, null, NoOwner);
        var firstLink = LinkOf(_app);
        Assert.NotEqual(firstLink, LinkOf(second));

        // The first process's link, opened at the second.
        var setup = await second.OpenAsync(firstLink);
        await second.SubmitAsync(setup.Form(), Owner("anne@agency.example"));
        var elsewhere = second.CopyOfSession(app: _app);

        Assert.Equal(HttpStatusCode.NotFound, (await _app.NewBrowser().OpenAsync(LinkOf(second))).Status);
        Assert.Equal("/account", (await elsewhere.OpenAsync("/account")).Address);
    }

    [Fact]
    public async Task An_installation_with_an_owner_prints_no_link()
    {
        await using var owned = await IAfluenceApp.StartAsync();

        Assert.DoesNotContain("/setup", owned.ConsoleText, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await owned.OpenAsync("/setup")).Status);
    }

    private static object Owner(string email) => new { Form_Name = "Anne Dupont", Form_Email = email, Form_Password = IAfluenceApp.Password };

    private static string LinkOf(IAfluenceApp app) => Link().Match(app.ConsoleText) is { Success: true } match
        ? match.Value
        : throw new InvalidOperationException("No link was printed: " + app.ConsoleText);

    [GeneratedRegex(@"/setup\?token=\S+")]
    private static partial Regex Link();
}
