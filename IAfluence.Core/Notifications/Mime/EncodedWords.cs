using System.Text;

namespace IAfluence.Core.Notifications.Mime;

/// <summary>Words of a header that are not ASCII (RFC 2047), folded so that no line passes 76 characters. No line break of the text gets through.</summary>
internal static class EncodedWords
{
    // 39 bytes are 52 characters of base64, 64 with what stands around them: beside "Subject: " that is still a line.
    private const int BytesInWord = 39;
    private const int CharactersInLine = 60;

    /// <summary>A header's text, such as a subject.</summary>
    public static string Of(string text)
    {
        var clean = string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();
        return clean.All(char.IsAscii) && !clean.Contains("=?", StringComparison.Ordinal) && Folded(clean) is { } folded ? folded : Encoded(clean);
    }

    /// <summary>A name beside an address: quoted when ASCII.</summary>
    public static string Phrase(string name)
    {
        var clean = string.Concat(name.Where(letter => !char.IsControl(letter)));
        return clean.All(char.IsAscii) && clean.Length <= CharactersInLine && !clean.Contains("=?", StringComparison.Ordinal)
            ? $"\"{clean.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""
            : Encoded(clean);
    }

    /// <returns>Null when a word is too long to stand in a line.</returns>
    private static string? Folded(string text)
    {
        var folded = new StringBuilder();
        var inLine = 0;
        foreach (var word in text.Split(' '))
        {
            if (word.Length > CharactersInLine)
                return null;
            if (inLine + word.Length > CharactersInLine && word.Length > 0 && inLine > 0)
            {
                folded.Append("\r\n ");
                inLine = 0;
            }
            else if (folded.Length > 0)
            {
                folded.Append(' ');
                inLine++;
            }

            folded.Append(word);
            inLine += word.Length;
        }

        return folded.ToString();
    }

    private static string Encoded(string text)
    {
        var words = new List<string>();
        var bytes = new List<byte>(BytesInWord);
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(utf8);
            // A character is never divided between two words.
            if (bytes.Count + length > BytesInWord)
                End();
            bytes.AddRange(utf8[..length]);
        }

        if (bytes.Count > 0)
            End();
        return string.Join("\r\n ", words);

        void End()
        {
            words.Add($"=?utf-8?B?{Convert.ToBase64String([.. bytes])}?=");
            bytes.Clear();
        }
    }
}
