namespace IAfluence.Core.Replies.Running;

/// <summary>How much of a running reply was written to its stored record.</summary>
internal sealed class FlushState
{
    private int _tokens;
    private volatile bool _lost;

    /// <summary>The number of tokens that the record holds for certain; 0 after a failed write, so that the next write contains all of them.</summary>
    public int Tokens => _lost ? 0 : _tokens;

    /// <summary>The timestamp (<see cref="TimeProvider.GetTimestamp"/>) of the last write; 0 when there was none.</summary>
    public long At { get; private set; }

    public void Advance(int tokens, long at)
    {
        (_tokens, At) = (tokens, at);
        _lost = false;
    }

    public void MarkLost() => _lost = true;
}
