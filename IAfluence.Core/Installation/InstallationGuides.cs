using System.Text;

namespace IAfluence.Core.Installation;

/// <summary>
/// The guides in <c>widgets/templates/generic</c>: Markdown templates with the installation's address and the chatbot's key, one file for
/// each language.
/// </summary>
public static class InstallationGuides
{
    public const string First = "html";
    public const string WordPress = "wordpress";

    private const string Folder = "generic/";
    private const string Fence = "```";

    /// <summary>All guides in display order.</summary>
    public static IReadOnlyList<(string Key, GuideKind Kind)> All { get; } =
    [
        (First, GuideKind.Site), (WordPress, GuideKind.Site), ("gtm", GuideKind.Site), ("shopify", GuideKind.Site), ("wix", GuideKind.Site), ("squarespace", GuideKind.Site),
        ("webflow", GuideKind.Site), ("joomla", GuideKind.Site), ("prestashop", GuideKind.Site),
        ("tarteaucitron", GuideKind.Consent), ("axeptio", GuideKind.Consent), ("didomi", GuideKind.Consent), ("complianz", GuideKind.Consent),
        ("csp", GuideKind.Security),
    ];

    /// <summary>The script tag that adds a chatbot to a page.</summary>
    public static string Snippet(InstallationAddress address, string publicKey) =>
        $"<script src=\"{address.Text}/widget.js\" data-chatbot=\"{publicKey}\" async></script>";

    /// <summary>The title of a guide.</summary>
    public static string TitleOf(string key, string locale) => Heading(InstallationTemplates.Render(PathOf(key, locale), Values(InstallationAddress.Of("https://chat.example"), "pk_example")));

    /// <param name="key">A key of <see cref="All"/>.</param>
    /// <param name="locale">fr; any other value means English.</param>
    /// <returns>Null when the guide does not exist.</returns>
    public static InstallationGuide? FindOrNull(string key, string locale, InstallationAddress address, string publicKey)
    {
        if (All.All(guide => guide.Key != key))
            return null;
        if (!Keys.IsPublicKey(publicKey))
            throw new ArgumentException("The value is not a valid public key. Use 3 to 60 letters, digits, hyphens or underscores.", nameof(publicKey));
        var text = InstallationTemplates.Render(PathOf(key, locale), Values(address, publicKey));
        return new InstallationGuide(key, Heading(text), Split(text[text.IndexOf('\n')..]));
    }

    private static string PathOf(string key, string locale) => $"{Folder}{(locale == "fr" ? "fr" : "en")}/{key}.md";

    private static object Values(InstallationAddress address, string publicKey) => new
    {
        Address = address.Text,
        address.Host,
        Key = publicKey,
        Snippet = Snippet(address, publicKey),
    };

    private static string Heading(string text) => text[2..text.IndexOf('\n')].Trim();

    private static List<GuidePart> Split(string text)
    {
        var (parts, current, inSnippet) = (new List<GuidePart>(), new StringBuilder(), false);
        foreach (var line in text.Split('\n').Append(null))
        {
            if (line is not null && !line.StartsWith(Fence, StringComparison.Ordinal))
            {
                current.Append(line).Append('\n');
                continue;
            }

            if (current.ToString().Trim('\n') is { Length: > 0 } part)
                parts.Add(new GuidePart(part, inSnippet));
            current.Clear();
            inSnippet = !inSnippet;
        }

        return parts;
    }
}
