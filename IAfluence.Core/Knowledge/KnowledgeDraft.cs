namespace IAfluence.Core.Knowledge;

/// <summary>A text as someone wants it to be kept.</summary>
/// <param name="Key">Its name within the chatbot; an existing one is replaced.</param>
/// <param name="Title">What visitors read as the source's name; at most <see cref="MaxTitleCharacters"/>.</param>
/// <param name="Text">In Markdown; at most <see cref="KnowledgeText.MaxCharacters"/>.</param>
/// <param name="Url">Where visitors can read it; null or blank for nowhere.</param>
/// <param name="Locale">The language it is written in.</param>
public sealed record KnowledgeDraft(string Key, string Title, string Text, string? Url, string Locale)
{
    public const int MaxTitleCharacters = 200;
}

/// <summary>How saving a text ended.</summary>
public enum KnowledgeSaveResult
{
    Saved,

    /// <summary>The text was kept like this already; nothing was written.</summary>
    Unchanged,
    UnknownChatbot,

    /// <summary>Key, title or text are blank, or one is too long.</summary>
    Invalid,

    /// <summary>Someone else saved the same text at the same moment; nothing was written.</summary>
    Conflict,
}

/// <summary>The result with the text as it is kept now; null unless saved or unchanged.</summary>
public sealed record KnowledgeSaved(KnowledgeSaveResult Result, KnowledgeText? Text);
