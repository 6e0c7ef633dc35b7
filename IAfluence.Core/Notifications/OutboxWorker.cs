namespace IAfluence.Core.Notifications;

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
