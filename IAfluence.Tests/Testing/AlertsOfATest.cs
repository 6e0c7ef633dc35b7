using IAfluence.Core.Accounts;
using IAfluence.Core.Notifications;
using IAfluence.Core.Providers;
using IAfluence.Core.Routing.Incidents;
using IAfluence.Core.Storage;

namespace IAfluence.Tests.Testing;

/// <summary>Incidents and e-mails as they are found in the store, for tests of those who read them.</summary>
internal static class AlertsOfATest
{
    public static async Task<Incident> HasIncidentAsync(this IAfluenceApp app, string model = "gpt <4o>", bool open = true)
    {
        var at = app.Time.GetUtcNow();
        var incident = new Incident
        {
            Id = NewId.Of<IncidentId>(app.Time),
            ModelId = BuiltinProvider.ModelId,
            ModelName = model,
            ProviderKey = "main",
            Failure = ProviderFailure.QuotaExhausted,
            State = open ? IncidentState.Open : IncidentState.Closed,
            OpenedAt = at.AddMinutes(-40),
            LastFailureAt = at.AddMinutes(-16),
            ClosedAt = open ? null : at,
            ClosedBecause = open ? null : IncidentEnd.Recovered,
            Failures = 1234,
            Relapses = 2,
            Mails = 2,
        };
        await app.BelowHttp.Get<PlatformDocuments<Incident>>().Insert(incident);
        await app.BelowHttp.Get<OpenIncidents>().RefreshAsync(default);
        return incident;
    }

    public static async Task<Email> HasEmailAsync(this IAfluenceApp app, EmailState state, MailFault? fault = null)
    {
        var at = app.Time.GetUtcNow();
        var email = new Email
        {
            Id = EmailId.Of(Guid.NewGuid().ToString("N"), "anne@agency.example"),
            Kind = AlertKind.Incident,
            To = "anne@agency.example",
            Locale = "fr",
            Subject = $"Incident : petit & <grand> ({state})",
            Text = "Le modèle ne répond plus.\n\n  - Accueil\n",
            Html = "<p>Le modèle ne répond plus.</p>",
            State = state,
            Attempts = 8,
            NextAttemptAt = state == EmailState.Waiting ? at.AddHours(1) : null,
            LastFault = fault,
            LastReply = fault is null ? null : "550 5.1.1 <nobody>",
            CreatedAt = at.AddMinutes(-5),
            SentAt = state == EmailState.Sent ? at : null,
            ExpiresAt = state == EmailState.Waiting ? null : at.AddDays(30),
        };
        await app.BelowHttp.Get<PlatformDocuments<Email>>().Insert(email);
        await app.BelowHttp.Get<MailHealth>().RefreshAsync(default);
        return email;
    }
}
