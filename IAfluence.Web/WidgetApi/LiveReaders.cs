namespace IAfluence.Web.WidgetApi;

/// <summary>Limits how many readers follow one conversation at once in this process.</summary>
public sealed class LiveReaders
{
    public const int MaxPerConversation = 8;

    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<ConversationId, int> _readers = [];

    /// <returns>A slot to dispose of; null when all slots are taken.</returns>
    public IDisposable? TakeSlotOrNull(ConversationId id)
    {
        lock (_gate)
        {
            var taken = _readers.GetValueOrDefault(id);
            if (taken == MaxPerConversation)
                return null;
            _readers[id] = taken + 1;
            return new Slot(this, id);
        }
    }

    private void Release(ConversationId id)
    {
        lock (_gate)
        {
            if (--_readers[id] == 0)
                _readers.Remove(id);
        }
    }

    private sealed class Slot(LiveReaders readers, ConversationId id) : IDisposable
    {
        private int _released;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _released, 1) == 0)
                readers.Release(id);
        }
    }
}
