using IAfluence.Core.Accounts;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Notifications;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Replies.Contacts;

/// <summary>Sends each contact to an address of the client, once. The e-mail's reply address is the visitor's.</summary>
public sealed class ContactMails(Outbox outbox, MailLinks links)
{
    public Task SendAsync(PublishedChatbot chatbot, Contact contact, string address)
    {
        var language = MailTexts.LanguageOf(chatbot.Client.Locale);
        string T(string key, params object[] arguments) => MailTexts.Get(language, key, arguments);
        var who = contact.Name ?? contact.Email ?? contact.Phone!;
        var facts = new List<MailFact>();
        Add("Contact.Name", contact.Name);
        Add("Contact.Email", contact.Email);
        Add("Contact.Phone", contact.Phone);
        Add("Contact.Page", contact.Page);
        var content = new MailContent
        {
            Locale = language,
            Subject = T("Contact.Subject", who, chatbot.Settings.Name),
            Heading = T("Contact.Heading", who),
            Lead = contact.Text is { } text ? text.Split('\n', StringSplitOptions.RemoveEmptyEntries) : [T("Contact.NoText")],
            Facts = facts,
            Link = new MailLink(
                T("Contact.Link"),
                links.To(pages => contact.ConversationId is { } id ? pages.Conversation(contact.ClientId, id) : pages.Contacts(contact.ClientId))),
            Footer = [T("Contact.Why", chatbot.Settings.Name)],
            ReplyTo = contact.Email,
        };
        return outbox.PutAsync(
            OccasionOf(contact.Id), AlertKind.Contact, new MailRecipient(address, null), content, new MailOwner(contact.ClientId, contact.ChatbotId, contact.VisitorId));

        void Add(string label, string? value)
        {
            if (value is not null)
                facts.Add(new MailFact(T(label), value));
        }
    }

    /// <summary>Erases the e-mails about a contact.</summary>
    public Task EraseAsync(ClientId clientId, ContactId id) => outbox.EraseAsync(clientId, Filter<Email>.Eq(email => email.Occasion, OccasionOf(id)));

    private static string OccasionOf(ContactId id) => $"contact/{id}";
}
