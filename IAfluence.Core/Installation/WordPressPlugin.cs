using System.IO.Compression;
using System.Text;

namespace IAfluence.Core.Installation;

/// <summary>
/// The WordPress plugin, made for one chatbot: the templates of <c>widgets/templates/wordpress</c> filled in and zipped. The same chatbot
/// and version always give the same bytes.
/// </summary>
public static class WordPressPlugin
{
    /// <summary>Raised with every change of its files; sites are then offered an update.</summary>
    public const string Version = "1.0.0";

    /// <summary>The oldest WordPress that it runs in.</summary>
    public const string Requires = "5.9";

    /// <summary>The newest WordPress that it was tested in.</summary>
    public const string Tested = "6.1";

    public const string RequiresPhp = "7.4";

    /// <summary>The plugin's folder on a site.</summary>
    public const string Slug = "iafluence";

    private const string Templates = "wordpress/";
    private const string Changelog = Templates + "changelog.txt";
    private const string Catalog = "languages/iafluence-fr_FR.po";

    // French is French: WordPress itself has these as languages of their own.
    private static readonly string[] _french = ["fr_BE", "fr_CA", "fr_FR"];

    private static readonly DateTimeOffset _changedAt = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private const int OrdinaryFile = 0x81A4 << 16; // -rw-r--r--

    /// <param name="address">Where the chatbot answers, and where the plugin updates itself from.</param>
    public static byte[] MakeZip(InstallationAddress address, string publicKey, string name)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8))
        {
            foreach (var (path, content) in Files(address, publicKey, name))
            {
                var entry = zip.CreateEntry($"{Slug}/{path}", CompressionLevel.Optimal);
                (entry.LastWriteTime, entry.ExternalAttributes) = (_changedAt, OrdinaryFile);
                using var stream = entry.Open();
                stream.Write(content);
            }
        }

        return bytes.ToArray();
    }

    /// <summary>What changed in each version, newest first, as readme files of WordPress write it.</summary>
    public static string ChangesText() => InstallationTemplates.Render(Changelog, new { }).Trim();

    /// <summary>The files by their path in the plugin's folder, in order.</summary>
    internal static IEnumerable<(string Path, byte[] Content)> Files(InstallationAddress address, string publicKey, string name)
    {
        var values = new
        {
            Address = address.Text,
            Key = Keys.IsPublicKey(publicKey) ? publicKey : throw new ArgumentException("This is no public key.", nameof(publicKey)),
            Name = name,
            Version,
            Requires,
            Tested,
            RequiresPhp,
            Changelog = ChangesText(),
        };
        foreach (var path in InstallationTemplates.List(Templates).Where(path => path != Changelog))
        {
            var text = InstallationTemplates.Render(path, values);
            yield return (path[Templates.Length..], Encoding.UTF8.GetBytes(text));
            if (path == Templates + Catalog)
            {
                var mo = MessageCatalog.Parse(text).ToMo();
                foreach (var locale in _french)
                    yield return ($"languages/{Slug}-{locale}.mo", mo);
            }
        }
    }
}
