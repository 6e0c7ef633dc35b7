namespace IAfluence.Core.Foundation;

/// <summary>Shortens texts for lists.</summary>
public static class TextCut
{
    /// <summary>At most so many characters, never half a surrogate pair, with an ellipsis where something is missing.</summary>
    public static string At(string text, int length)
    {
        if (text.Length <= length)
            return text;
        var end = char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1;
        return string.Concat(text.AsSpan(0, end), "…");
    }
}
