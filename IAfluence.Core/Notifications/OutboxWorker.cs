namespace IAfluence.Core.Notifications;

/// <summary>Keeps the outbox going: at once when something was put into it here, and every two seconds for what is due or came from other processes.</summary>
public sealed class OutboxWorker(OutboxSender sender, MailHealth health)
{
    public async Task RunAsync(CancellationToken ct)
    {
        await sender.SendDueAsync(ct);
        await health.RefreshAsync(ct);
    }
}
