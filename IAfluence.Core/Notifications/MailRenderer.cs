namespace IAfluence.Core.Notifications;

/// <summary>
/// Renders an e-mail as plain text and as HTML. The HTML works in old mail programs: one table, inline styles, no images, no script, and
/// colours for both light and dark mode.
/// </summary>
public static class MailRenderer
{
    private static readonly Lazy<LiquidTemplate> _text = new(() => Template("text.liquid", LiquidTemplate.PlainText));
    private static readonly Lazy<LiquidTemplate> _html = new(() => Template("html.liquid", LiquidTemplate.Html));

    public static string Text(MailContent content) => _text.Value.Render(ModelOf(content));

    public static string Html(MailContent content) => _html.Value.Render(ModelOf(content));

    private static object ModelOf(MailContent content)
    {
        var (accent, tint) = Colours(content.Tone);
        return new
        {
            content.Locale,
            content.Subject,
            content.Heading,
            content.Lead,
            content.Facts,
            // With strict variables, null counts as undefined, so false stands for a missing link.
            Link = (object?)content.Link ?? false,
            content.Footer,
            Colon = content.Locale == "fr" ? "\u00a0:" : ":",
            Accent = accent,
            Tint = tint,
        };
    }

    private static (string Accent, string Tint) Colours(MailTone tone) => tone switch
    {
        MailTone.Good => ("#2f855a", "#edf7f1"),
        MailTone.Warning => ("#b7791f", "#fdf6e7"),
        MailTone.Bad => ("#c53030", "#fdf0f0"),
        _ => ("#0b6a74", "#eef4f5"),
    };

    private static LiquidTemplate Template(string file, System.Text.Encodings.Web.TextEncoder encoder)
    {
        using var reader = new StreamReader(typeof(MailRenderer).Assembly.GetManifestResourceStream("mail/" + file)!);
        return new LiquidTemplate(reader.ReadToEnd().ReplaceLineEndings("\n"), encoder);
    }
}
