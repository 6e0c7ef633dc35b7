namespace IAfluence.Core.Knowledge;

/// <summary>A text as someone wants it to be kept.</summary>
/// <param name="Key">Its name within the chatbot; an existing one is replaced.</param>
/// <param name="Title">What visitors read as the source's name; at most <see cref="MaxTitleCharacters"/>.</param>
/// <param name="Text">In Markdown; at most <see cref="KnowledgeText.MaxCharacters"/>.</param>
/// <param name="Url">Where visitors can read it: an http or https address, or a path of this installation's own pages; null or blank for nowhere.</param>
/// <param name="Locale">The language it is written in.</param>
public sealed record KnowledgeDraft(string Key, string Title, string Text, string? Url, string Locale)
{
    public const int MaxTitleCharacters = 200;
    public const int MaxUrlCharacters = 2000;
    public const int MaxLocaleCharacters = 10;

    /// <summary>What keeps it from being saved; empty when nothing does.</summary>
    public IReadOnlyList<FieldError> Check()
    {
        var errors = new List<FieldError>();
        if (string.IsNullOrWhiteSpace(Key))
            errors.Add(new(nameof(Key), FieldErrors.Required));
        Filled(errors, nameof(Title), Title.Trim(), MaxTitleCharacters);
        Filled(errors, nameof(Text), Text, KnowledgeText.MaxCharacters);
        // It becomes a link in visitors' pages: nothing but the web's own addresses.
        if (!string.IsNullOrWhiteSpace(Url) && !IsWebAddress(Url.Trim()))
            errors.Add(new(nameof(Url), FieldErrors.NotAnAddress, Url));
        if (Locale.Length is < 2 or > MaxLocaleCharacters || !Locale.All(character => char.IsAsciiLetterOrDigit(character) || character == '-'))
            errors.Add(new(nameof(Locale), FieldErrors.NotValid, Locale));
        return errors;
    }

    /// <summary>An address of the web, or a path of this installation's own pages.</summary>
    private static bool IsWebAddress(string text) => text.Length <= MaxUrlCharacters
        && (text is ['/'] or ['/', not ('/' or '\\'), ..] || Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https");

    private static void Filled(List<FieldError> errors, string field, string text, int characters)
    {
        if (string.IsNullOrWhiteSpace(text))
            errors.Add(new(field, FieldErrors.Required));
        if (text.Length > characters)
            errors.Add(new(field, FieldErrors.TooLong, characters));
    }
}

/// <summary>How saving a text ended.</summary>
public enum KnowledgeSaveResult
{
    Saved,

    /// <summary>The text was kept like this already; nothing was written.</summary>
    Unchanged,
    UnknownChatbot,

    /// <summary>A rule of <see cref="KnowledgeDraft.Check"/> is broken.</summary>
    Invalid,

    /// <summary>Someone else saved the same text at the same moment; nothing was written.</summary>
    Conflict,
}

/// <summary>The result with the text as it is kept now; null unless saved or unchanged.</summary>
public sealed record KnowledgeSaved(KnowledgeSaveResult Result, KnowledgeText? Text);
