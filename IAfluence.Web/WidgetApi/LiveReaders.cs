using System.Collections.Concurrent;
using IAfluence.Core.Conversations;

namespace IAfluence.Web.WidgetApi;

/// <summary>How many follow one conversation at once in this process: a few tabs, not a thousand.</summary>
public sealed class LiveReaders
{
    public const int Most = 8;

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<ConversationId, int> _readers = new();

    /// <returns>A place to give back; null when there is none.</returns>
    public IDisposable? EnterOrNull(ConversationId id)
    {
        var taken = _readers.AddOrUpdate(id, 1, (_, count) => Math.Min(count + 1, Most + 1));
        if (taken <= Most)
            return new Place(this, id);
        Leave(id);
        return null;
    }

    private void Leave(ConversationId id)
    {
        if (_readers.AddOrUpdate(id, 0, (_, count) => count - 1) <= 0)
            _readers.TryRemove(KeyValuePair.Create(id, 0));
    }

    private sealed class Place(LiveReaders readers, ConversationId id) : IDisposable
    {
        private bool _left;

        public void Dispose()
        {
            if (_left)
                return;
            _left = true;
            readers.Leave(id);
        }
    }
}
