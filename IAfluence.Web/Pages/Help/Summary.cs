using Markdig;

namespace IAfluence.Web.Pages.Help;

/// <summary>Extracts the beginning of a help page for its tile, up to 110 characters.</summary>
public static class Summary
{
    private const int MaxLength = 110;

    public static string Of(string markdown)
    {
        var paragraph = markdown.Split("\n\n").FirstOrDefault(block => block.Length > 0 && char.IsLetter(block.TrimStart('*', '`', '«', ' ')[0])) ?? "";
        var text = Markdown.ToPlainText(paragraph).ReplaceLineEndings(" ").Trim();
        if (text.Length <= MaxLength)
            return text;
        var end = text.LastIndexOf(' ', MaxLength);
        return text[..(end > 0 ? end : MaxLength)].TrimEnd(' ', ',', ';', ':') + "…";
    }
}
