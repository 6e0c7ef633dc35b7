namespace IAfluence.Core.Chatbots;

/// <summary>Parses colours as people type them.</summary>
public static class ColorText
{
    /// <param name="typed">#rgb or #rrggbb; the # is optional.</param>
    /// <returns>Lowercase #rrggbb; null when the text is not such a colour.</returns>
    public static string? OfTypedOrNull(string? typed)
    {
        var digits = typed?.Trim().TrimStart('#').ToLowerInvariant();
        if (digits is not { Length: 3 or 6 } || !digits.All(char.IsAsciiHexDigit))
            return null;
        return "#" + (digits.Length == 6 ? digits : string.Concat(digits.Select(digit => new string(digit, 2))));
    }
}
