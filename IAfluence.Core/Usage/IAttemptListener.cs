namespace IAfluence.Core.Usage;

/// <summary>
/// Hears of every attempt that a route of this process has closed: what circuits, incidents and statistics stand on. It is called on
/// the reply's way and must neither throw nor wait: whatever takes time is handed on.
/// </summary>
public interface IAttemptListener
{
    /// <param name="closed">The closing entry, also of a cancelled attempt.</param>
    void AttemptClosed(Attempt closed);
}
