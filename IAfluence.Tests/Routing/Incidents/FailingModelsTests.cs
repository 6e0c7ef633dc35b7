using IAfluence.Core.Accounts;
using IAfluence.Core.Providers;
using IAfluence.Core.Routing.Incidents;
using IAfluence.Core.Storage;
using IAfluence.Core.Usage;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Routing.Incidents;

/// <summary>However a model fails, the platform gets one e-mail at the beginning and one at the end.</summary>
public sealed class FailingModelsTests : IAsyncLifetime
{
    private CoreHost _core = null!;

    public async Task InitializeAsync()
    {
        _core = await IncidentsOfATest.StartAsync();
        await _core.HasUserAsync("anne@agency.example");
    }

    public async Task DisposeAsync() => await _core.DisposeAsync();

    [Fact]
    public async Task The_first_failure_is_told_at_once()
    {
        await _core.FailsAsync(IncidentsOfATest.Small);

        var mail = Assert.Single(await _core.MailsAsync());
        Assert.Equal((AlertKind.Incident, "anne@agency.example"), (mail.Kind, mail.To));
        Assert.Contains("gpt-4o-mini", mail.Subject, StringComparison.Ordinal);
        var incident = Assert.Single(await _core.IncidentsAsync());
        Assert.Equal((IncidentState.Open, 1L, 1L), (incident.State, incident.Failures, incident.Mails));
        Assert.Equal([incident.Id], _core.Get<OpenIncidents>().Open.Select(open => open.Id));
    }

    [Fact]
    public async Task A_hundred_failures_in_an_hour_are_two_mails_at_most_and_all_are_counted()
    {
        for (var n = 0; n < 100; n++)
        {
            await _core.FailsAsync(IncidentsOfATest.Small);
            await _core.PassesAsync(TimeSpan.FromSeconds(24));
        }

        Assert.Single(await _core.MailsAsync());
        await _core.SucceedsAsync(IncidentsOfATest.Small);
        await _core.PassesAsync(TimeSpan.FromMinutes(16));

        Assert.Equal([AlertKind.Incident, AlertKind.AllClear], (await _core.MailsAsync()).Select(mail => mail.Kind));
        var incident = Assert.Single(await _core.IncidentsAsync());
        Assert.Equal((IncidentState.Closed, 100L, (IncidentEnd?)IncidentEnd.Recovered), (incident.State, incident.Failures, incident.ClosedBecause));
        Assert.Empty(_core.Get<OpenIncidents>().Open);
    }

    [Fact]
    public async Task A_burst_is_a_few_writes_and_counted_whole()
    {
        await _core.FailsAsync(IncidentsOfATest.Small);
        var before = Assert.Single(await _core.IncidentsAsync()).Version;
        for (var n = 0; n < 500; n++)
            await _core.FailsAsync(IncidentsOfATest.Small);
        await _core.PassesAsync(TimeSpan.FromSeconds(30));

        var incident = Assert.Single(await _core.IncidentsAsync());
        Assert.Equal(501, incident.Failures);
        Assert.InRange(incident.Version - before, 1, 3);
    }

    [Fact]
    public async Task Incident_closes_after_a_quarter_of_an_hour_and_a_success_and_not_with_one_of_them()
    {
        await _core.FailsAsync(IncidentsOfATest.Small);
        await _core.PassesAsync(TimeSpan.FromHours(3));
        Assert.Equal(IncidentState.Open, Assert.Single(await _core.IncidentsAsync()).State);

        await _core.FailsAsync(IncidentsOfATest.Small);
        await _core.PassesAsync(TimeSpan.FromSeconds(10));
        await _core.SucceedsAsync(IncidentsOfATest.Small);
        await _core.PassesAsync(TimeSpan.FromMinutes(14));
        Assert.Equal(IncidentState.Open, Assert.Single(await _core.IncidentsAsync()).State);
        Assert.Single(await _core.MailsAsync());

        await _core.PassesAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(IncidentState.Closed, Assert.Single(await _core.IncidentsAsync()).State);
        Assert.Equal(AlertKind.AllClear, (await _core.MailsAsync())[^1].Kind);
    }

    [Fact]
    public async Task Flapping_within_the_hour_is_the_same_incident_and_no_mail()
    {
        await HasClosedIncidentAsync();
        for (var n = 0; n < 2; n++)
        {
            await _core.PassesAsync(TimeSpan.FromMinutes(5));
            await _core.FailsAsync(IncidentsOfATest.Small);
            Assert.Equal(IncidentState.Open, Assert.Single(await _core.IncidentsAsync()).State);
            await _core.PassesAsync(TimeSpan.FromSeconds(10));
            await _core.SucceedsAsync(IncidentsOfATest.Small);
            await _core.PassesAsync(TimeSpan.FromMinutes(16));
        }

        Assert.Equal(2, (await _core.MailsAsync()).Count);
        var incident = Assert.Single(await _core.IncidentsAsync());
        Assert.Equal((IncidentState.Closed, 2L, 3L), (incident.State, incident.Relapses, incident.Failures));
    }

    [Fact]
    public async Task An_outage_that_only_seemed_over_is_told_again_an_hour_after_the_all_clear()
    {
        await HasClosedIncidentAsync();
        for (var n = 0; n < 13; n++)
        {
            await _core.PassesAsync(TimeSpan.FromMinutes(5));
            await _core.FailsAsync(IncidentsOfATest.Small);
        }

        await _core.PassesAsync(TimeSpan.FromSeconds(10));
        await _core.SucceedsAsync(IncidentsOfATest.Small);
        await _core.PassesAsync(TimeSpan.FromMinutes(16));

        var mails = await _core.MailsAsync();
        Assert.Equal([AlertKind.Incident, AlertKind.AllClear, AlertKind.Incident, AlertKind.AllClear], mails.Select(mail => mail.Kind));
        Assert.StartsWith("L’incident continue", mails[2].Subject, StringComparison.Ordinal);
        Assert.InRange(mails[2].CreatedAt - mails[1].CreatedAt, IncidentRules.Flapping, TimeSpan.FromMinutes(70));
        Assert.Single(await _core.IncidentsAsync());
    }

