using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace IAfluence.Core.Installation.SelfTesting;

/// <summary>
/// Finds tags in a page with the tokenizer of an HTML parser. No tree is built, so the cost depends only on the page's length, not on its
/// nesting.
/// </summary>
public static class PageTags
{
    /// <summary>Finds tags with these names in page order, including tags in comments.</summary>
    public static IReadOnlyList<PageTag> Find(string html, params IReadOnlyCollection<string> names)
    {
        var found = new List<PageTag>();
        Read(html, names, found, inComment: false);
        return found;
    }

    private static void Read(string html, IReadOnlyCollection<string> names, List<PageTag> found, bool inComment)
    {
        using var source = new TextSource(html);
        var tokenizer = new HtmlTokenizer(source, HtmlEntityProvider.Resolver);
        HtmlTagToken? script = null;
        for (var token = tokenizer.Get(); token.Type != HtmlTokenType.EndOfFile; token = tokenizer.Get())
        {
            // The token after a script's start tag is its content.
            if (script is not null)
            {
                found.Add(TagOf(script, token.Type == HtmlTokenType.Character ? token.Data : "", inComment));
                script = null;
            }

            if (token.Type == HtmlTokenType.Comment && !inComment && token.Data.Contains('<', StringComparison.Ordinal))
            {
                Read(token.Data, names, found, inComment: true);
            }
            else if (token.Type == HtmlTokenType.StartTag)
            {
                tokenizer.State = ModeAfter(token.Name);
                if (!names.Contains(token.Name))
                    continue;
                if (token.Name == "script")
                    script = token.AsTag();
                else
                    found.Add(TagOf(token.AsTag(), "", inComment));
            }
        }

        if (script is not null)
            found.Add(TagOf(script, "", inComment));
    }

    /// <summary>The tokenizer state after a start tag (HTML, 13.2.6).</summary>
    private static HtmlParseMode ModeAfter(string name) => name switch
    {
        "script" => HtmlParseMode.Script,
        "textarea" or "title" => HtmlParseMode.RCData,
        "style" or "xmp" or "iframe" or "noembed" or "noframes" => HtmlParseMode.Rawtext,
        "plaintext" => HtmlParseMode.Plaintext,
        _ => HtmlParseMode.PCData,
    };

    private static PageTag TagOf(HtmlTagToken tag, string text, bool inComment)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var attribute in tag.Attributes)
            attributes.TryAdd(attribute.Name, attribute.Value);
        return new PageTag(tag.Name, attributes, text, inComment);
    }
}

/// <summary>One tag of a page.</summary>
/// <param name="Name">Lowercase.</param>
/// <param name="Attributes">By lowercase name; of duplicates the first is used.</param>
/// <param name="Text">The content of a script element, as written.</param>
/// <param name="InComment">Whether it is inside a comment, which browsers ignore.</param>
public sealed record PageTag(string Name, IReadOnlyDictionary<string, string> Attributes, string Text, bool InComment)
{
    public string? this[string attribute] => Attributes.GetValueOrDefault(attribute);
}
