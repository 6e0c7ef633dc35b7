namespace IAfluence.Core.Bootstrap.Configuration;

/// <summary>What is wrong with a configuration document, each fault with its path, in the order they were found.</summary>
internal sealed class Faults
{
    private const int MaxShownCharacters = 80;

    private readonly List<string> _lines = [];
    private readonly HashSet<string> _malformed = [];

    public IReadOnlyList<string> Lines => _lines;

    /// <summary>The value is malformed: rules skip it, its parents and its children.</summary>
    public void Add(string path, string what)
    {
        _malformed.Add(path);
        _lines.Add(path.Length == 0 ? what : $"{path}: {what}");
    }

    /// <summary>A rule is broken by a value that could be read.</summary>
    public void AddRule(string path, string what)
    {
        if (!_malformed.Any(other => IsWithin(path, other) || IsWithin(other, path)))
            _lines.Add($"{path}: {what}");
    }

    /// <summary>A value as a message quotes it: on one line, and not at length.</summary>
    public static string Shown(object? value)
    {
        var text = string.Concat((value?.ToString() ?? "").Select(character => character switch
        {
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            _ when char.IsControl(character) => FormattableString.Invariant($"\\u{(int)character:x4}"),
            _ => character.ToString(),
        }));
        return TextCut.At(text, MaxShownCharacters);
    }

    private static bool IsWithin(string path, string outer) =>
        outer.Length > 0 && path.StartsWith(outer, StringComparison.Ordinal) && (path.Length == outer.Length || path[outer.Length] is '.' or '[');
}
