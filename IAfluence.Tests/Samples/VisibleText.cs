using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace IAfluence.Tests.Samples;

/// <summary>
/// What a reader sees of a page, a line for each block, row of a table or navigation: texts, what fields hold, names of buttons that have no text. Left out is what
/// differs each time: hidden fields, and how many minutes ago something was or will be.
/// </summary>
internal static partial class VisibleText
{
    private static readonly HashSet<string> Unseen = ["script", "style", "template", "svg", "datalist", "head", "noscript", "option"];

    private static readonly HashSet<string> Inline =
        ["a", "abbr", "b", "bdi", "button", "code", "em", "i", "icon", "input", "kbd", "label", "mark", "q", "s", "select", "small", "span", "strong", "sub", "sup", "textarea", "time", "u", "var", "img"];

    public static IReadOnlyList<string> Of(IElement root)
    {
        var text = new StringBuilder();
        Write(root, text);
        return
        [
            .. text.ToString().Split('\n').Select(line => MinutesAgo().Replace(string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), "(minutes)"))
                .Where(line => line.Length > 0),
        ];
    }

    private static void Write(INode node, StringBuilder text)
    {
        switch (node)
        {
            case IText words:
                text.Append(Regex.Replace(words.Data, @"\s+", " "));
                break;
            case IHtmlInputElement { Type: "hidden" }:
                break;
            case IHtmlInputElement { Type: "checkbox" or "radio" } box:
                text.Append(box.IsChecked ? " [x] " : " [ ] ");
                break;
            case IHtmlInputElement input:
                text.Append(" [").Append(input.Value).Append("] ");
                break;
            case IHtmlTextAreaElement area:
                text.Append(" [").Append(area.Value.ReplaceLineEndings("⏎")).Append("] ");
                break;
            case IHtmlSelectElement select:
                text.Append(" [").AppendJoin(", ", select.Options.Where(option => option.IsSelected).Select(option => option.Text)).Append("] ");
                break;
            case IElement element when Unseen.Contains(element.LocalName) || element.HasAttribute("hidden"):
                break;
            case IElement element:
                WriteElement(element, text);
                break;
        }
    }

    private static void WriteElement(IElement element, StringBuilder text)
    {
        var isBlock = !Inline.Contains(element.LocalName);
        var isCell = element.LocalName is "td" or "th";
        var isOneLine = isCell || element.LocalName is "nav" or "dl";
        if (isBlock && !isCell)
            text.Append('\n');
        var before = text.Length;
        foreach (var child in element.ChildNodes)
            Write(child, text);
        if (string.IsNullOrWhiteSpace(text.ToString(before, text.Length - before)) && (element.GetAttribute("aria-label") ?? element.GetAttribute("alt")) is { Length: > 0 } name)
            text.Append('‹').Append(name).Append('›');
        if (isOneLine)
            text.Replace("\n", " ", before, text.Length - before);
        if (isCell)
            text.Append(" | ");
        else if (isBlock)
            text.Append('\n');
    }

    [GeneratedRegex(@"\d+ min \d+ s\b|il y a \d+ (min|s)\b|à l’instant|\d+ (min|minutes?|s|seconds?) ago|just now|dans \d+ (min|s)\b|in \d+ (min|minutes?)\b")]
    private static partial Regex MinutesAgo();
}
