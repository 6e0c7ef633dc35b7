using System.Text.RegularExpressions;

namespace IAfluence.Core.Replies.Cleaning;

/// <summary>
/// The addresses that a reply can link to: those in the texts that the model was given. A model that obeys an attacker can therefore not lead a
/// visitor, or a visitor's browser, to an address that nobody else wrote.
/// </summary>
public sealed partial class AllowedAddresses
{
    private const int TelephoneDigits = 9;
    private const int MinTelephoneDigits = 6;

    public static readonly AllowedAddresses None = new([]);

    private readonly HashSet<string> _addresses = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<string> _texts;

    private AllowedAddresses(IReadOnlyList<string> texts)
    {
        _texts = texts;
        foreach (var text in texts)
        {
            foreach (Match match in Address().Matches(text))
                _addresses.Add(KeyOf(WithoutEnd(match.Value)));
        }
    }

    /// <param name="texts">Null entries are ignored.</param>
    public static AllowedAddresses In(IEnumerable<string?> texts) => new([.. texts.Where(text => !string.IsNullOrEmpty(text)).Select(text => text!)]);

    /// <summary>Whether the texts contain this target of a link: a page of the web, an e-mail address or a telephone number.</summary>
    public bool Contains(string target)
    {
        if (target.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
            return target.Length > 10 && !target.Contains('?', StringComparison.Ordinal) && _texts.Any(text => text.Contains(target[7..], StringComparison.OrdinalIgnoreCase));
        if (target.StartsWith("tel:", StringComparison.OrdinalIgnoreCase))
            return ContainsTelephone(DigitsOf(target));
        return IsOfTheWeb(target) && _addresses.Contains(KeyOf(target));
    }

    /// <summary>The length of an address in a text, without the punctuation of the sentence around it.</summary>
    public static int LengthWithoutEnd(ReadOnlySpan<char> address)
    {
        var length = address.Length;
        while (length > 0 && (address[length - 1] is '.' or ',' or ';' or ':' or '!' or '?' or '\'' or '’' or '_' or '~' or '*' or '»' or '…'
            || address[length - 1] == ')' && address[..length].Count('(') < address[..length].Count(')')))
        {
            length--;
        }

        return length;
    }

    private static string WithoutEnd(string address) => address[..LengthWithoutEnd(address)];

    private static bool IsOfTheWeb(string target) =>
        target.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || target.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    private bool ContainsTelephone(string digits) =>
        digits.Length >= MinTelephoneDigits
        && _texts.Any(text => DigitsOf(text).Contains(digits[^Math.Min(TelephoneDigits, digits.Length)..], StringComparison.Ordinal));

    private static string DigitsOf(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    /// <summary>The address without what makes no difference: the scheme, the case of the host, a slash at the end and the fragment.</summary>
    private static string KeyOf(string address)
    {
        var bare = Entity().Replace(address, "&");
        bare = IsOfTheWeb(bare) ? bare[(bare.IndexOf("//", StringComparison.Ordinal) + 2)..] : bare;
        return Uri.TryCreate("https://" + bare, UriKind.Absolute, out var uri)
            ? $"{uri.UserInfo}@{uri.Host.ToLowerInvariant()}:{uri.Port}{uri.PathAndQuery.TrimEnd('/')}"
            : bare;
    }

    [GeneratedRegex(@"(?:https?://|www\.)[^\s<>""`{}|\\^\[\]]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex("&amp;", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Entity();
}
