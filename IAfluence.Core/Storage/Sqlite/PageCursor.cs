using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace IAfluence.Core.Storage.Sqlite;

/// <summary>
/// Where a page ended: the sort values of its last document and its id. Written so that it fits a URL, with a digest of the list it
/// belongs to: one that was altered or comes from another list is refused. It is no secret and grants nothing.
/// </summary>
internal static class PageCursor
{
    private const int DigestBytes = 8;

    public static string Write(string list, IReadOnlyList<object?> values)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(values.Select(Tag));
        return Base64Url.EncodeToString([.. Digest(list, payload), .. payload]);
    }

    /// <param name="list">What the list is: collection, owner and order.</param>
    /// <param name="cursor">As it came in.</param>
    /// <param name="count">How many values it must hold.</param>
    public static IReadOnlyList<object?> Read(string list, string cursor, int count)
    {
        try
        {
            var bytes = Base64Url.DecodeFromChars(cursor);
            if (bytes.Length > DigestBytes && Digest(list, bytes.AsSpan(DigestBytes)).AsSpan().SequenceEqual(bytes.AsSpan(0, DigestBytes)))
            {
                var values = JsonSerializer.Deserialize<string?[]>(bytes.AsSpan(DigestBytes))!;
                if (values.Length == count)
                    return [.. values.Select(Untag)];
            }
        }
        catch (Exception error) when (error is FormatException or JsonException)
        {
            throw new InvalidCursorException("The cursor cannot be read.");
        }

        throw new InvalidCursorException("The cursor belongs to another list.");
    }

    private static string? Tag(object? value) => value switch
    {
        null => null,
        long number => "l" + number.ToString(CultureInfo.InvariantCulture),
        double number => "d" + BitConverter.DoubleToInt64Bits(number).ToString(CultureInfo.InvariantCulture),
        _ => "s" + value,
    };

    private static object? Untag(string? text) => text switch
    {
        null => null,
        ['l', .. var number] => long.Parse(number, CultureInfo.InvariantCulture),
        ['d', .. var bits] => BitConverter.Int64BitsToDouble(long.Parse(bits, CultureInfo.InvariantCulture)),
        ['s', .. var value] => value,
        _ => throw new FormatException(),
    };

    private static byte[] Digest(string list, ReadOnlySpan<byte> payload) =>
        SHA256.HashData([.. Encoding.UTF8.GetBytes(list), 0, .. payload])[..DigestBytes];
}
