using IAfluence.Core.Accounts;
using IAfluence.Core.Storage;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Notifications;

/// <summary>
/// Sends due e-mails. Several processes can run it at once: an e-mail is claimed before delivery, and the claim of a process that ended
/// expires. When a process ends after the server accepted the e-mail and before that is stored, the e-mail is sent a second time with the
/// same Message-ID; in the folder the file is replaced.
/// </summary>
public sealed partial class OutboxSender(PlatformDocuments<Email> emails, IMailTransport transport, TimeProvider time, ILogger<OutboxSender> log)
{
    /// <summary>The delays after each failed attempt; after the last one the e-mail is abandoned. Eight attempts in 21 hours.</summary>
    public static readonly IReadOnlyList<TimeSpan> Pauses =
    [
        TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2),
        TimeSpan.FromHours(6), TimeSpan.FromHours(12),
    ];

    /// <summary>Longer than the maximum duration of a delivery.</summary>
    internal static readonly TimeSpan Claim = TimeSpan.FromMinutes(3);

    private const int BatchSize = 50;
    private const int MaxReplyCharacters = 300;

    private readonly string _process = Guid.NewGuid().ToString("N");

    /// <summary>Attempts to send every e-mail that is due, longest due first.</summary>
    /// <returns>The number of accepted e-mails.</returns>
    public async Task<int> SendDueAsync(CancellationToken ct)
    {
        var due = await emails.ListAsync(
            DocumentQuery<Email>.Where(Filter<Email>.Eq(email => email.State, EmailState.Waiting) & Filter<Email>.Lte(email => email.NextAttemptAt, time.GetUtcNow()))
                .By(email => email.NextAttemptAt).Take(BatchSize),
            ct);
        var sent = 0;
        foreach (var email in due.Items)
        {
            if (await ClaimOrNullAsync(email) is { } claimed && await SendAsync(claimed, ct))
                sent++;
        }

        return sent;
    }

    private async Task<Email?> ClaimOrNullAsync(Email email)
    {
        var now = time.GetUtcNow();
        var claimed = await emails.Modify(
            email.Id,
            new Update<Email>().Set(mail => mail.SendingBy, $"{_process}-{email.Version}").Set(mail => mail.NextAttemptAt, now + Claim).Increment(mail => mail.Attempts, 1),
            Filter<Email>.Eq(mail => mail.State, EmailState.Waiting) & Filter<Email>.Lte(mail => mail.NextAttemptAt, now));
        return claimed.After;
    }

    private async Task<bool> SendAsync(Email email, CancellationToken ct)
    {
        try
        {
            await transport.DeliverAsync(email, ct);
        }
        catch (MailDeliveryException refused)
        {
            await RecordFailureAsync(email, refused);
            return false;
        }
        catch (Exception defect) when (!ct.IsCancellationRequested)
        {
            // An unexpected error with one e-mail must not stop the others.
            await RecordFailureAsync(email, new MailDeliveryException(MailFault.Unknown, null, defect));
            return false;
        }

        var now = time.GetUtcNow();
        var noted = await emails.Modify(
            email.Id,
            new Update<Email>().Set(mail => mail.State, EmailState.Sent).Set(mail => mail.SentAt, now).Set(mail => mail.ExpiresAt, now + Email.SentRetention)
                .Unset(mail => mail.NextAttemptAt).Unset(mail => mail.SendingBy).Unset(mail => mail.LastFault).Unset(mail => mail.LastReply),
            Filter<Email>.Eq(mail => mail.SendingBy, email.SendingBy));
        // The e-mail was erased during delivery.
        if (!noted.Applied && await emails.FindOrNullAsync(email.Id, CancellationToken.None) is null)
            transport.DeleteCopy(email);
        Log.Sent(log, email.Id, email.Kind, email.Attempts);
        return true;
    }

    private async Task RecordFailureAsync(Email email, MailDeliveryException refused)
    {
        var now = time.GetUtcNow();
        var given = refused.IsFinal || email.Attempts > Pauses.Count;
        var update = new Update<Email>().Set(mail => mail.LastFault, refused.Fault).Set(mail => mail.LastReply, OneLine(refused.Reply)).Unset(mail => mail.SendingBy);
        update = given
            ? update.Set(mail => mail.State, EmailState.Dead).Set(mail => mail.ExpiresAt, now + Email.DeadRetention).Unset(mail => mail.NextAttemptAt)
            : update.Set(mail => mail.NextAttemptAt, now + Pauses[(int)email.Attempts - 1]);
        await emails.Modify(email.Id, update, Filter<Email>.Eq(mail => mail.SendingBy, email.SendingBy));
        if (given)
            Log.GivenUp(log, refused, email.Id, email.Kind, refused.Fault, email.Attempts);
        else
            Log.Failed(log, refused, email.Id, email.Kind, refused.Fault, email.Attempts);
    }

    private static string? OneLine(string? reply)
    {
        if (reply is null)
            return null;
        var line = string.Concat(reply.Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();
        return line.Length <= MaxReplyCharacters ? line : line[..MaxReplyCharacters] + "…";
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Sent e-mail {EmailId} ({Kind}) at attempt {Attempt}")]
        public static partial void Sent(ILogger log, EmailId emailId, AlertKind kind, long attempt);

        [LoggerMessage(Level = LogLevel.Warning, Message = "E-mail {EmailId} ({Kind}) was not accepted: {Fault}, attempt {Attempt}; it is tried again")]
        public static partial void Failed(ILogger log, Exception error, EmailId emailId, AlertKind kind, MailFault fault, long attempt);

        [LoggerMessage(Level = LogLevel.Error, Message = "E-mail {EmailId} ({Kind}) was abandoned: {Fault}, attempt {Attempt}; it can be sent again on the e-mails page")]
        public static partial void GivenUp(ILogger log, Exception error, EmailId emailId, AlertKind kind, MailFault fault, long attempt);
    }
}

/// <summary>
/// Processes the outbox: at once after an e-mail is queued in this process, and every two seconds for e-mails that are due or were queued by
/// other processes.
/// </summary>
public sealed class OutboxWorker(OutboxSender sender, MailHealth health)
{
    public async Task RunAsync(CancellationToken ct)
    {
        await sender.SendDueAsync(ct);
        await health.RefreshAsync(ct);
    }
}
