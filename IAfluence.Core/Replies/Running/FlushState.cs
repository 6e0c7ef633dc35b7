namespace IAfluence.Core.Replies.Running;

/// <summary>How far the stored record of a running reply is.</summary>
internal sealed class FlushState
{
    private int _tokens;
    private volatile bool _lost;

    /// <summary>How many words the record surely has: none once a write was lost, after which it is written whole.</summary>
    public int Tokens => _lost ? 0 : _tokens;

    /// <summary>When it was last written, as a timestamp; 0 for never.</summary>
    public long At { get; private set; }

    public void Advance(int tokens, long at)
    {
        (_tokens, At) = (tokens, at);
        _lost = false;
    }

    public void MarkLost() => _lost = true;
}
