using System.Security.Cryptography;
using System.Text;
using IAfluence.Core.Chatbots;
using IAfluence.Core.Replies.Running;
using IAfluence.Core.Replies.Visitors;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Replies.Contacts;

/// <summary>What became of a contact form.</summary>
/// <param name="Code">One of <see cref="ReplyErrors"/>; null when it is kept.</param>
/// <param name="Field">The property at fault; null for none.</param>
/// <param name="VisitorId">Whose it is now; null when it is not kept.</param>
public sealed record ContactOutcome(string? Code, string? Field = null, VisitorId? VisitorId = null);

/// <summary>Takes and keeps contacts, and shows them to those who may see them.</summary>
public sealed class ContactStore(ClientDocuments<Contact> contacts, ContactMails mails, ReplyStore store, TimeProvider time)
{
    /// <summary>Keeps it and has it sent; the same form sent again is kept once.</summary>
    /// <param name="visitor">Named by a valid token; null for someone without.</param>
    /// <param name="conversationId">The conversation it was left in, which must be the token's.</param>
    /// <param name="draft">As it was filled in.</param>
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
            // Of a new visitor too: it is erased with whatever else they leave.
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
        // Also of one that was kept before: a process may have died before its e-mail was in the outbox, which knows it again.
        if (form.SendTo is { } address)
            await mails.SendAsync(chatbot, contact, address);
        return new ContactOutcome(null, VisitorId: contact.VisitorId);
    }

    /// <summary>A client's, newest first.</summary>
    /// <param name="after">The page's cursor; null for the first.</param>
    public Task<DocumentPage<Contact>> ListAsync(ClientId clientId, string? after, int take, CancellationToken ct) =>
        contacts.ListAsync(clientId, new DocumentQuery<Contact>().ByDescending(contact => contact.At).Take(take).StartAfter(after), ct);

    /// <summary>Those left in one conversation, newest first.</summary>
    public async Task<IReadOnlyList<Contact>> OfConversationAsync(ClientId clientId, ConversationId conversationId, CancellationToken ct) =>
        (await contacts.ListAsync(
            clientId, DocumentQuery<Contact>.Where(Filter<Contact>.Eq(contact => contact.ConversationId, conversationId)).ByDescending(contact => contact.At), ct)).Items;

    public Task<Contact?> FindOrNullAsync(ClientId clientId, ContactId id, CancellationToken ct) => contacts.FindOrNullAsync(clientId, id, ct);

    /// <returns>False when there is none.</returns>
    public async Task<bool> DeleteAsync(ClientId clientId, ContactId id, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var deleted = await contacts.Delete(clientId, id);
        await mails.EraseAsync(clientId, id);
        return deleted.Count > 0;
    }

    // The same form has the same id; without one that nobody can guess, every form is another.
    private ContactId IdOf(PublishedChatbot chatbot, VisitorIdentity? visitor, ContactDraft draft)
    {
        var scope = visitor?.VisitorId.Value ?? chatbot.Chatbot.Id.Value;
        return draft.ClientMessageId is { } id && (visitor is not null || MessageKey.IsUnguessable(id))
            ? new ContactId(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{scope}:{id.ToLowerInvariant()}")).AsSpan(0, 16)))
            : NewId.Of<ContactId>(time);
    }
}
