using System.Numerics.Tensors;

namespace IAfluence.Core.Knowledge;

/// <summary>The vectors of a chatbot's passages in memory, one after another. Immutable.</summary>
public sealed class ChatbotVectors
{
    private readonly IReadOnlyList<PassageId> _ids;
    private readonly Dictionary<PassageId, int> _places;
    private readonly float[] _numbers;
    private CosineScale? _scale;

    private ChatbotVectors(string encoder, long stamp, IReadOnlyList<PassageId> ids, Dictionary<PassageId, int> places, float[] numbers) =>
        (Encoder, Stamp, _ids, _places, _numbers) = (encoder, stamp, ids, places, numbers);

    public string Encoder { get; }

    /// <summary>Up to which position of <see cref="PassageIndex.Stamp"/> they are here.</summary>
    public long Stamp { get; }

    public long Bytes => (long)_numbers.Length * sizeof(float);

    public int Count => _ids.Count;

    /// <summary>The length of the vectors; 0 when there are none.</summary>
    public int Dimensions => _ids.Count == 0 ? 0 : _numbers.Length / _ids.Count;

    /// <summary>Whether vectors of another length were left out: the vendor replaced the model under its name.</summary>
    public bool LeftSomeOut { get; private init; }

    /// <summary>The mean cosine of two passages; null for fewer than two.</summary>
    public double? Background => CosineScale.MeanOrNull(_numbers, Dimensions);

    /// <summary>The scale of the cosines of an encoder that is not built in.</summary>
    internal CosineScale Scale => _scale ??= CosineScale.Of(Background);

    public static ChatbotVectors None(string encoder) => new(encoder, 0, [], [], []);

    /// <summary>The passages of the smallest angle to a question, nearest first.</summary>
    public IReadOnlyList<PassageId> Nearest(ReadOnlySpan<float> question, int max)
    {
        if (Dimensions != question.Length)
            return [];
        var nearest = new PriorityQueue<int, float>(max + 1);
        for (var i = 0; i < _ids.Count; i++)
        {
            var cosine = Cosine(i, question);
            if (nearest.Count < max)
                nearest.Enqueue(i, cosine);
            else
                nearest.EnqueueDequeue(i, cosine);
        }

        var ids = new PassageId[nearest.Count];
        for (var i = ids.Length - 1; i >= 0; i--)
            ids[i] = _ids[nearest.Dequeue()];
        return ids;
    }

    /// <returns>Null for a passage that has no vector here.</returns>
    public double? CosineOrNull(PassageId id, ReadOnlySpan<float> question) =>
        Dimensions == question.Length && _places.TryGetValue(id, out var place) ? Cosine(place, question) : null;

    private float Cosine(int place, ReadOnlySpan<float> question) => TensorPrimitives.Dot(question, _numbers.AsSpan(place * question.Length, question.Length));

    /// <summary>
    /// Adds vectors to those of <paramref name="from"/>, in place of older ones of the same passages. The vector stored last decides the number of
    /// dimensions.
    /// </summary>
    public sealed class Builder(ChatbotVectors from, long stamp)
    {
        private readonly Dictionary<PassageId, PassageVector> _added = [];

        public void Add(PassageVector vector) => _added[vector.Id] = vector;

        public ChatbotVectors Build()
        {
            if (_added.Count == 0)
                return new ChatbotVectors(from.Encoder, stamp, from._ids, from._places, from._numbers);
            var dimensions = _added.Values.MaxBy(vector => vector.Stamp)!.Halves.Length / 2;
            var kept = from.Dimensions == dimensions ? from : None(from.Encoder);
            List<PassageVector> added = [.. _added.Values.Where(vector => vector.Halves.Length / 2 == dimensions)];
            PassageId[] ids = [.. kept._ids, .. added.Select(vector => vector.Id).Where(id => !kept._places.ContainsKey(id))];
            var places = new Dictionary<PassageId, int>(ids.Length);
            for (var i = 0; i < ids.Length; i++)
                places[ids[i]] = i;
            var numbers = new float[ids.Length * dimensions];
            kept._numbers.CopyTo(numbers, 0);
            foreach (var vector in added)
                PassageVector.Unpack(vector.Halves, numbers.AsSpan(places[vector.Id] * dimensions, dimensions));
            return new ChatbotVectors(from.Encoder, stamp, ids, places, numbers) { LeftSomeOut = added.Count < _added.Count || kept.Count < from.Count };
        }
    }
}
