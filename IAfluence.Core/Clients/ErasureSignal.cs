using System.Threading.Channels;
using IAfluence.Core.Chatbots;

namespace IAfluence.Core.Clients;

/// <summary>Where clients and chatbots are changed, those who remember them are told: visitors' calls read anew, the erasure wakes.</summary>
public sealed class ErasureSignal(PublishedChatbots published)
{
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Something visitors could notice was saved.</summary>
    public void Changed() => published.Invalidate();

    /// <summary>Something was marked as being deleted.</summary>
    public void Deleted()
    {
        published.Invalidate();
        _wake.Writer.TryWrite(true);
    }

    internal ValueTask<bool> WaitAsync(CancellationToken ct) => _wake.Reader.ReadAsync(ct);
}
