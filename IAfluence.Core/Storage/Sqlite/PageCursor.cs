using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace IAfluence.Core.Storage.Sqlite;

/// <summary>
/// Writes and reads cursors. A cursor contains the sort values and the id of the last document of a page, and a digest that binds it to the
/// list; it is safe in URLs. An altered cursor or one of another list is refused. A cursor is not secret and grants no access.
/// </summary>
internal static class PageCursor
{
    private const int DigestBytes = 8;

    public static string Write(string list, IReadOnlyList<object?> values)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(values.Select(Tag));
        return Base64Url.EncodeToString([.. Digest(list, payload), .. payload]);
    }

    /// <param name="list">Identifies the list by collection, owner and order.</param>
    /// <param name="count">The expected number of values.</param>
    public static IReadOnlyList<object?> Read(string list, string cursor, int count)
    {
        try
        {
            var bytes = Base64Url.DecodeFromChars(cursor);
            if (bytes.Length > DigestBytes && Digest(list, bytes.AsSpan(DigestBytes)).AsSpan().SequenceEqual(bytes.AsSpan(0, DigestBytes)))
            {
                if (JsonSerializer.Deserialize<string?[]>(bytes.AsSpan(DigestBytes)) is { } values && values.Length == count)
                    return [.. values.Select(Untag)];
            }
        }
        catch (Exception error) when (error is FormatException or OverflowException or JsonException)
        {
            throw new InvalidCursorException("The cursor is not valid. Start from the first page.");
        }

        throw new InvalidCursorException("The cursor belongs to another list. Start from the first page.");
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
