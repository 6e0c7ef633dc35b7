namespace IAfluence.Web.WidgetApi;

/// <summary>Limits how many readers follow one conversation at once in this process.</summary>
public sealed class LiveReaders
{
    public const int Most = 8;

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<ConversationId, int> _readers = [];

    /// <returns>A slot to dispose of; null when all slots are taken.</returns>
    public IDisposable? EnterOrNull(ConversationId id)
    {
        lock (_gate)
        {
            var taken = _readers.GetValueOrDefault(id);
            if (taken == Most)
                return null;
            _readers[id] = taken + 1;
            return new Place(this, id);
        }
    }

    private void Leave(ConversationId id)
    {
        lock (_gate)
        {
            if (--_readers[id] == 0)
                _readers.Remove(id);
        }
    }

    private sealed class Place(LiveReaders readers, ConversationId id) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
                readers.Leave(id);
        }
    }
}
