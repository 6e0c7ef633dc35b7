namespace IAfluence.Core.Usage;

/// <summary>
/// Is told of every metered call of this process when it ends; circuits, incidents and statistics are based on it. It is called while a
/// reply is under way and must neither throw nor wait: whatever takes time is handed on.
/// </summary>
public interface IAttemptListener
{
    /// <param name="closed">The closing entry, also of a cancelled attempt.</param>
    void AttemptClosed(Attempt closed);
}
