using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace IAfluence.Tests.Testing;

/// <summary>An answer as a browser would show it, read into a document.</summary>
/// <param name="Response">Status and headers of the last answer, redirects followed.</param>
/// <param name="Document">The document; empty when the answer has no body.</param>
/// <param name="Html">The body as it was sent.</param>
public sealed record OpenedPage(HttpResponseMessage Response, IHtmlDocument Document, string Html)
{
    public HttpStatusCode Status => Response.StatusCode;

    /// <summary>Path and query of where it was found in the end.</summary>
    public string Address => Response.RequestMessage!.RequestUri!.PathAndQuery;

    /// <summary>The visible text, white space collapsed.</summary>
    public string Text => string.Join(' ', (Document.Body?.TextContent ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The only element that matches.</summary>
    public IElement One(string selector) => Assert.Single(Document.QuerySelectorAll(selector));

    /// <summary>The form that posts to this address or handler, or that a selector names.</summary>
    public IHtmlFormElement Form(string selector = "main form[method=post]:not([action^='/preferences'])") =>
        Document.QuerySelector(selector) as IHtmlFormElement ?? throw new InvalidOperationException($"There is no form '{selector}' on {Address} ({(int)Status}): {Text}");

    public static async Task<OpenedPage> ReadAsync(HttpResponseMessage response)
    {
        var html = await response.Content.ReadAsStringAsync();
        var address = response.RequestMessage!.RequestUri!;
        var document = await BrowsingContext.New(Configuration.Default).OpenAsync(answer => answer.Content(html).Address(address));
        return new OpenedPage(response, (IHtmlDocument)document, html);
    }
}
