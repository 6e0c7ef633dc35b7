using System.Globalization;
using System.Net;
using System.Text;

namespace IAfluence.Core.Notifications;

/// <summary>
/// The two forms of an e-mail: text, and HTML that mail programs of every age show alike (one table, styles on the elements, no picture, no script;
/// colours that hold on light and on dark).
/// </summary>
public static class MailRenderer
{
    private const string Font = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public static string Text(MailContent content)
    {
        var text = new StringBuilder().Append(content.Heading).Append("\n\n");
        foreach (var paragraph in content.Lead)
            text.Append(paragraph).Append("\n\n");
        var colon = content.Locale == "fr" ? "\u00a0:" : ":";
        foreach (var fact in content.Facts)
        {
            if (fact.Value.Count == 1)
                text.Append(fact.Label).Append(colon).Append(' ').Append(fact.Value[0]).Append('\n');
            else
                text.Append(fact.Label).Append(colon).Append('\n').AppendJoin('\n', fact.Value.Select(line => "  - " + line)).Append('\n');
        }

        if (content.Facts.Count > 0)
            text.Append('\n');
        if (content.Link is { } link)
            text.Append(link.Label).Append(colon).Append('\n').Append(link.Address).Append("\n\n");
        if (content.Footer.Count > 0)
            text.Append("-- \n").AppendJoin('\n', content.Footer).Append('\n');
        return text.ToString();
    }

    public static string Html(MailContent content)
    {
        var (accent, tint) = Colours(content.Tone);
        var html = new StringBuilder();
        html.Append(Invariant, $"""
            <!DOCTYPE html>
            <html lang="{Safe(content.Locale)}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="supported-color-schemes" content="light dark">
            <title>{Safe(content.Subject)}</title>
            </head>
            <body style="margin:0;padding:0;background:#eef1f4;color:#1b2733">
            <table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#eef1f4">
            <tr><td align="center" style="padding:24px 12px">
            <table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;background:#ffffff;border-radius:8px;border-top:4px solid {accent};{Font}">
            <tr><td style="padding:20px 28px 0;font-size:14px;font-weight:600;color:#0b6a74">IAfluence</td></tr>
            <tr><td style="padding:10px 28px 0"><h1 style="margin:0;font-size:21px;line-height:1.3;color:#1b2733">{Safe(content.Heading)}</h1></td></tr>

            """);
        foreach (var paragraph in content.Lead)
            html.Append(Invariant, $"<tr><td style=\"padding:12px 28px 0;font-size:15px;line-height:1.5;color:#1b2733\">{Safe(paragraph)}</td></tr>\n");
        if (content.Facts.Count > 0)
        {
            html.Append(Invariant, $"<tr><td style=\"padding:18px 28px 0\">\n<table width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"background:{tint};border-radius:6px;font-size:14px;line-height:1.5;color:#1b2733\">\n");
            foreach (var fact in content.Facts)
                html.Append(Invariant, $"<tr><th scope=\"row\" align=\"left\" valign=\"top\" style=\"padding:8px 8px 8px 14px;width:32%;font-weight:600;color:#47566a\">{Safe(fact.Label)}</th><td valign=\"top\" style=\"padding:8px 14px 8px 8px\">{string.Join("<br>", fact.Value.Select(Safe))}</td></tr>\n");
            html.Append("</table>\n</td></tr>\n");
        }

        if (content.Link is { IsWhole: true } link)
            html.Append(Invariant, $"<tr><td style=\"padding:22px 28px 0\"><a href=\"{Safe(link.Address)}\" style=\"display:inline-block;padding:11px 20px;background:#0b6a74;color:#ffffff;border-radius:6px;font-size:15px;font-weight:600;text-decoration:none\">{Safe(link.Label)}</a></td></tr>\n");
        else if (content.Link is { } path)
            html.Append(Invariant, $"<tr><td style=\"padding:22px 28px 0;font-size:15px;line-height:1.5;color:#1b2733\">{Safe(path.Label)}{(content.Locale == "fr" ? "&nbsp;:" : ":")} <code style=\"font-size:14px\">{Safe(path.Address)}</code></td></tr>\n");
        html.Append("<tr><td style=\"padding:24px 28px 24px;font-size:12px;line-height:1.5;color:#5b6b7d\">");
        html.AppendJoin("<br>", content.Footer.Select(Safe));
        return html.Append("</td></tr>\n</table>\n</td></tr>\n</table>\n</body>\n</html>\n").ToString();
    }

    private static (string Accent, string Tint) Colours(MailTone tone) => tone switch
    {
        MailTone.Good => ("#2f855a", "#edf7f1"),
        MailTone.Warning => ("#b7791f", "#fdf6e7"),
        MailTone.Bad => ("#c53030", "#fdf0f0"),
        _ => ("#0b6a74", "#eef4f5"),
    };

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
