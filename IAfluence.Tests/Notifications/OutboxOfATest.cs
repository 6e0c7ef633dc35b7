using IAfluence.Core.Accounts;
using IAfluence.Core.Notifications;
using IAfluence.Core.Notifications.Smtp;
using IAfluence.Core.Storage;
using IAfluence.Tests.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace IAfluence.Tests.Notifications;

/// <summary>E-mails for tests, and processes that send them to a server of the test's own.</summary>
internal static class OutboxOfATest
{
    public static readonly MailRecipient Anne = new("anne@agency.example", null);

    public static readonly MailContent Letter = new()
    {
        Locale = "fr",
        Subject = "Le modèle « petit » ne répond plus : quota épuisé, et voilà un sujet qui passe à la ligne",
        Heading = "Quota épuisé",
        Tone = MailTone.Bad,
        Lead = [".point au début", "=égal, 100 % — <b>pas du HTML</b> & fin ", new string('é', 200)],
        Facts = [new("Depuis", "10 h 05"), new("Chatbots", "Accueil", "Vente")],
        Link = new MailLink("Voir l’incident", "https://chat.agency.example/admin/incidents?x=1&y=2"),
        Footer = ["Pour ne plus recevoir ces e-mails : Mon compte."],
    };

    /// <summary>A process that sends to the sink and trusts its certificate.</summary>
    public static Task<CoreHost> StartAsync(SmtpSink sink, string security, bool signIn = true, bool trusts = true, TimeSpan? answersWithin = null, CoreHost? onDatabaseOf = null) =>
        CoreHost.StartAsync(
            onDatabaseOf,
            services =>
            {
                if (trusts)
                    services.AddSingleton(new SmtpTrust((_, certificate, _, _) => certificate?.GetCertHashString() == sink.Certificate.GetCertHashString()));
                if (answersWithin is { } limit)
                    services.AddSingleton(new SmtpTimeouts { Response = limit, Data = limit, Total = limit * 10 });
                // The clock of these processes stands still, and with it every wait; what waits for a server waits for real.
                services.AddSingleton<IMailTransport>(provider => new SmtpTransport(
                    provider.GetRequiredService<Microsoft.Extensions.Options.IOptions<EmailOptions>>(), provider.GetRequiredService<SmtpTrust>(),
                    provider.GetRequiredService<SmtpTimeouts>(), TimeProvider.System));
            },
            sink.Settings(security, signIn));

    public static Task<bool> PutAsync(this CoreHost core, string occasion = "test", MailRecipient? to = null, MailContent? content = null) =>
        core.Get<Outbox>().PutAsync(occasion, AlertKind.Incident, to ?? Anne, content ?? Letter);

    public static Task<int> SendAsync(this CoreHost core) => core.Get<OutboxSender>().SendDueAsync(default);

    public static async Task<Email> OnlyMailAsync(this CoreHost core) =>
        Assert.Single((await core.Get<PlatformDocuments<Email>>().ListAsync(new DocumentQuery<Email>(), default)).Items);
}
