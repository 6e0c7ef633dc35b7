using System.Text;
using System.Text.RegularExpressions;

namespace IAfluence.Tests.Testing;

/// <summary>An e-mail as a mail program reads it: headers unfolded and decoded, parts taken from quoted-printable. Knows nothing of who wrote it.</summary>
internal sealed partial class ReadMail
{
    private readonly Dictionary<string, string> _headers = new(StringComparer.OrdinalIgnoreCase);

    private ReadMail(string raw)
    {
        Raw = raw;
        Assert.All(raw, letter => Assert.True(char.IsAscii(letter), "An e-mail travels as ASCII."));
        Assert.DoesNotMatch(@"(?<!\r)\n|\r(?!\n)", raw);
        var lines = raw.Split("\r\n");
        Assert.All(lines, line => Assert.True(line.Length <= 78, "Too long a line: " + line));
        var (headers, body) = Divide(raw);
        foreach (var header in headers)
            _headers.Add(header.Key, header.Value);
        var boundary = Boundary().Match(this["Content-Type"]).Groups[1].Value;
        Assert.NotEqual("", boundary);
        var parts = body.Split("--" + boundary);
        Assert.Equal("--\r\n", parts[^1]);
        foreach (var part in parts[1..^1])
        {
            var (partHeaders, content) = Divide(part[2..]);
            Assert.Equal("quoted-printable", partHeaders["Content-Transfer-Encoding"]);
            Parts.Add(partHeaders["Content-Type"], Decoded(content[..^2]));
        }
    }

    public string Raw { get; }

    /// <summary>By content type, in the order of the message.</summary>
    public Dictionary<string, string> Parts { get; } = [];

    public string Text => Parts["text/plain; charset=utf-8"];

    public string Html => Parts["text/html; charset=utf-8"];

    public string Subject => this["Subject"];

    public string To => this["To"];

    public string this[string header] => _headers[header];

    public static ReadMail Of(string raw) => new(raw);

    /// <summary>Every e-mail of an installation's folder, in the order of their names.</summary>
    public static IReadOnlyList<ReadMail> Folder(string storagePath)
    {
        var folder = Path.Combine(storagePath, "outbox");
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.eml").Order(StringComparer.Ordinal).Select(file => Of(File.ReadAllText(file, Encoding.Latin1)))] : [];
    }

    private static (Dictionary<string, string> Headers, string Body) Divide(string raw)
    {
        var end = raw.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in Fold().Replace(raw[..end], " ").Split("\r\n"))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers.Add(line[..colon], Word().Replace(Between().Replace(line[(colon + 1)..].Trim(), "$1$2"), word => Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups[1].Value))));
        }

        return (headers, raw[(end + 4)..]);
    }

    private static string Decoded(string quoted)
    {
        var bytes = new List<byte>();
        var joined = quoted.Replace("=\r\n", "", StringComparison.Ordinal);
        for (var at = 0; at < joined.Length; at++)
        {
            if (joined[at] == '=')
            {
                bytes.Add(Convert.ToByte(joined.Substring(at + 1, 2), 16));
                at += 2;
            }
            else
            {
                bytes.Add((byte)joined[at]);
            }
        }

        return Encoding.UTF8.GetString([.. bytes]).ReplaceLineEndings("\n");
    }

    [GeneratedRegex("boundary=\"([^\"]+)\"")]
    private static partial Regex Boundary();

    [GeneratedRegex(@"\r\n[ \t]+")]
    private static partial Regex Fold();

    [GeneratedRegex(@"=\?utf-8\?B\?([^?]*)\?=", RegexOptions.IgnoreCase)]
    private static partial Regex Word();

    // Blanks between two encoded words are no part of the text.
    [GeneratedRegex(@"(\?=) +(=\?)")]
    private static partial Regex Between();
}
