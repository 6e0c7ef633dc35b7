namespace IAfluence.Core.Foundation;

/// <summary>The product's own languages: for pages, e-mails, and the language of a client or chatbot.</summary>
public static class ProductLanguages
{
    /// <summary>Two-letter codes; the default is first.</summary>
    public static readonly IReadOnlyList<string> All = ["fr", "en"];
}
