namespace IAfluence.Web.Pages.Chatbots.Behaviour;

/// <summary>Parses the path of a page that a user typed or pasted.</summary>
public static class PagePath
{
    /// <summary><c>https://www.martin.fr/shop?x=1#y</c> and <c>/shop?x=1</c> become <c>/shop</c>; other text is not changed.</summary>
    public static string Of(string typed)
    {
        var text = typed.Trim();
        var start = text.IndexOf("://", StringComparison.Ordinal);
        if (start >= 0)
        {
            var path = text.IndexOf('/', start + 3);
            text = path < 0 ? "/" : text[path..];
        }

        var end = text.IndexOfAny(['?', '#']);
        return end > 0 ? text[..end] : text;
    }
}
