using System.Text;
using Microsoft.AspNetCore.Http;

namespace IAfluence.Tests.Testing;

/// <summary>One page of a client's site.</summary>
/// <param name="Body">What follows the page's own words, the snippet among it.</param>
public sealed record SitePage(string Body)
{
    public string Head { get; init; } = "";

    public string Language { get; init; } = "fr";

    public string Direction { get; init; } = "ltr";

    /// <summary>Before the root element: the doctype, unless the page is older than that.</summary>
    public string Doctype { get; init; } = "<!DOCTYPE html>";

    /// <summary>The page's own words.</summary>
    public string Main { get; init; } = "<main><h1>Boulangerie Martin</h1><p>Pains et viennoiseries.</p></main>";

    /// <summary>The value of Content-Security-Policy; none unless told.</summary>
    public string? Policy { get; init; }

    /// <summary>Other headers of the answer.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public string MediaType { get; init; } = "text/html";

    public Encoding Encoding { get; init; } = Encoding.UTF8;

    internal Task SendAsync(HttpResponse response)
    {
        response.ContentType = $"{MediaType}; charset={Encoding.WebName}";
        if (Policy is not null)
            response.Headers.ContentSecurityPolicy = Policy;
        foreach (var (name, value) in Headers)
            response.Headers[name] = value;
        return response.Body.WriteAsync(Encoding.GetBytes(Html())).AsTask();
    }

    // Void elements are closed, so that the same words are a page in XHTML.
    private string Html() =>
        $"""
        {Doctype}
        <html lang="{Language}" dir="{Direction}"{(MediaType == "application/xhtml+xml" ? " xmlns=\"http://www.w3.org/1999/xhtml\"" : "")}>
        <head><title>Boulangerie Martin</title><meta name="viewport" content="width=device-width, initial-scale=1" />{Head}</head>
        <body>{Main}
        {Body}
        </body></html>
        """;
}
