using IAfluence.Core.Accounts;

namespace IAfluence.Core.Notifications;

/// <summary>An e-mail by which whoever asks for it sees whether e-mails arrive.</summary>
public sealed class TestMail(Outbox outbox, MailLinks links)
{
    /// <param name="locale">The language of the page that was asked on.</param>
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
