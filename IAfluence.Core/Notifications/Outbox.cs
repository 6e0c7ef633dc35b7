using IAfluence.Core.Accounts;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Notifications;

/// <summary>Where e-mails wait until they have left, stored before anyone relies on them.</summary>
public sealed class Outbox(PlatformDocuments<Email> emails, IMailTransport transport, WakeSignal<OutboxWorker> wake, TimeProvider time)
{
    /// <summary>Puts an e-mail in the outbox, once for each occasion and recipient however often it is asked for.</summary>
    /// <param name="occasion">What it is about, such as <c>incident/{id}/1/opened</c>; the same in every process.</param>
    /// <param name="kind">What the recipient chose to get.</param>
    /// <param name="content">Already in the recipient's language.</param>
    /// <param name="owner">Whose data it carries; null for nobody's.</param>
    /// <returns>False when it had been put there before.</returns>
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

    /// <summary>Those in one state, newest first.</summary>
    public Task<DocumentPage<Email>> ListAsync(EmailState state, string? after, int take, CancellationToken ct) => emails.ListAsync(
        DocumentQuery<Email>.Where(Filter<Email>.Eq(email => email.State, state)).ByDescending(email => email.CreatedAt).Take(take).StartAfter(after), ct);

    public Task<Email?> FindOrNullAsync(EmailId id, CancellationToken ct) => emails.FindOrNullAsync(id, ct);

    /// <summary>Has a dead letter, or one that waits for its next try, tried now; a dead one gets a whole new day of tries.</summary>
    /// <returns>False when there is none such, or when it is being sent at this moment.</returns>
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
    /// Erases the e-mails that carry a client's data, or those of them that are about one thing: waiting or kept, and what was
    /// written into the folder. What a mail server took is with its recipient.
    /// </summary>
    /// <param name="which">Only those of one chatbot, visitor or occasion; null for all.</param>
    internal async Task EraseAsync(ClientId clientId, Filter<Email>? which = null)
    {
        var ofClient = Filter<Email>.Eq(email => email.ClientId, clientId);
        var gone = DocumentQuery<Email>.Where(which is null ? ofClient : ofClient & which).Take(IErasableCollection.BatchSize);
        while ((await emails.ListAsync(gone, CancellationToken.None)).Items is { Count: > 0 } batch)
        {
            foreach (var email in batch)
            {
                transport.TakeBack(email);
                await emails.Delete(email.Id);
            }
        }
    }
}

/// <summary>Whose data an e-mail carries: it goes when theirs goes.</summary>
/// <param name="ChatbotId">Its chatbot; null for what is about the client itself.</param>
/// <param name="VisitorId">The visitor; null for someone who has no name yet.</param>
public sealed record MailOwner(ClientId ClientId, ChatbotId? ChatbotId, VisitorId? VisitorId);

/// <summary>Who gets an e-mail.</summary>
/// <param name="Address">The e-mail address.</param>
/// <param name="UserId">The user it belongs to; null for an address of no user.</param>
public sealed record MailRecipient(string Address, UserId? UserId);
