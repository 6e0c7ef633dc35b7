using IAfluence.Core.Accounts;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Notifications;

/// <summary>Queues e-mails. An e-mail is stored before delivery is attempted.</summary>
public sealed class Outbox(PlatformDocuments<Email> emails, IMailTransport transport, WakeSignal<OutboxWorker> wake, TimeProvider time)
{
    /// <summary>Queues an e-mail. Repeated calls for the same occasion and recipient queue it once.</summary>
    /// <param name="occasion">The event, such as <c>incident/{id}/1/opened</c>; the same in every process.</param>
    /// <param name="content">In the recipient's language.</param>
    /// <param name="owner">The owner of the data in the e-mail; null for none.</param>
    /// <returns>False when it was already queued.</returns>
    public async Task<bool> PutAsync(string occasion, AlertKind kind, MailRecipient to, MailContent content, MailOwner? owner = null)
    {
        var now = time.GetUtcNow();
        var inserted = await emails.Insert(new Email
        {
            Id = EmailId.Of(occasion, to.UserId?.Value ?? to.Address),
            Kind = kind,
            To = to.Address,
            UserId = to.UserId,
            Occasion = occasion,
            ClientId = owner?.ClientId,
            ChatbotId = owner?.ChatbotId,
            VisitorId = owner?.VisitorId,
            Locale = content.Locale,
            Subject = content.Subject,
            ReplyTo = content.ReplyTo,
            Text = MailRenderer.Text(content),
            Html = MailRenderer.Html(content),
            State = EmailState.Waiting,
            NextAttemptAt = now,
            CreatedAt = now,
        });
        if (inserted != InsertResult.Inserted)
            return false;
        wake.Set();
        return true;
    }

    /// <summary>Lists the e-mails in a state, newest first.</summary>
    public Task<DocumentPage<Email>> ListAsync(EmailState state, string? after, int take, CancellationToken ct) => emails.ListAsync(
        DocumentQuery<Email>.Where(Filter<Email>.Eq(email => email.State, state)).ByDescending(email => email.CreatedAt).Take(take).StartAfter(after), ct);

    public Task<Email?> FindOrNullAsync(EmailId id, CancellationToken ct) => emails.FindOrNullAsync(id, ct);

    /// <summary>Makes an undelivered or waiting e-mail due now. An undelivered e-mail gets a new series of attempts.</summary>
    /// <returns>False when there is no such e-mail, or when it is being sent.</returns>
    public async Task<bool> SendAgainAsync(EmailId id)
    {
        var now = time.GetUtcNow();
        var again = await emails.Modify(
            id,
            new Update<Email>().Set(email => email.State, EmailState.Waiting).Set(email => email.NextAttemptAt, now).Set(email => email.Attempts, 0)
                .Unset(email => email.SendingBy).Unset(email => email.ExpiresAt),
            Filter<Email>.Eq(email => email.State, EmailState.Dead)
            | (Filter<Email>.Eq(email => email.State, EmailState.Waiting)
                & (Filter<Email>.Eq(email => email.SendingBy, null) | Filter<Email>.Lte(email => email.NextAttemptAt, now))));
        if (again.Applied)
            wake.Set();
        return again.Applied;
    }

    /// <summary>
    /// Erases e-mails that contain a client's data, together with their files in the folder. An e-mail accepted by a mail server cannot be
    /// erased.
    /// </summary>
    /// <param name="which">Limits the erasure to a chatbot, visitor or occasion; null for all of the client's e-mails.</param>
    internal async Task EraseAsync(ClientId clientId, Filter<Email>? which = null)
    {
        var ofClient = Filter<Email>.Eq(email => email.ClientId, clientId);
        var gone = DocumentQuery<Email>.Where(which is null ? ofClient : ofClient & which).Take(IErasableCollection.BatchSize);
        while ((await emails.ListAsync(gone, CancellationToken.None)).Items is { Count: > 0 } batch)
        {
            foreach (var email in batch)
            {
                transport.DeleteCopy(email);
                await emails.Delete(email.Id);
            }
        }
    }
}

/// <summary>The owner of the data in an e-mail. The e-mail is erased with the owner.</summary>
/// <param name="ChatbotId">Null when the e-mail is about the client itself.</param>
/// <param name="VisitorId">Null when there is no visitor, or the visitor has no id yet.</param>
public sealed record MailOwner(ClientId ClientId, ChatbotId? ChatbotId, VisitorId? VisitorId);

/// <summary>The recipient of an e-mail.</summary>
/// <param name="UserId">Null when the address belongs to no user.</param>
public sealed record MailRecipient(string Address, UserId? UserId);
