using System.Buffers.Binary;
using System.Text;

namespace IAfluence.Core.Installation;

/// <summary>
/// A catalog of gettext translations. Parses the text format (.po) and writes the binary format that WordPress loads (.mo, little-endian,
/// without a hash table). Plural forms are not supported.
/// </summary>
internal sealed class MessageCatalog
{
    private const uint Magic = 0x950412de;
    private const int HeaderBytes = 28;
    private const char ContextEnd = '\u0004';

    // Sorted by key, because readers use a binary search.
    private readonly SortedDictionary<string, string> _messages = new(StringComparer.Ordinal);

    /// <summary>
    /// The translations by original text. The key of a message with a context is the context, U+0004 and the original text. The empty key is
    /// the header.
    /// </summary>
    public IReadOnlyDictionary<string, string> Messages => _messages;

    /// <exception cref="FormatException">The text contains an unsupported line or an incomplete message.</exception>
    public static MessageCatalog Parse(string po)
    {
        var catalog = new MessageCatalog();
        var parts = new Dictionary<string, StringBuilder>(StringComparer.Ordinal);
        StringBuilder? current = null;
        foreach (var line in po.Split('\n').Select(line => line.Trim()).Append(""))
        {
            if (line.Length == 0)
                catalog.Take(parts);
            else if (line[0] == '"')
                (current ?? throw new FormatException("A quoted line must follow msgctxt, msgid or msgstr.")).Append(Unquote(line));
            else if (line[0] != '#')
            {
                var blank = line.IndexOf(' ');
                var word = blank < 0 ? line : line[..blank];
                if (word is not ("msgctxt" or "msgid" or "msgstr"))
                    throw new FormatException($"'{word}' is not supported. Use msgctxt, msgid or msgstr.");
                parts[word] = current = new StringBuilder(Unquote(line[(blank + 1)..]));
            }
        }

        return catalog;
    }

    public byte[] ToMo()
    {
        var entries = _messages.Where(message => message.Value.Length > 0)
            .Select(message => (Key: Encoding.UTF8.GetBytes(message.Key), Text: Encoding.UTF8.GetBytes(message.Value)))
            .ToList();
        var texts = HeaderBytes + (entries.Count * 16);
        var file = new byte[texts + entries.Sum(entry => entry.Key.Length + entry.Text.Length + 2)];
        uint[] header = [Magic, 0, (uint)entries.Count, HeaderBytes, (uint)(HeaderBytes + (entries.Count * 8)), 0, (uint)texts];
        for (var at = 0; at < header.Length; at++)
            BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at * 4), header[at]);
        var end = texts;
        for (var at = 0; at < entries.Count; at++)
            end = Put(file, HeaderBytes + (at * 8), entries[at].Key, end);
        for (var at = 0; at < entries.Count; at++)
            end = Put(file, HeaderBytes + ((entries.Count + at) * 8), entries[at].Text, end);
        return file;
    }

    private static int Put(byte[] file, int entry, byte[] text, int at)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(entry), (uint)text.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(entry + 4), (uint)at);
        text.CopyTo(file, at);
        return at + text.Length + 1;
    }

    private void Take(Dictionary<string, StringBuilder> parts)
    {
        if (parts.Count == 0)
            return;
        if (!parts.TryGetValue("msgid", out var id) || !parts.TryGetValue("msgstr", out var text))
            throw new FormatException("A message needs both msgid and msgstr.");
        _messages.Add(parts.TryGetValue("msgctxt", out var context) ? $"{context}{ContextEnd}{id}" : id.ToString(), text.ToString());
        parts.Clear();
    }

    private static string Unquote(string quoted)
    {
        if (quoted.Length < 2 || quoted[0] != '"' || quoted[^1] != '"')
            throw new FormatException($"'{quoted}' must be in double quotes.");
        return quoted[1..^1].Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);
    }
}
