using System.Globalization;
using System.Net.Mail;

namespace IAfluence.Core.Foundation;

/// <summary>Addresses as they may stand in an envelope and in a header.</summary>
internal static class MailAddresses
{
    private const int MaxCharacters = 254;

    private static readonly IdnMapping Idn = new();

    /// <returns>Null when it is no address, or one that only a server with SMTPUTF8 would take.</returns>
    public static MailAddress? ParseOrNull(string text)
    {
        if (text.AsSpan().ContainsAny('\r', '\n', '\0') || !MailAddress.TryCreate(text, out var parsed))
            return null;
        return EnvelopeOrNull(parsed.Address) is { } ascii ? new MailAddress(ascii, parsed.DisplayName) : null;
    }

    /// <summary>The address with its domain in ASCII; null when it has none such, or would break out of the envelope.</summary>
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
