using System.IO.Compression;
using System.Text;

namespace IAfluence.Core.Installation;

/// <summary>
/// Builds the WordPress plugin for one chatbot: renders the templates in <c>widgets/templates/wordpress</c> and compresses them. The same
/// chatbot and version always produce the same bytes.
/// </summary>
public static class WordPressPlugin
{
    /// <summary>Increased with each change of the plugin's files; sites are then offered an update.</summary>
    public const string Version = "1.0.0";

    /// <summary>The minimum WordPress version.</summary>
    public const string Requires = "5.9";

    /// <summary>The newest tested WordPress version.</summary>
    public const string Tested = "6.1";

    public const string RequiresPhp = "7.4";

    /// <summary>The plugin's folder name on a site.</summary>
    public const string Slug = "iafluence";

    private const string Templates = "wordpress/";
    private const string Changelog = Templates + "changelog.txt";
    private const string Catalog = "languages/iafluence-fr_FR.po";

    // WordPress treats these as separate languages, so the French catalog is written for each.
    private static readonly string[] _french = ["fr_BE", "fr_CA", "fr_FR"];

    private static readonly DateTimeOffset _changedAt = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private const int OrdinaryFile = 0x81A4 << 16; // -rw-r--r--

    /// <param name="address">The installation's address, for the chatbot and for updates.</param>
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

    /// <summary>The changelog, newest version first, in the format of WordPress readme files.</summary>
    public static string ChangesText() => InstallationTemplates.Render(Changelog, new { }).Trim();

    /// <summary>The files by path in the plugin's folder, in order.</summary>
    internal static IEnumerable<(string Path, byte[] Content)> Files(InstallationAddress address, string publicKey, string name)
    {
        var values = new
        {
            Address = address.Text,
            Key = Keys.IsPublicKey(publicKey) ? publicKey : throw new ArgumentException("The value is not a valid public key. Use 3 to 60 letters, digits, hyphens or underscores.", nameof(publicKey)),
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
