using AngleSharp.Dom;
using AngleSharp.Html.Dom.Events;
using AngleSharp.Html.Parser;

namespace IAfluence.Tests.Testing;

/// <summary>What is wrong with the HTML of an answer: what the standard's parser complains of, and references, roles and names that a parser does not check.</summary>
internal static class HtmlFaults
{
    private const string Interactive = "a[href], button, input:not([type=hidden]), select, textarea, summary, details, [tabindex]";

    // A tag helper writes an empty address, and no error, for a page that does not exist.
    private static readonly string[] Addresses = ["href", "action", "formaction", "hx-get", "hx-post", "hx-put", "hx-delete"];

    private static readonly string[] References = ["for", "aria-describedby", "aria-labelledby", "aria-controls", "popovertarget", "list", "form", "data-copy"];

    /// <summary>A whole page, or a fragment as htmx puts it into one.</summary>
    public static IReadOnlyList<string> Of(OpenedPage page)
    {
        var isWhole = page.Html.StartsWith("<!DOCTYPE html>", StringComparison.Ordinal);
        var faults = new List<string>();
        var parser = new HtmlParser(new HtmlParserOptions { IsKeepingSourceReferences = true });
        parser.Error += (_, error) => faults.Add(error is HtmlErrorEvent told ? $"{told.Message} at line {told.Position.Line}" : "not parsed");
        var document = parser.ParseDocument(isWhole ? page.Html : $"<!DOCTYPE html><html lang=\"fr\"><head><title>A fragment</title></head><body>{page.Html}</body></html>");
        if (isWhole)
            faults.AddRange(OfWhole(document));
        faults.AddRange(document.All.SelectMany(OfElement));
        faults.AddRange(document.All.Where(element => element.Id is { Length: > 0 }).GroupBy(element => element.Id).Where(same => same.Count() > 1).Select(same => $"{same.Count()} elements have the id {same.Key}"));
        return [.. faults.Select(fault => $"{page.Address}{(isWhole ? "" : " (fragment)")}: {fault}")];
    }

    private static IEnumerable<string> OfWhole(IDocument document)
    {
        if (document.DocumentElement.GetAttribute("lang") is not ("fr" or "en"))
            yield return "no language";
        if (string.IsNullOrWhiteSpace(document.Title) || document.Title == "IAfluence")
            yield return "no title of its own";
        if (document.QuerySelectorAll("h1").Length != 1)
            yield return $"{document.QuerySelectorAll("h1").Length} h1";
        if (document.QuerySelectorAll("main").Length != 1)
            yield return $"{document.QuerySelectorAll("main").Length} main";
        var level = 0;
        foreach (var heading in document.QuerySelectorAll("h1, h2, h3, h4, h5, h6"))
        {
            var own = heading.LocalName[1] - '0';
            if (own > level + 1)
                yield return $"{Shown(heading)} comes after a heading of level {level}";
            level = own;
        }
        foreach (var element in document.QuerySelectorAll("[hx-target^='#']"))
        {
            if (document.GetElementById(element.GetAttribute("hx-target")![1..]) is null)
                yield return $"{Shown(element)} has no target";
        }
    }

    private static IEnumerable<string> OfElement(IElement element)
    {
        foreach (var attribute in element.Attributes)
        {
            var isCode = attribute.Name.StartsWith("on", StringComparison.Ordinal) || attribute.Name.StartsWith("hx-on", StringComparison.Ordinal);
            if (attribute.Name == "style" || isCode || attribute.Value.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase))
                yield return $"{Shown(element)} has {attribute.Name}";
        }
        foreach (var name in Addresses)
        {
            if (element.GetAttribute(name) is { } address && string.IsNullOrWhiteSpace(address))
                yield return $"{Shown(element)} leads nowhere by {name}";
        }
        foreach (var name in References)
        {
            foreach (var id in (element.GetAttribute(name) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (element.Owner!.GetElementById(id) is null)
                    yield return $"{Shown(element)} names {id} by {name}, which is not there";
            }
        }
        if (element.LocalName == "style" || element is { LocalName: "script" } && !element.HasAttribute("src"))
            yield return $"{Shown(element)} is inline";
        if (element.LocalName == "button" && !element.HasAttribute("type"))
            yield return $"{Shown(element)} has no type";
        if (element.LocalName == "img" && !element.HasAttribute("alt"))
            yield return $"{Shown(element)} has no alt";
        if (element.Matches("a[href], button, summary") && element.QuerySelector(Interactive) is { } inner)
            yield return $"{Shown(element)} holds {Shown(inner)}";
        if (element.Matches("input:not([type=hidden]):not([type=submit]), select, textarea") && !IsNamed(element))
            yield return $"{Shown(element)} has no name";
    }

    private static bool IsNamed(IElement field) =>
        field.HasAttribute("aria-label") || field.HasAttribute("aria-labelledby") || field.Closest("label") is not null
        || field.Id is { Length: > 0 } id && field.Owner!.QuerySelector($"label[for='{id}']") is not null;

    private static string Shown(IElement element) => element.Clone(false) is IElement alone ? alone.OuterHtml : element.LocalName;
}
