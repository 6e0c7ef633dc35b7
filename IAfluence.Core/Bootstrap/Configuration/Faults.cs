namespace IAfluence.Core.Bootstrap.Configuration;

/// <summary>Collects the faults of a configuration document with their paths, in the order they were found.</summary>
internal sealed class Faults
{
    private const int MaxFormattedCharacters = 80;

    private readonly List<string> _lines = [];
    private readonly HashSet<string> _malformed = [];

    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Adds a malformed value. Rules for it, its parents and its children are skipped.</summary>
    public void Add(string path, string what)
    {
        _malformed.Add(path);
        _lines.Add(path.Length == 0 ? what : $"{path}: {what}");
    }

    /// <summary>Adds a broken rule, unless the value is already reported as malformed.</summary>
    public void AddRule(string path, string what)
    {
        if (!_malformed.Any(other => IsWithin(path, other) || IsWithin(other, path)))
            _lines.Add($"{path}: {what}");
    }

    /// <summary>Formats a value for a message: on one line, control characters escaped, truncated to 80 characters.</summary>
    public static string Format(object? value)
    {
        var text = string.Concat((value?.ToString() ?? "").Select(character => character switch
        {
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            _ when char.IsControl(character) => FormattableString.Invariant($"\\u{(int)character:x4}"),
            _ => character.ToString(),
        }));
        return TextCut.At(text, MaxFormattedCharacters);
    }

    private static bool IsWithin(string path, string outer) =>
        outer.Length > 0 && path.StartsWith(outer, StringComparison.Ordinal) && (path.Length == outer.Length || path[outer.Length] is '.' or '[');
}
