using System.Globalization;
using System.Text;

namespace IAfluence.Core.Providers.Http;

/// <summary>Decodes a JSON string that a strict reader rejects: half a surrogate pair is kept, and invalid UTF-8 becomes U+FFFD.</summary>
internal static class LenientText
{
    public static void Append(StringBuilder text, ReadOnlySpan<byte> json)
    {
        var escaped = Encoding.UTF8.GetString(json);
        for (var at = 0; at < escaped.Length; at++)
        {
            if (escaped[at] != '\\' || at + 1 == escaped.Length)
            {
                text.Append(escaped[at]);
                continue;
            }

            at++;
            if (escaped[at] == 'u' && at + 4 < escaped.Length
                && ushort.TryParse(escaped.AsSpan(at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
            {
                text.Append((char)unit);
                at += 4;
                continue;
            }

            text.Append(escaped[at] switch
            {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'b' => '\b',
                'f' => '\f',
                var other => other,
            });
        }
    }
}
