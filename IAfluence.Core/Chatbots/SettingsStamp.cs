using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace IAfluence.Core.Chatbots;

/// <summary>
/// A short digest of each setting that an editor read. A form carries it, so that a save can detect field by field what the editor and others
/// have changed, without storing every state of a draft.
/// </summary>
public sealed class SettingsStamp
{
    private const int FieldBytes = 6;

    // Detects stamps that were made with a different set of fields.
    private static readonly byte[] _fields = Digest(Encoding.UTF8.GetBytes(string.Join('\n', ChatbotField.All.Select(field => field.Name))));
    private static readonly Dictionary<string, int> _offsets =
        ChatbotField.All.Select((field, at) => (field.Name, Offset: (at + 1) * FieldBytes)).ToDictionary(field => field.Name, field => field.Offset);

    private readonly byte[] _digests;

    private SettingsStamp(byte[] digests) => _digests = digests;

    public static string Of(ChatbotSettings settings) =>
        Base64Url.EncodeToString([.. _fields, .. ChatbotField.All.SelectMany(field => Digest(field, settings))]);

    /// <returns>Null when the text is not a stamp, or when it was made with a different set of fields.</returns>
    public static SettingsStamp? ReadOrNull(string? text)
    {
        var length = (ChatbotField.All.Count + 1) * FieldBytes;
        var digests = new byte[length];
        return text?.Length == Base64Url.GetEncodedLength(length)
            && Base64Url.TryDecodeFromChars(text, digests, out var written) && written == length && digests.AsSpan(0, FieldBytes).SequenceEqual(_fields)
                ? new SettingsStamp(digests)
                : null;
    }

    /// <summary>Whether the editor read this value of the field.</summary>
    public bool Holds(ChatbotField field, ChatbotSettings settings) =>
        _digests.AsSpan(_offsets[field.Name], FieldBytes).SequenceEqual(Digest(field, settings));

    private static byte[] Digest(ChatbotField field, ChatbotSettings settings) => Digest(JsonSerializer.SerializeToUtf8Bytes(field.Get(settings)));

    private static byte[] Digest(byte[] content) => SHA256.HashData(content)[..FieldBytes];
}
