using IAfluence.Core.Accounts;
using IAfluence.Core.Providers;
using IAfluence.Core.Quotas;
using IAfluence.Tests.Notifications;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Routing.Incidents;

/// <summary>What stands in the e-mails of alerts, and who gets which; read back from the files they are written to.</summary>
public sealed class TellingOfIncidentsTests
{
    [Fact]
    public async Task An_incident_says_cause_time_chatbots_fallback_cost_and_where_to_look()
    {
        await using var core = await IncidentsOfATest.StartAsync(null, ("PublicUrl", "https://chat.agency.example/"));
        await core.HasUserAsync("anne@agency.example");
        var martin = await core.HasClientAsync();
        await core.HasChatbotAsync(martin, Catalog.Accueil with { Route = [IncidentsOfATest.Small, IncidentsOfATest.Haiku] });
        await core.HasChatbotAsync(martin, Catalog.Accueil with { Name = "Autre", Route = [IncidentsOfATest.Haiku] });

        await core.FailsAsync(IncidentsOfATest.Small);
        await core.SendAsync();

        var mail = Assert.Single(ReadMail.Folder(core.Folder));
        Assert.Equal("Incident\u00a0: gpt-4o-mini – quota ou crédit épuisé", mail.Subject);
        Assert.All(
            [
                "Vos visiteurs ne remarquent rien", "Modèle\u00a0: gpt-4o-mini · main", "Le quota ou le crédit chez le fournisseur est épuisé", "14 mars 2026", "Assistant Martin (Boulangerie Martin)",
                "Répond à sa place\u00a0: claude-haiku-4-5", "7,4 fois plus cher. 1\u00a0000 réponses coûtent environ 3,00\u00a0$ au lieu de 0,41\u00a0$ (avec 1\u202f500 tokens d’entrée et 300 tokens de sortie par réponse).",
                "https://chat.agency.example/admin/incidents", "Choisir les alertes que vous recevez\u00a0: https://chat.agency.example/account",
            ],
            words => Assert.Contains(words, mail.Text, StringComparison.Ordinal));
        Assert.DoesNotContain("Autre", mail.Text, StringComparison.Ordinal);
        Assert.Contains("href=\"https://chat.agency.example/admin/incidents\"", mail.Html, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"fr\">", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_says_when_no_model_answers_and_counts_many_chatbots()
    {
        await using var core = await IncidentsOfATest.StartAsync();
        await core.HasUserAsync("leo@agency.example", PlatformRole.Admin, "en");
        var martin = await core.HasClientAsync();
        for (var n = 0; n < 12; n++)
            await core.HasChatbotAsync(martin, Catalog.Accueil with { Name = $"Bot {n:00}", Route = [IncidentsOfATest.Small] });

        await core.FailsAsync(IncidentsOfATest.Small, ProviderFailure.Authentication);
        await core.SendAsync();

        var mail = Assert.Single(ReadMail.Folder(core.Folder));
        Assert.Equal("Incident: gpt-4o-mini – API key refused", mail.Subject);
        Assert.All(
            ["No other model can answer in its place", "Bot 09 (Boulangerie Martin)", "and 2 more", "no model (chatbots: 12)", "View the incidents:\n/admin/incidents"],
            words => Assert.Contains(words, mail.Text, StringComparison.Ordinal));
        Assert.DoesNotContain("<a ", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_fails_too_is_not_named_as_the_one_that_answers()
    {
        await using var core = await IncidentsOfATest.StartAsync();
        await core.HasUserAsync("anne@agency.example");
        await core.HasChatbotAsync(await core.HasClientAsync(), Catalog.Accueil with { Route = [IncidentsOfATest.Small, IncidentsOfATest.Haiku] });

        await core.FailsAsync(IncidentsOfATest.Small);
        await core.FailsAsync(IncidentsOfATest.Haiku);

        Assert.Contains("aucun modèle (chatbots\u00a0: 1)", (await core.MailsAsync()).Single(mail => mail.Subject.Contains("haiku", StringComparison.Ordinal)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task User_gets_the_chosen_mails_in_the_own_language()
    {
        await using var core = await IncidentsOfATest.StartAsync();
        await core.HasUserAsync("anne@agency.example", locale: null);
        await core.HasUserAsync("leo@agency.example", PlatformRole.Admin, "en", AlertKind.AllClear);
        await core.HasUserAsync("max@agency.example", PlatformRole.Owner, "en", AlertKind.Incident, AlertKind.AllClear, AlertKind.Quota);
        await core.HasUserAsync("membre@martin.example", PlatformRole.None);

        await core.FailsAsync(IncidentsOfATest.Small);
        await core.PassesAsync(TimeSpan.FromSeconds(10));
        await core.SucceedsAsync(IncidentsOfATest.Small);
        await core.PassesAsync(TimeSpan.FromMinutes(16));

        Assert.Equal(
            ["anne@agency.example fr AllClear", "anne@agency.example fr Incident", "leo@agency.example en Incident"],
            (await core.MailsAsync()).Select(mail => $"{mail.To} {mail.Locale} {mail.Kind}").Order(StringComparer.Ordinal));
        var clear = (await core.MailsAsync()).Single(mail => mail.Kind == AlertKind.AllClear);
        Assert.Equal("Rétabli\u00a0: gpt-4o-mini", clear.Subject);
        Assert.Contains("Durée\u00a0: 15 min", clear.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(50, "Quota à 50\u00a0%\u00a0: Boulangerie Martin")]
    [InlineData(85, "Quota à 80\u00a0%\u00a0: Boulangerie Martin")]
    [InlineData(120, "Quota atteint\u00a0: Boulangerie Martin")]
    public async Task A_quota_is_told_once_at_its_highest_mark(long used, string subject)
    {
        await using var core = await IncidentsOfATest.StartAsync();
        await core.HasUserAsync("anne@agency.example");
        await core.HasUserAsync("leo@agency.example", muted: AlertKind.Quota);
        var martin = await core.HasClientAsync();
        var now = core.Time.GetUtcNow();
        var window = new ClientQuotaWindow
        {
            Id = new QuotaWindowId("client-martin-2026-03"),
            ClientId = martin.Id,
            Kind = QuotaKind.Client,
            OwnId = martin.Id.Value,
            Quota = new Quota(QuotaPeriod.Month, Messages: 100, CostMicros: 50_000_000),
            Start = now.AddDays(-13),
            End = now.AddDays(18),
            Used = new QuotaUse(used, 5000, 1_250_000),
            ExpiresAt = now.AddDays(60),
        };

        for (var n = 0; n < 3; n++)
            await core.Get<QuotaMarks>().NoteAlertsAsync(martin.Id, window, default);

        var mail = Assert.Single(await core.MailsAsync());
        Assert.Equal(subject, mail.Subject);
        Assert.Contains($"Messages\u00a0: {used} sur 100", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Coût\u00a0: 1,25\u00a0$ sur 50,00\u00a0$", mail.Text, StringComparison.Ordinal);
        Assert.Contains($"/admin/clients/{martin.Id}", mail.Text, StringComparison.Ordinal);
    }
}
