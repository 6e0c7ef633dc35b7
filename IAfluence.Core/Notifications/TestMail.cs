using IAfluence.Core.Accounts;

namespace IAfluence.Core.Notifications;

/// <summary>Sends a test e-mail, so that users can check delivery.</summary>
public sealed class TestMail(Outbox outbox, MailLinks links)
{
    /// <param name="locale">The language of the requesting page.</param>
    public Task SendAsync(MailRecipient to, string locale)
    {
        var language = MailTexts.LanguageOf(locale);
        string T(string key) => MailTexts.Get(language, key);
        return outbox.PutAsync($"test/{Guid.NewGuid():N}", AlertKind.Test, to, new MailContent
        {
            Locale = language,
            Subject = T("Test.Subject"),
            Heading = T("Test.Heading"),
            Tone = MailTone.Good,
            Lead = [T("Test.Lead")],
            Link = new MailLink(T("Test.Link"), links.To(pages => pages.Emails)),
            Footer = [T("Test.Why")],
        });
    }
}
