namespace IAfluence.Core.Clients;

/// <summary>
/// Announces changes of clients and of what belongs to them, made in this process. Rooms above subscribe; nothing below needs to know them.
/// </summary>
public sealed class ClientChanges
{
    /// <summary>Raised when something that visitors could notice was saved or deleted.</summary>
    public event Action? Changed;

    /// <summary>Raised when something was marked as being deleted.</summary>
    public event Action? Deleted;

    public void AnnounceChange() => Changed?.Invoke();

    public void AnnounceDeletion()
    {
        Changed?.Invoke();
        Deleted?.Invoke();
    }
}
