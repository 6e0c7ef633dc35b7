using IAfluence.Core.Accounts;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Notifications;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Replies.Handover;

/// <summary>
/// Notifies a client's agents and managers by e-mail that a visitor waits for a human. Members who muted this alert are skipped. When no member
/// remains, the platform's users who receive this alert are notified.
/// </summary>
public sealed class HandoverMails(
    Outbox outbox, MailLinks links, AlertRecipients platform, PlatformDocuments<Membership> memberships, PlatformDocuments<User> users)
{
    private const int OpeningCharacters = 120;

    /// <param name="askedAt">When the visitor asked for a human. One e-mail per recipient is sent for each request.</param>
    public async Task SendAsync(PublishedChatbot chatbot, Conversation conversation, DateTimeOffset askedAt)
    {
        var owner = new MailOwner(conversation.ClientId, conversation.ChatbotId, conversation.VisitorId);
        var occasion = $"human/{conversation.Id}/{askedAt.ToUnixTimeMilliseconds()}";
        foreach (var user in await RecipientsAsync(conversation))
        {
            var content = Content(chatbot, conversation, MailTexts.LanguageOf(user.Locale));
            await outbox.PutAsync(occasion, AlertKind.Human, new MailRecipient(user.Email, user.Id), content, owner);
        }
    }

    /// <summary>Erases the e-mails about a visitor who was erased in the meantime.</summary>
    public Task EraseAsync(Conversation conversation) =>
        outbox.EraseAsync(conversation.ClientId, Filter<Email>.Eq(email => email.VisitorId, conversation.VisitorId));

    private async Task<IReadOnlyList<User>> RecipientsAsync(Conversation conversation)
    {
        var members = await memberships.ListAsync(
            DocumentQuery<Membership>.Where(Filter<Membership>.Eq(membership => membership.ClientId, conversation.ClientId)).Take(DocumentQuery<Membership>.MaxLimit),
            CancellationToken.None);
        var found = new List<User>();
        foreach (var member in members.Items.Where(Membership.MayReply))
        {
            if (await users.FindOrNullAsync(member.UserId, CancellationToken.None) is { } user && !user.MutedAlerts.Contains(AlertKind.Human))
                found.Add(user);
        }

        return found.Count > 0 ? found : await platform.OfAsync(AlertKind.Human, CancellationToken.None);
    }

    private MailContent Content(PublishedChatbot chatbot, Conversation conversation, string language)
    {
        string T(string key, params object[] arguments) => MailTexts.Get(language, key, arguments);
        var facts = new List<MailFact>
        {
            new(T("Human.Chatbot"), chatbot.Settings.Name),
            new(T("Human.Opening"), TextCut.At(string.Join(' ', conversation.Opening.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), OpeningCharacters)),
        };
        if (conversation.Page is { } page)
            facts.Add(new MailFact(T("Contact.Page"), page));
        return new MailContent
        {
            Locale = language,
            Subject = T("Human.Subject", chatbot.Settings.Name),
            Heading = T("Human.Heading"),
            Tone = MailTone.Warning,
            Lead = [T("Human.Lead")],
            Facts = facts,
            Link = new MailLink(T("Human.Link"), links.To(pages => pages.Conversation(conversation.ClientId, conversation.Id))),
            Footer = [T("Human.Why", chatbot.Client.Name), T("Footer.Choose", links.To(pages => pages.Account))],
        };
    }
}
