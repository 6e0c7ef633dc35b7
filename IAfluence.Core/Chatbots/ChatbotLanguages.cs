namespace IAfluence.Core.Chatbots;

/// <summary>The languages of a chatbot's own texts. They are the languages the widget supports.</summary>
public static class ChatbotLanguages
{
    /// <summary>Language codes, in the order of the admin's lists and of stored documents.</summary>
    public static readonly IReadOnlyList<string> All = ["fr", "en", "es", "de", "it", "nl", "pt", "ar"];

    /// <returns>The lowercase language code without a region: <c>en</c> for <c>en-GB</c>.</returns>
    internal static string WithoutRegion(string tag) =>
        (tag.AsSpan().IndexOfAny('-', '_') is >= 0 and var end ? tag[..end] : tag).ToLowerInvariant();

    internal static int IndexOf(string language)
    {
        for (var place = 0; place < All.Count; place++)
        {
            if (All[place] == language)
                return place;
        }

        return All.Count;
    }
}

/// <summary>The form of address in French texts.</summary>
public static class FormsOfAddress
{
    public const string Vous = "vous";
    public const string Tu = "tu";

    public static readonly IReadOnlyList<string> All = [Vous, Tu];
}
