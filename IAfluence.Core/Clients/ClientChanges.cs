namespace IAfluence.Core.Clients;

/// <summary>
/// Announces changes to clients and their data that were made in this process, so that other rooms can subscribe without being referenced.
/// </summary>
public sealed class ClientChanges
{
    /// <summary>Raised after a save or deletion that visitors could notice.</summary>
    public event Action? Changed;

    /// <summary>Raised after something was marked for deletion.</summary>
    public event Action? Deleted;

    public void AnnounceChange() => Changed?.Invoke();

    public void AnnounceDeletion()
    {
        Changed?.Invoke();
        Deleted?.Invoke();
    }
}
