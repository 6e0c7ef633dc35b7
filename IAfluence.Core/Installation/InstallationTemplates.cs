using System.Collections.Concurrent;
using System.Reflection;

namespace IAfluence.Core.Installation;

/// <summary>
/// The files of <c>widgets/templates</c>, embedded in this assembly. Files that end in <c>.liquid</c> are templates: values are HTML-encoded,
/// unless a filter quotes them for the file's language.
/// </summary>
internal static class InstallationTemplates
{
    private const string Folder = "templates/";
    private const string Template = ".liquid";

    private static readonly Assembly _assembly = typeof(InstallationTemplates).Assembly;

    private static readonly Lazy<IReadOnlyDictionary<string, string>> _names = new(() => _assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
        .ToDictionary(name => name[Folder.Length..].Replace('\\', '/'), name => name, StringComparer.Ordinal));

    private static readonly Dictionary<string, Func<string, string>> _filters = new(StringComparer.Ordinal)
    {
        ["php"] = Quoting.PhpLiteral,
        ["line"] = Quoting.Line,
        ["raw"] = text => text,
    };

    private static readonly ConcurrentDictionary<string, LiquidTemplate> _parsed = new(StringComparer.Ordinal);

    /// <summary>Lists the paths in a folder in ordinal order, without the template extension.</summary>
    public static IReadOnlyList<string> List(string folder) => [.. _names.Value.Keys
        .Where(path => path.StartsWith(folder, StringComparison.Ordinal))
        .Select(path => path.EndsWith(Template, StringComparison.Ordinal) ? path[..^Template.Length] : path)
        .Order(StringComparer.Ordinal)];

    /// <summary>Renders a file; lines end with line feeds.</summary>
    /// <param name="path">Such as <c>wordpress/readme.txt</c>.</param>
    /// <param name="model">Its public properties are the template's variables, in camel case.</param>
    public static string Render(string path, object model) => _names.Value.ContainsKey(path + Template)
        ? _parsed.GetOrAdd(path, name => new LiquidTemplate(Read(name + Template), LiquidTemplate.Html, _filters)).Render(model)
        : Read(path);

    private static string Read(string path)
    {
        using var reader = new StreamReader(_assembly.GetManifestResourceStream(_names.Value[path])!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
