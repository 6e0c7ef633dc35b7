using System.Numerics.Tensors;
using IAfluence.Core.Encoders;

namespace IAfluence.Core.Knowledge;

/// <summary>
/// Encodes a passage three times: the whole, its heading, and windows of its sentences. The heading says what the passage is about in few words,
/// and a window is nearer to a question about one fact than a whole passage is. The weights were measured with the benchmark <c>knowledge</c>.
/// </summary>
internal static class PassageEncoding
{
    /// <param name="Whole">The passage with a share of its heading; of length 1.</param>
    /// <param name="Heading">Packed by <see cref="SmallVector"/>.</param>
    public sealed record Encoded(float[] Whole, byte[] Heading, IReadOnlyList<PassageWindow> Windows);

    private const float HeadingShare = 0.2f;

    // One sentence often contains only half of a fact; with three, a window is as unspecific as the whole.
    private static readonly int[] SentencesPerWindow = [1, 2];

    // Limits the work for long lists, which are found by their heading and their words.
    private const int MaxWindows = 32;

    public static async Task<Encoded> EncodeAsync(ISentenceEncoder encoder, Passage passage, CancellationToken ct)
    {
        var headings = string.Join(". ", passage.Headings);
        var heading = passage.Headings is [.., var last] ? last : passage.Title;
        var spans = Windows(passage.Text);
        string[] texts =
        [
            $"{passage.Title}. {headings}. {PassageSplitter.ToPlainText(passage.Text)}",
            $"{passage.Title}: {headings}",
            .. spans.Select(span => $"{heading}. {PassageSplitter.ToPlainText(span.In(passage.Text))}"),
            .. passage.Questions,
        ];
        var vectors = await encoder.EncodeAsync(new(passage.ClientId, passage.ChatbotId, texts, passage.Locale, EncodingUse.Passage), ct);
        return new Encoded(
            Mix(vectors[0], vectors[1]),
            SmallVector.Pack(vectors[1]),
            [
                .. spans.Select((span, i) => new PassageWindow(span.Start, span.Length, SmallVector.Pack(vectors[i + 2]))),
                .. vectors.Skip(2 + spans.Count).Select(vector => new PassageWindow(0, 0, SmallVector.Pack(vector))),
            ]);
    }

    private static float[] Mix(float[] whole, float[] heading)
    {
        var mixed = new float[whole.Length];
        TensorPrimitives.Multiply(whole, 1 - HeadingShare, mixed);
        TensorPrimitives.MultiplyAdd(heading, HeadingShare, mixed, mixed);
        var norm = TensorPrimitives.Norm(mixed);
        if (norm > 0)
            TensorPrimitives.Divide(mixed, norm, mixed);
        return mixed;
    }

    private static List<TextSpan> Windows(string markdown)
    {
        var sentences = PassageSentences.Of(markdown);
        var windows = new List<TextSpan>();
        foreach (var size in SentencesPerWindow)
        {
            for (var first = 0; first + size <= sentences.Count && windows.Count < MaxWindows; first++)
                windows.Add(new TextSpan(sentences[first].Start, sentences[first + size - 1].End - sentences[first].Start));
        }

        return windows;
    }
}