    [Fact]
    public async Task More_than_an_hour_later_it_is_another_incident()
    {
        await HasClosedIncidentAsync();
        await _core.PassesAsync(TimeSpan.FromMinutes(61));

        await _core.FailsAsync(IncidentsOfATest.Small);

        Assert.Equal(2, (await _core.IncidentsAsync()).Count);
        Assert.Equal([AlertKind.Incident, AlertKind.AllClear, AlertKind.Incident], (await _core.MailsAsync()).Select(mail => mail.Kind));
    }

    [Fact]
    public async Task Two_processes_make_one_incident_and_one_mail_for_each_user()
    {
        await _core.HasUserAsync("leo@agency.example", PlatformRole.Admin, "en");
        await using var other = await IncidentsOfATest.StartAsync(_core);

        await Task.WhenAll(
            Task.Run(() => _core.FailsAsync(IncidentsOfATest.Small, times: 10)), Task.Run(() => other.FailsAsync(IncidentsOfATest.Small, times: 10)));
        await _core.PassesAsync(TimeSpan.FromSeconds(30));
        await other.StepAsync();

        Assert.Equal(20, Assert.Single(await _core.IncidentsAsync()).Failures);
        Assert.Equal(["anne@agency.example", "leo@agency.example"], (await _core.MailsAsync()).Select(mail => mail.To).Order());

        await other.SucceedsAsync(IncidentsOfATest.Small);
        _core.Time.Advance(TimeSpan.FromMinutes(16));
        await Task.WhenAll(Task.Run(_core.StepAsync), Task.Run(other.StepAsync));

        Assert.Equal(4, (await _core.MailsAsync()).Count);
        Assert.Equal(4, Assert.Single(await _core.IncidentsAsync()).Mails);
    }

    [Fact]
    public async Task Incidents_are_one_for_each_model_and_kind_of_failure()
    {
        await _core.FailsAsync(IncidentsOfATest.Small, ProviderFailure.QuotaExhausted);
        await _core.FailsAsync(IncidentsOfATest.Small, ProviderFailure.Timeout);
        await _core.FailsAsync(IncidentsOfATest.Haiku, ProviderFailure.Timeout);

        Assert.Equal(3, (await _core.IncidentsAsync()).Count);
    }

    [Fact]
    public async Task Failure_that_a_visitor_causes_is_no_incident()
    {
        await _core.FailsAsync(IncidentsOfATest.Small, ProviderFailure.ContentRefused, 10);
        await _core.FailsAsync(IncidentsOfATest.Small, ProviderFailure.ContextTooLong, 10);
        await _core.FailsAsync(IncidentsOfATest.Small, ProviderFailure.BadRequest, 2);
        _core.Reports(IncidentsOfATest.Small, AttemptOutcome.Cancelled, null);
        await _core.PassesAsync(TimeSpan.FromMinutes(11));
        await _core.FailsAsync(IncidentsOfATest.Small, ProviderFailure.BadRequest, 2);

        Assert.Empty(await _core.IncidentsAsync());
    }

    [Fact]
    public async Task A_model_that_refuses_request_after_request_is_one()
    {
        await _core.FailsAsync(IncidentsOfATest.Small, ProviderFailure.BadRequest, IncidentRules.BadRequestsToOpen);

        Assert.Equal(3, Assert.Single(await _core.IncidentsAsync()).Failures);
    }

    [Fact]
    public async Task A_model_that_is_switched_off_has_no_incident_and_nobody_is_told()
    {
        await _core.FailsAsync(IncidentsOfATest.Small);
        await _core.Get<PlatformDocuments<Model>>().Modify(IncidentsOfATest.Small, new Update<Model>().Set(model => model.Active, false));
        await _core.Get<ProviderCatalog>().RefreshAsync(default);

        await _core.StepAsync();

        Assert.Equal(IncidentEnd.ModelOff, Assert.Single(await _core.IncidentsAsync()).ClosedBecause);
        Assert.Single(await _core.MailsAsync());
    }

    [Fact]
    public async Task Incident_that_a_dead_process_did_not_report_is_reported_by_another()
    {
        await _core.Get<IncidentStore>().FailedAsync(
            new FailureBatch(IncidentsOfATest.Small, ProviderFailure.Timeout, 1, _core.Time.GetUtcNow(), _core.Time.GetUtcNow()), default);
        await using var other = await IncidentsOfATest.StartAsync(_core);
        await other.StepAsync();
        Assert.Empty(await _core.MailsAsync());

        await other.PassesAsync(IncidentRules.NotifyAgainAfter + TimeSpan.FromSeconds(1));

        Assert.Single(await _core.MailsAsync());
    }

    private async Task HasClosedIncidentAsync()
    {
        await _core.FailsAsync(IncidentsOfATest.Small);
        await _core.PassesAsync(TimeSpan.FromSeconds(10));
        await _core.SucceedsAsync(IncidentsOfATest.Small);
        await _core.PassesAsync(TimeSpan.FromMinutes(16));
        Assert.Equal(IncidentState.Closed, Assert.Single(await _core.IncidentsAsync()).State);
    }
}
