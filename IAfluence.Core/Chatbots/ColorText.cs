namespace IAfluence.Core.Chatbots;

/// <summary>Colours as people write them.</summary>
public static class ColorText
{
    /// <param name="typed">#rgb or #rrggbb, the # may be missing.</param>
    /// <returns>As #rrggbb in lower case; null when it is no such colour.</returns>
    public static string? OfTypedOrNull(string? typed)
    {
        var digits = typed?.Trim().TrimStart('#').ToLowerInvariant();
        if (digits is not { Length: 3 or 6 } || !digits.All(char.IsAsciiHexDigit))
            return null;
        return "#" + (digits.Length == 6 ? digits : string.Concat(digits.Select(digit => new string(digit, 2))));
    }
}
