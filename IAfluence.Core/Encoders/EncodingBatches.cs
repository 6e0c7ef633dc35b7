using IAfluence.Core.Providers;

namespace IAfluence.Core.Encoders;

/// <summary>Cuts texts and divides them into calls of a provider.</summary>
internal static class EncodingBatches
{
    public const int MaxTexts = 64;

    /// <summary>Servers accept at least this much in one call; some vendors accept no more than twice as much.</summary>
    public const long MaxTokens = 8_000;

    /// <summary>Cuts each text to a number of estimated tokens.</summary>
    public static IReadOnlyList<string> Cut(IEnumerable<string> texts, long tokens) => [.. texts.Select(text => text[..TokenEstimator.LengthOf(text, tokens)])];

    /// <summary>Divides the texts, in their order, into batches of at most <see cref="MaxTexts"/> texts and <see cref="MaxTokens"/> estimated tokens.</summary>
    public static IEnumerable<IReadOnlyList<string>> Of(IReadOnlyList<string> texts)
    {
        var batch = new List<string>();
        var room = MaxTokens;
        foreach (var text in texts)
        {
            var tokens = TokenEstimator.Estimate(text);
            if (batch.Count == MaxTexts || (batch.Count > 0 && tokens > room))
            {
                yield return batch;
                (batch, room) = ([], MaxTokens);
            }

            batch.Add(text);
            room -= tokens;
        }

        if (batch.Count > 0)
            yield return batch;
    }
}
