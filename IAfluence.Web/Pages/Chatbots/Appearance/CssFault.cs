using System.Text.RegularExpressions;
using IAfluence.Core.Chatbots;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Pages.Chatbots.Appearance;

/// <summary>Describes where and why a chatbot's own CSS is not accepted.</summary>
public static class CssFault
{
    /// <param name="read">The result of reading the CSS, with a fault.</param>
    public static string Describe(string css, PartStyleSheet read, IStringLocalizer<ChatbotsTexts> texts)
    {
        var piece = read.Fault!;
        var reason = read.HidesBrand ? texts["Css.HidesBrand", piece].Value
            : piece.Length > 0 && piece.All(char.IsAsciiLetter) && Regex.IsMatch(css, $@"::part\([^)]*\b{piece}\b")
                ? texts["Css.UnknownPart", piece].Value
                : Reason(piece, texts);
        return LineOfOrNull(css, piece) is { } line ? texts["Css.Line", line, reason] : reason;
    }

    private static string Reason(string piece, IStringLocalizer<ChatbotsTexts> texts) => piece switch
    {
        "/*" or "\"" => texts["Css.Unclosed", piece],
        "\\" or "<" or "?" => texts["Css.Character", piece],
        _ when piece.Contains("url(", StringComparison.OrdinalIgnoreCase) => texts["Css.Loads"],
        _ when piece.StartsWith('@') => texts["Css.At", piece],
        _ when !piece.Contains(':', StringComparison.Ordinal) || piece.StartsWith('.') || piece.StartsWith('#') => texts["Css.Selector", piece],
        _ => texts["Css.Refused", piece],
    };

    private static int? LineOfOrNull(string css, string piece)
    {
        var lines = css.ReplaceLineEndings("\n");
        var at = lines.IndexOf(piece.Split('\n')[0].Trim(), StringComparison.Ordinal);
        return at < 0 || piece.Length == 0 ? null : lines.AsSpan(0, at).Count('\n') + 1;
    }
}
