namespace IAfluence.Web.Pages.Chatbots.Behaviour;

/// <summary>The path of a page that someone typed or pasted.</summary>
public static class PagePath
{
    /// <summary><c>https://www.martin.fr/shop?x=1#y</c> and <c>/shop?x=1</c> are <c>/shop</c>; what is neither stays as it is.</summary>
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
