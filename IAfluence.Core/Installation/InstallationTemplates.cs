using System.Collections.Concurrent;
using System.Reflection;

namespace IAfluence.Core.Installation;

/// <summary>
/// The files of <c>widgets/templates</c>, which travel inside this assembly. Those that end in <c>.liquid</c> are templates: values are
/// encoded as HTML, but for those that a filter quotes for the language of the file.
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

    /// <summary>The paths in a folder, in ordinal order, without the ending of a template.</summary>
    public static IReadOnlyList<string> List(string folder) => [.. _names.Value.Keys
        .Where(path => path.StartsWith(folder, StringComparison.Ordinal))
        .Select(path => path.EndsWith(Template, StringComparison.Ordinal) ? path[..^Template.Length] : path)
        .Order(StringComparer.Ordinal)];

    /// <summary>A file as it is given out, with line feeds at the ends of lines.</summary>
    /// <param name="path">Such as <c>wordpress/readme.txt</c>.</param>
    /// <param name="model">Its public properties are the templates' variables, in camel case.</param>
    public static string Render(string path, object model) => _names.Value.ContainsKey(path + Template)
        ? _parsed.GetOrAdd(path, name => new LiquidTemplate(Read(name + Template), LiquidTemplate.Html, _filters)).Render(model)
        : Read(path);

    private static string Read(string path)
    {
        using var reader = new StreamReader(_assembly.GetManifestResourceStream(_names.Value[path])!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
