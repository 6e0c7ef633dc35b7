using System.Numerics.Tensors;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Knowledge;

/// <summary>
/// The vector of a passage, kept apart from it so that all of a chatbot's are read without their texts. Has the id of its passage. Derived: made
/// again whenever it is missing.
/// </summary>
public sealed record PassageVector : ClientDocument<PassageId>
{
    public static readonly CollectionDefinition<PassageVector> Collection = new CollectionDefinition<PassageVector>("passage-vectors")
        .Index(vector => vector.TextId)
        .Index(vector => vector.ChatbotId, vector => vector.Stamp)
        .ErasedWith(OwnerKind.Text, vector => vector.TextId)
        .ErasedWith(OwnerKind.Chatbot, vector => vector.ChatbotId);

    public required ChatbotId ChatbotId { get; init; }

    public required KnowledgeTextId TextId { get; init; }

    /// <summary>Of what was encoded; see <see cref="Passage.Digest"/>.</summary>
    public required string Digest { get; init; }

    /// <summary>The encoder that made it.</summary>
    public required string Encoder { get; init; }

    /// <summary>Position among the vectors of its chatbot in the order in which they were stored; see <see cref="PassageIndex.Stamp"/>.</summary>
    public required long Stamp { get; init; }

    /// <summary>Half-precision numbers, little-endian.</summary>
    public required byte[] Halves { get; init; }

    public static byte[] Pack(ReadOnlySpan<float> vector)
    {
        var halves = new Half[vector.Length];
        TensorPrimitives.ConvertToHalf(vector, halves);
        return System.Runtime.InteropServices.MemoryMarshal.AsBytes(halves.AsSpan()).ToArray();
    }

    /// <param name="packed">As <see cref="Pack"/> gives it.</param>
    /// <param name="into">As long as the vector.</param>
    public static void Unpack(ReadOnlySpan<byte> packed, Span<float> into) =>
        TensorPrimitives.ConvertToSingle(System.Runtime.InteropServices.MemoryMarshal.Cast<byte, Half>(packed), into);
}
