using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace IAfluence.Core.Knowledge;

/// <summary>Vectors of length 1 with 8 bits for each number: a quarter of the size; a cosine differs by less than 0.01.</summary>
internal static class SmallVector
{
    private const int HeaderBytes = sizeof(float);

    /// <returns>The step between two values (4 bytes, little-endian), then each number in steps (1 byte).</returns>
    public static byte[] Pack(ReadOnlySpan<float> vector)
    {
        var step = Math.Max(Math.Abs(TensorPrimitives.MaxMagnitude(vector)), float.Epsilon) / sbyte.MaxValue;
        var packed = new byte[HeaderBytes + vector.Length];
        BinaryPrimitives.WriteSingleLittleEndian(packed, step);
        for (var i = 0; i < vector.Length; i++)
            packed[HeaderBytes + i] = (byte)(sbyte)Math.Round(vector[i] / step);
        return packed;
    }

    /// <summary>The number of dimensions of a packed vector; 0 for an empty one.</summary>
    public static int DimensionsOf(byte[] packed) => Math.Max(packed.Length - HeaderBytes, 0);

    /// <summary>The cosine of the angle between a packed vector and another; 0 when their dimensions differ.</summary>
    public static double Cosine(ReadOnlySpan<byte> packed, ReadOnlySpan<float> other)
    {
        if (packed.Length != HeaderBytes + other.Length)
            return 0;
        Span<float> numbers = other.Length <= 1024 ? stackalloc float[other.Length] : new float[other.Length];
        TensorPrimitives.ConvertChecked(MemoryMarshal.Cast<byte, sbyte>(packed[HeaderBytes..]), numbers);
        return TensorPrimitives.Dot(other, numbers) * BinaryPrimitives.ReadSingleLittleEndian(packed);
    }
}
