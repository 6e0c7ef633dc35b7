using System.Runtime.CompilerServices;
using IAfluence.Core.Quotas.Metering;
using IAfluence.Core.Routing.Walk;

namespace IAfluence.Core.ReplyCaching;

/// <summary>Produces a cached reply in pieces like a model, without delay. No model is called and nothing is billed.</summary>
public sealed class CachedReplyProducer(CachedReply kept) : IReplyProducer
{
    private const int PieceCharacters = 64;

    public CachedReply Kept { get; } = kept;

    public MeteredCall? Opening => null;

    public RouteOutcome Outcome { get; private set; }

    public ModelId? ModelId => Kept.ModelId;

    public QuotaUse Used => QuotaUse.None;

    public long? SavedMicros => Kept.CostMicros;

    public Task ClosingsDurable => Task.CompletedTask;

    public async IAsyncEnumerable<string> StreamAsync(Func<string> said, [EnumeratorCancellation] CancellationToken ct)
    {
        var text = Kept.Text;
        for (var start = 0; start < text.Length;)
        {
            ct.ThrowIfCancellationRequested();
            var end = Math.Min(text.Length, start + PieceCharacters);
            if (end < text.Length && char.IsHighSurrogate(text[end - 1]))
                end++;
            yield return text[start..end];
            start = end;
        }

        Outcome = RouteOutcome.Completed;
        await Task.CompletedTask;
    }

    public MeteredCall? EndCurrent(bool cancelled) => null;

    public void Release()
    {
        // Nothing was reserved.
    }
}
