using IAfluence.Core.Encoders;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Knowledge;

/// <summary>How far the passages of a chatbot are prepared for being found by their meaning.</summary>
/// <param name="Passages">The number of the chatbot's passages.</param>
/// <param name="Missing">How many of them have no vectors yet; 0 without an encoder.</param>
/// <param name="HasEncoder">False when passages are found only by their words.</param>
/// <param name="Left">About how long the missing ones take; null when nothing is missing, or before the first passage was measured.</param>
/// <param name="Failure">Why the encoder cannot work at present; null when it can.</param>
public sealed record PassageProgress(long Passages, long Missing, bool HasEncoder, TimeSpan? Left, string? Failure)
{
    public long Prepared => Math.Max(0, Passages - Missing);

    public bool IsRunning => Missing > 0;
}

/// <summary>Reads how far the passages of a chatbot are prepared.</summary>
public sealed class PassageProgressReader(ClientDocuments<Passage> passages, PassageIndexer indexer, ISentenceEncoder encoder)
{
    public async Task<PassageProgress> ReadAsync(ClientId clientId, ChatbotId chatbotId, CancellationToken ct)
    {
        var count = await passages.CountAsync(clientId, Filter<Passage>.Eq(passage => passage.ChatbotId, chatbotId), ct);
        var missing = await indexer.CountMissingAsync(clientId, chatbotId, ct);
        return new PassageProgress(
            count, missing, encoder.Key.Length > 0, missing > 0 && indexer.TimePerPassage is { } each ? each * missing : null, missing > 0 ? indexer.Failure : null);
    }
}
