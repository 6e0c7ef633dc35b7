using System.Globalization;
using IAfluence.Core.Accounts;
using IAfluence.Core.Notifications;

namespace IAfluence.Core.Quotas;

/// <summary>
/// Sends an e-mail to the platform's users when a quota reaches 50, 80 or 100 percent, once per period. When several marks are reached at the same
/// time, only the highest is sent.
/// </summary>
internal sealed class QuotaMails(Outbox outbox, AlertRecipients recipients, AlertWords words, MailLinks links, QuotaSubjects subjects) : IQuotaMarkListener
{
    private const int Full = 100;

    public async Task MarkedAsync(QuotaMark mark, CancellationToken ct)
    {
        var reached = mark.Quota.PercentOf(mark.Used);
        if (mark.Kind != QuotaMarkKind.Alert || QuotaMark.Alerts.Any(higher => higher > mark.Percent && higher <= reached))
            return;
        if (await subjects.FindOrNullAsync(mark, ct) is not { } about)
            return;
        foreach (var user in await recipients.OfAsync(AlertKind.Quota, ct))
        {
            var content = Content(mark, about, MailTexts.LanguageOf(user.Locale));
            await outbox.PutAsync($"quota/{mark.Id}", AlertKind.Quota, new MailRecipient(user.Email, user.Id), content, OwnerOrNull(mark));
        }
    }

    /// <summary>The client or chatbot with which the e-mail is erased; null for a model or provider.</summary>
    private static MailOwner? OwnerOrNull(QuotaMark mark) => mark.Of switch
    {
        QuotaKind.Client => new MailOwner(ClientId.From(mark.OwnId), null, null),
        QuotaKind.Chatbot => new MailOwner(mark.ClientId!.Value, ChatbotId.From(mark.OwnId), null),
        _ => null,
    };

    private MailContent Content(QuotaMark mark, QuotaSubject about, string language)
    {
        string T(string key, params object[] arguments) => MailTexts.Get(language, key, arguments);
        var full = mark.Percent >= Full;
        var calls = mark.Of is QuotaKind.Model or QuotaKind.Provider;
        var facts = new List<MailFact>
        {
            new(T($"Quota.Of.{mark.Of}"), about.Name),
            new(T("Quota.Period"), T("Quota.Period.Value", words.Instant(mark.Start, language), words.Instant(mark.End, language))),
        };
        if (mark.Quota.Messages is { } messages)
            facts.Add(new(T(calls ? "Quota.Calls" : "Quota.Messages"), T("Quota.Used", Count(mark.Used.Messages, language), Count(messages, language))));
        if (mark.Quota.Tokens is { } tokens)
            facts.Add(new(T("Quota.Tokens"), T("Quota.Used", Count(mark.Used.Tokens, language), Count(tokens, language))));
        if (mark.Quota.CostMicros is { } cost)
            facts.Add(new(T("Quota.Cost"), T("Quota.Used", AlertWords.Dollars(mark.Used.CostMicros, language), AlertWords.Dollars(cost, language))));
        return new MailContent
        {
            Locale = language,
            Subject = full ? T("Quota.Full.Subject", about.Name) : T("Quota.Subject", mark.Percent, about.Name),
            Heading = full ? T("Quota.Full.Heading", about.Name) : T("Quota.Heading", mark.Percent, about.Name),
            Tone = full ? MailTone.Bad : MailTone.Warning,
            Lead = [full ? T(calls ? "Quota.Full.Calls" : "Quota.Full.Messages") : T("Quota.Lead")],
            Facts = facts,
            Link = new MailLink(T("Link.Quota"), links.To(about.Page)),
            Footer = words.Footer(language),
        };
    }

    private static string Count(long count, string language) => count.ToString("N0", CultureInfo.GetCultureInfo(language));
}
