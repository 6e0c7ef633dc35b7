using System.Reflection;

namespace IAfluence.Core.Help;

/// <summary>
/// IAfluence's help, from the Markdown files beside this class. The admin's help pages and the demonstration's chatbot use it. A file name
/// consists of the reading order and the key.
/// </summary>
public static class HelpTexts
{
    private const string ResourceFolder = "help/";

    private static readonly Lazy<IReadOnlyList<HelpText>> Loaded = new(Load);

    /// <summary>Every page, by language and in reading order.</summary>
    public static IReadOnlyList<HelpText> All => Loaded.Value;

    /// <summary>The pages of one language in reading order; empty when the language has none.</summary>
    public static IReadOnlyList<HelpText> In(string locale) => [.. All.Where(text => text.Locale == locale)];

    public static HelpText? FindOrNull(string locale, string key) => All.FirstOrDefault(text => text.Locale == locale && text.Key == key);

    private static List<HelpText> Load()
    {
        var assembly = typeof(HelpTexts).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(ResourceFolder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => Read(assembly, name))];
    }

    private static HelpText Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        var markdown = reader.ReadToEnd().ReplaceLineEndings("\n");

        // help/fr/13-embedding.md
        var parts = name[ResourceFolder.Length..].Split('/', '\\');
        var key = Path.GetFileNameWithoutExtension(parts[1])[3..];
        var endOfTitle = markdown.IndexOf('\n', StringComparison.Ordinal);
        return new HelpText(key, parts[0], markdown[2..endOfTitle].Trim(), markdown[endOfTitle..].Trim());
    }
}

/// <summary>One page of IAfluence's help.</summary>
/// <param name="Key">The topic; the same in every language.</param>
/// <param name="Locale">fr or en.</param>
/// <param name="Title">The first heading.</param>
/// <param name="Markdown">The text below the heading.</param>
public sealed record HelpText(string Key, string Locale, string Title, string Markdown)
{
    /// <summary>The path of the page in this installation.</summary>
    public string Url => $"/help/{Locale}/{Key}";
}
