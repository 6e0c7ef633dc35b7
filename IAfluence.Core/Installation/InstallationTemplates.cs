using System.Collections.Concurrent;
using System.Reflection;
using HandlebarsDotNet;

namespace IAfluence.Core.Installation;

/// <summary>
/// The files of <c>widgets/templates</c>, which travel inside this assembly. Those that end in <c>.hbs</c> hold places for values; what
/// comes from people is put there by a helper that quotes it for the language of the file, everything else is escaped as HTML.
/// </summary>
internal static class InstallationTemplates
{
    private const string Folder = "templates/";
    private const string Template = ".hbs";

    private static readonly Assembly _assembly = typeof(InstallationTemplates).Assembly;

    private static readonly Lazy<IReadOnlyDictionary<string, string>> _names = new(() => _assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
        .ToDictionary(name => name[Folder.Length..].Replace('\\', '/'), name => name, StringComparer.Ordinal));

    private static readonly IHandlebars _handlebars = Create();
    private static readonly ConcurrentDictionary<string, HandlebarsTemplate<object, object>> _compiled = new(StringComparer.Ordinal);

    /// <summary>The paths in a folder, in ordinal order, without the ending of a template.</summary>
    public static IReadOnlyList<string> List(string folder) => [.. _names.Value.Keys
        .Where(path => path.StartsWith(folder, StringComparison.Ordinal))
        .Select(path => path.EndsWith(Template, StringComparison.Ordinal) ? path[..^Template.Length] : path)
        .Order(StringComparer.Ordinal)];

    /// <summary>A file as it is given out, with line feeds at the ends of lines.</summary>
    /// <param name="path">Such as <c>wordpress/readme.txt</c>.</param>
    /// <param name="values">What the places are filled with.</param>
    public static string Render(string path, IReadOnlyDictionary<string, string> values) => _names.Value.ContainsKey(path + Template)
        ? _compiled.GetOrAdd(path, name => _handlebars.Compile(Read(name + Template)))(values)
        : Read(path);

    private static string Read(string path)
    {
        using var reader = new StreamReader(_assembly.GetManifestResourceStream(_names.Value[path])!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static IHandlebars Create()
    {
        // A misspelt place fails the tests instead of leaving a hole.
        var handlebars = Handlebars.Create(new HandlebarsConfiguration { ThrowOnUnresolvedBindingExpression = true });
        handlebars.RegisterHelper("php", (writer, _, arguments) => writer.WriteSafeString(Quoting.PhpLiteral(Argument(arguments))));
        handlebars.RegisterHelper("line", (writer, _, arguments) => writer.WriteSafeString(Quoting.Line(Argument(arguments))));
        handlebars.RegisterHelper("text", (writer, _, arguments) => writer.WriteSafeString(Argument(arguments)));
        return handlebars;
    }

    private static string Argument(Arguments arguments) =>
        arguments.At<string>(0) ?? throw new ArgumentException("A helper was given nothing.", nameof(arguments));
}
