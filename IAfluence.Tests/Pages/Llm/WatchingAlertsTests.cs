using System.Net;
using IAfluence.Core.Accounts;
using IAfluence.Core.Notifications;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Pages.Llm;

/// <summary>Incidents and e-mails in the admin, and the choice of alerts.</summary>
public sealed class WatchingAlertsTests : IAsyncLifetime
{
    private IAfluenceApp _app = null!;

    public async Task InitializeAsync()
    {
        _app = await IAfluenceApp.StartAsync();
        _app.Visitor.Speaks("en");
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Incidents_are_listed_and_filtered_and_the_fragment_is_the_same()
    {
        await _app.HasIncidentAsync("failing");
        await _app.HasIncidentAsync("recovered", open: false);
        await _app.SignInAsync();

        var page = await _app.OpenAsync("/admin/incidents");
        var fragment = await _app.Visitor.OpenFragmentAsync("/admin/incidents");
        var open = await _app.OpenAsync("/admin/incidents?state=open");

        Assert.Equal(page.One("#incident-list").OuterHtml, fragment.One("#incident-list").OuterHtml);
        Assert.All(["failing", "recovered", "quota or credit used up", "1,234", "2 relapses"], word => Assert.Contains(word, page.One("#incident-list").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("recovered", open.One("#incident-list").TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, (await _app.Visitor.OpenFragmentAsync(page.One("#incident-list").GetAttribute("hx-get")!)).Status);
    }

    [Fact]
    public async Task Empty_pages_say_what_would_be_there()
    {
        await _app.SignInAsync();

        Assert.Contains("No incidents", (await _app.OpenAsync("/admin/incidents")).Text, StringComparison.Ordinal);
        Assert.Contains("No failed e-mails", (await _app.OpenAsync("/admin/emails?state=dead")).Text, StringComparison.Ordinal);
        Assert.Contains("No waiting e-mails", (await _app.OpenAsync("/admin/emails?state=waiting&after=nonsense")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_banner_stands_on_every_page_of_those_who_run_the_installation_and_of_nobody_else()
    {
        await _app.HasIncidentAsync("failing");
        var client = await _app.HasClientAsync("Martin");
        await _app.HasMemberAsync(client, ClientRole.Manager, "lea@martin.example");
        var member = _app.NewBrowser();
        await IAfluenceApp.SignInAsync(member, "lea@martin.example");
        await _app.SignInAsync();

        foreach (var address in new[] { "/admin", "/admin/clients", "/account", "/admin/emails" })
        {
            Assert.Contains("Open incident: failing – quota or credit used up.", (await _app.OpenAsync(address)).One("#incident-banner").TextContent, StringComparison.Ordinal);
            Assert.Empty((await member.OpenAsync(address)).Document.QuerySelectorAll("#incident-banner, #email-warning"));
        }

        Assert.Empty((await _app.NewBrowser().OpenAsync("/login")).Document.QuerySelectorAll("#incident-banner"));
    }

    [Fact]
    public async Task A_warning_stays_while_mails_go_to_a_folder_and_while_they_fail()
    {
        await _app.HasEmailAsync(EmailState.Dead, MailFault.RecipientRefused);
        await _app.SignInAsync();

        foreach (var address in new[] { "/admin", "/admin/emails", "/admin/incidents" })
            Assert.Contains("Alert e-mails are not sent", (await _app.OpenAsync(address)).One("#email-warning").TextContent, StringComparison.Ordinal);
        Assert.Contains("1 alert e-mail was not sent. The mail server refused the recipient.", (await _app.OpenAsync("/admin/clients")).One("#email-banner").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dead_letter_is_sent_again_by_hand()
    {
        await _app.HasEmailAsync(EmailState.Dead, MailFault.RecipientRefused);
        await _app.SignInAsync();
        var page = await _app.OpenAsync("/admin/emails");
        Assert.Contains("550 5.1.1 <nobody>", page.One("#email-list").TextContent, StringComparison.Ordinal);

        var after = await _app.SubmitAsync(page.Form("#email-list form[method=post]"));

        Assert.Contains("The e-mail is being sent again.", after.Text, StringComparison.Ordinal);
        var mail = Assert.Single(await WrittenAsync(1));
        Assert.Equal("anne@agency.example", mail.To);
    }

    [Fact]
    public async Task A_test_mail_comes_in_the_language_of_the_page()
    {
        await _app.SignInAsync();

        var after = await _app.SubmitAsync((await _app.OpenAsync("/admin/emails")).Form("form[action$='handler=Test']"));

        Assert.Contains("A test e-mail to owner@agency.example is being sent.", after.Text, StringComparison.Ordinal);
        var mail = Assert.Single(await WrittenAsync(1));
        Assert.Equal(("owner@agency.example", "Test e-mail from IAfluence", "en"), (mail.To, mail.Subject, mail["Content-Language"]));
        Assert.Contains("Test e-mail from IAfluence", (await _app.OpenAsync("/admin/emails?state=sent")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Owner_chooses_the_alerts()
    {
        await _app.SignInAsync();
        var form = (await _app.OpenAsync("/account")).Form("#account-alerts form");
        Assert.All(form.QuerySelectorAll("input[type=checkbox]"), box => Assert.True(box.HasAttribute("checked")));

        await _app.SubmitAsync(form, new { Alerts_AllClear = (string?)null, Alerts_Quota = (string?)null });

        var user = Assert.Single(await _app.StoredPlatformAsync<User>());
        Assert.Equal([AlertKind.AllClear, AlertKind.Quota], user.MutedAlerts);
        var boxes = (await _app.OpenAsync("/account")).Document.QuerySelectorAll("#account-alerts input[type=checkbox]");
        Assert.Equal([true, false, false, true], boxes.Select(box => box.HasAttribute("checked")));
    }

    [Fact]
    public async Task Agent_chooses_the_alert_of_waiting_visitors_and_no_other()
    {
        await _app.HasMemberAsync(await _app.HasClientAsync("Martin"), ClientRole.Agent, "lea@martin.example");
        await _app.SignInAsync("lea@martin.example");
        var form = (await _app.OpenAsync("/account")).Form("#account-alerts form");
        Assert.Equal("Alerts.Human", Assert.Single(form.QuerySelectorAll("input[type=checkbox]")).GetAttribute("name"));

        await _app.SubmitAsync(form, new { Alerts_Human = (string?)null });

        var lea = (await _app.StoredPlatformAsync<User>()).Single(user => user.Email == "lea@martin.example");
        Assert.Equal([AlertKind.Human], lea.MutedAlerts);
    }

    [Fact]
    public async Task Viewer_has_no_alerts_to_choose()
    {
        await _app.HasMemberAsync(await _app.HasClientAsync("Martin"), ClientRole.Viewer, "lea@martin.example");
        await _app.SignInAsync("lea@martin.example");

        Assert.Empty((await _app.OpenAsync("/account")).Document.QuerySelectorAll("#account-alerts"));
        Assert.Equal(HttpStatusCode.NotFound, (await _app.OpenAsync("/admin/emails")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _app.OpenAsync("/admin/incidents")).Status);
    }

    /// <summary>The folder's e-mails, once there are so many: the outbox works in the background.</summary>
    [Theory]
    [InlineData("/admin/llm/incidents?state=open", "/admin/incidents?state=open")]
    [InlineData("/admin/llm/emails", "/admin/emails")]
    public async Task Address_that_a_page_had_leads_to_the_one_it_has(string was, string address)
    {
        await _app.SignInAsync();

        Assert.Equal(address, (await _app.OpenAsync(was)).Address);
    }

    private async Task<IReadOnlyList<ReadMail>> WrittenAsync(int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (ReadMail.Folder(_app.Folder) is var mails)
        {
            if (mails.Count >= count && (await _app.StoredPlatformAsync<Email>()).Count(email => email.State == EmailState.Sent) >= count)
                return mails;
            await Task.Delay(50, patience.Token);
        }

        return [];
    }
}
