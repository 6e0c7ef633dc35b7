namespace IAfluence.Core.Foundation;

/// <summary>The languages that the product itself is written in: its pages, its e-mails and the language of a client or chatbot.</summary>
public static class ProductLanguages
{
    /// <summary>Two-letter codes, the default first.</summary>
    public static readonly IReadOnlyList<string> All = ["fr", "en"];
}
