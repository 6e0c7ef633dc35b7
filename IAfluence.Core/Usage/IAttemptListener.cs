namespace IAfluence.Core.Usage;

/// <summary>
/// Receives every metered call of this process when it ends. Circuits, incidents and statistics are based on it. It is called while a reply is running,
/// so an implementation must not throw or block: it must queue work that takes time.
/// </summary>
public interface IAttemptListener
{
    /// <param name="closed">The closed entry, also for a cancelled attempt.</param>
    void AttemptClosed(Attempt closed);
}
