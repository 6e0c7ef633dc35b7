using System.Text;
using MimeKit;

namespace IAfluence.Tests.Testing;

/// <summary>An e-mail as a mail program reads it, and as it travels: ASCII, CR LF, no body line over 78 characters and none over 998 (RFC 5322, 2.1.1).</summary>
internal sealed class ReadMail
{
    private readonly MimeMessage _message;

    private ReadMail(string raw)
    {
        Raw = raw;
        Assert.All(raw, letter => Assert.True(char.IsAscii(letter), "An e-mail travels as ASCII."));
        Assert.DoesNotMatch(@"(?<!\r)\n|\r(?!\n)", raw);
        var body = raw[(raw.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        Assert.All(raw.Split("\r\n"), line => Assert.True(line.Length <= 998, "Too long a line: " + line));
        Assert.All(body.Split("\r\n"), line => Assert.True(line.Length <= 78, "Too long a line: " + line));
        using var bytes = new MemoryStream(Encoding.ASCII.GetBytes(raw));
        _message = MimeMessage.Load(bytes);
        foreach (var part in Assert.IsType<MultipartAlternative>(_message.Body).Cast<TextPart>())
        {
            Assert.Equal(ContentEncoding.QuotedPrintable, part.ContentTransferEncoding);
            Parts.Add($"{part.ContentType.MimeType}; charset={part.ContentType.Charset}", part.Text.ReplaceLineEndings("\n"));
        }
    }

    public string Raw { get; }

    /// <summary>By content type, in the order of the message.</summary>
    public Dictionary<string, string> Parts { get; } = [];

    public string Text => Parts["text/plain; charset=utf-8"];

    public string Html => Parts["text/html; charset=utf-8"];

    public string Subject => this["Subject"];

    public string To => this["To"];

    /// <summary>A header that stands there once, unfolded and decoded.</summary>
    public string this[string header] => Assert.Single(_message.Headers.Concat(_message.Body!.Headers), found => found.Field.Equals(header, StringComparison.OrdinalIgnoreCase)).Value;

    public static ReadMail Of(string raw) => new(raw);

    /// <summary>Every e-mail of an installation's folder, in the order of their names.</summary>
    public static IReadOnlyList<ReadMail> Folder(string storagePath)
    {
        var folder = Path.Combine(storagePath, "outbox");
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.eml").Order(StringComparer.Ordinal).Select(file => Of(File.ReadAllText(file, Encoding.Latin1)))] : [];
    }
}
