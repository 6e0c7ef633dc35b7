namespace IAfluence.Core.Chatbots;

/// <summary>The languages in which a chatbot's own texts may be written: those that the widget speaks.</summary>
public static class ChatbotLanguages
{
    /// <summary>The codes, in the order in which the admin and the stored documents list them.</summary>
    public static readonly IReadOnlyList<string> All = ["fr", "en", "es", "de", "it", "nl", "pt", "ar"];

    /// <returns>The code without its region, in lower case: <c>en</c> for <c>en-GB</c>.</returns>
    internal static string WithoutRegion(string tag) =>
        (tag.AsSpan().IndexOfAny('-', '_') is >= 0 and var end ? tag[..end] : tag).ToLowerInvariant();

    internal static int PlaceOf(string language)
    {
        for (var place = 0; place < All.Count; place++)
        {
            if (All[place] == language)
                return place;
        }

        return All.Count;
    }
}

/// <summary>How French texts address the visitor.</summary>
public static class FormsOfAddress
{
    public const string Vous = "vous";
    public const string Tu = "tu";

    public static readonly IReadOnlyList<string> All = [Vous, Tu];
}
