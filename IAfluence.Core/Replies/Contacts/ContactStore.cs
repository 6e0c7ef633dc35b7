using System.Security.Cryptography;
using System.Text;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Replies.Running;
using IAfluence.Core.Replies.Visitors;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Replies.Contacts;

/// <summary>The result of sending a contact form.</summary>
/// <param name="Code">One of <see cref="ReplyErrors"/>; null when the contact was stored.</param>
/// <param name="Field">The invalid property; null when no single property is invalid.</param>
/// <param name="VisitorId">The visitor to whom the contact belongs; null when it was not stored.</param>
public sealed record ContactOutcome(string? Code, string? Field = null, VisitorId? VisitorId = null);

/// <summary>Stores, lists and deletes contacts.</summary>
public sealed class ContactStore(ClientDocuments<Contact> contacts, ContactMails mails, ReplyStore store, TimeProvider time)
{
    /// <summary>Validates and stores a contact, and sends it by e-mail when the form has a recipient. A repeated form is stored once.</summary>
    /// <param name="visitor">The visitor of a valid token; null without a token.</param>
    /// <param name="conversationId">The conversation in which the form was sent; it must be that of the token.</param>
    public async Task<ContactOutcome> LeaveAsync(
        PublishedChatbot chatbot, VisitorIdentity? visitor, ConversationId? conversationId, ContactDraft draft, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (chatbot.Settings.Contact is not { } form)
            return new ContactOutcome(ReplyErrors.ContactOff);
        draft = draft.Tidy(form);
        if (draft.FaultOrNull(form) is { } field)
            return new ContactOutcome(ReplyErrors.InvalidContact, field);
        var now = time.GetUtcNow();
        var contact = new Contact
        {
            Id = IdOf(chatbot, visitor, draft),
            ClientId = chatbot.Client.Id,
            ChatbotId = chatbot.Chatbot.Id,
            // A new visitor gets an id as well, so that the contact is erased with the visitor's other data.
            VisitorId = visitor?.VisitorId ?? NewId.Of<VisitorId>(time),
            ConversationId = conversationId,
            Name = draft.Name,
            Email = draft.Email,
            Phone = draft.Phone,
            Text = draft.Text,
            Locale = draft.Locale,
            Page = draft.Page,
            At = now,
            ExpiresAt = store.ExpiryOf(chatbot.Client, now),
        };
        if (await contacts.Insert(contact.ClientId, contact) != InsertResult.Inserted)
            contact = await contacts.FindOrNullAsync(contact.ClientId, contact.Id, ct) ?? contact;
        // Also for a repeated form: a process may have died before the e-mail was in the outbox, which ignores a repetition.
        if (form.SendTo is { } address)
            await mails.SendAsync(chatbot, contact, address);
        return new ContactOutcome(null, VisitorId: contact.VisitorId);
    }

    /// <summary>Lists the contacts of a client, newest first.</summary>
    /// <param name="after">The cursor of the page; null for the first page.</param>
    public Task<DocumentPage<Contact>> ListAsync(ClientId clientId, string? after, int take, CancellationToken ct) =>
        contacts.ListAsync(clientId, new DocumentQuery<Contact>().ByDescending(contact => contact.At).Take(take).StartAfter(after), ct);

    /// <summary>Lists the contacts of one conversation, newest first.</summary>
    public async Task<IReadOnlyList<Contact>> OfConversationAsync(ClientId clientId, ConversationId conversationId, CancellationToken ct) =>
        (await contacts.ListAsync(
            clientId, DocumentQuery<Contact>.Where(Filter<Contact>.Eq(contact => contact.ConversationId, conversationId)).ByDescending(contact => contact.At), ct)).Items;

    public Task<Contact?> FindOrNullAsync(ClientId clientId, ContactId id, CancellationToken ct) => contacts.FindOrNullAsync(clientId, id, ct);

    /// <returns>False when the contact does not exist.</returns>
    public async Task<bool> DeleteAsync(ClientId clientId, ContactId id, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var deleted = await contacts.Delete(clientId, id);
        await mails.EraseAsync(clientId, id);
        return deleted.Count > 0;
    }

    // A repeated form gets the same id. When the device's id can be guessed and there is no visitor, every form gets a new one.
    private ContactId IdOf(PublishedChatbot chatbot, VisitorIdentity? visitor, ContactDraft draft)
    {
        var scope = visitor?.VisitorId.Value ?? chatbot.Chatbot.Id.Value;
        return draft.ClientMessageId is { } id && (visitor is not null || MessageKey.IsUnguessable(id))
            ? new ContactId(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{scope}:{id.ToLowerInvariant()}")).AsSpan(0, 16)))
            : NewId.Of<ContactId>(time);
    }
}
