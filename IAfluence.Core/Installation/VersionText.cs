using System.Buffers;

namespace IAfluence.Core.Installation;

/// <summary>Parses versions of plugins and of WordPress: 1.0.0, 6.1.9, 6.4-beta2.</summary>
public static class VersionText
{
    private const int MaxCharacters = 20;

    private static readonly SearchValues<char> _numbers = SearchValues.Create("0123456789.");

    /// <returns>Null when the text is not a version.</returns>
    public static string? CleanOrNull(string? version) =>
        version is { Length: > 0 and <= MaxCharacters } && char.IsAsciiDigit(version[0])
            && version.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-')
            ? version
            : null;

    /// <summary>Whether a version is older than another. Suffixes after the numbers are ignored.</summary>
    public static bool IsOlder(string version, string than) => Numbers(version).CompareTo(Numbers(than)) < 0;

    private static Version Numbers(string version)
    {
        var end = version.AsSpan().IndexOfAnyExcept(_numbers);
        var numbers = (end < 0 ? version : version[..end]).Trim('.');
        return Version.TryParse(numbers.Contains('.') ? numbers : numbers + ".0", out var parsed)
            ? new Version(parsed.Major, parsed.Minor, Math.Max(0, parsed.Build), Math.Max(0, parsed.Revision))
            : new Version();
    }
}
