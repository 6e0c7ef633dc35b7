using System.Globalization;
using System.Net.Mail;

namespace IAfluence.Core.Foundation;

/// <summary>Parses e-mail addresses that are valid in an SMTP envelope and in a header.</summary>
internal static class MailAddresses
{
    private const int MaxCharacters = 254;

    private static readonly IdnMapping Idn = new();

    /// <returns>Null when the text is not an address, or when the address requires SMTPUTF8.</returns>
    public static MailAddress? ParseOrNull(string text)
    {
        if (text.AsSpan().ContainsAny('\r', '\n', '\0') || !MailAddress.TryCreate(text, out var parsed))
            return null;
        return EnvelopeOrNull(parsed.Address) is { } ascii ? new MailAddress(ascii, parsed.DisplayName) : null;
    }

    /// <summary>Returns the address with its domain in ASCII; null when that is not possible or the address is not safe in an envelope.</summary>
    public static string? EnvelopeOrNull(string address)
    {
        var at = address.LastIndexOf('@');
        if (at <= 0 || at == address.Length - 1)
            return null;
        string domain;
        try
        {
            domain = address[at + 1] == '[' ? address[(at + 1)..] : Idn.GetAscii(address[(at + 1)..]);
        }
        catch (ArgumentException)
        {
            return null;
        }

        var ascii = address[..(at + 1)] + domain;
        return ascii.Length <= MaxCharacters && ascii.All(letter => letter is > ' ' and < '\x7f' and not ('<' or '>')) ? ascii : null;
    }
}
