namespace IAfluence.Core.Foundation;

/// <summary>Truncates texts for lists.</summary>
public static class TextCut
{
    /// <summary>Truncates to the length in characters, with an ellipsis at the end, without splitting a surrogate pair.</summary>
    public static string At(string text, int length)
    {
        if (text.Length <= length)
            return text;
        var end = char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1;
        return string.Concat(text.AsSpan(0, end), "…");
    }
}
