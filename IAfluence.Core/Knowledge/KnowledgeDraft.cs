namespace IAfluence.Core.Knowledge;

/// <summary>A knowledge text to be saved.</summary>
/// <param name="Key">Unique within the chatbot. A stored text with the same key is replaced.</param>
/// <param name="Title">Shown to visitors as the name of the source; at most <see cref="MaxTitleCharacters"/> characters.</param>
/// <param name="Text">Markdown; at most <see cref="KnowledgeText.MaxCharacters"/> characters.</param>
/// <param name="Url">
/// The address at which visitors can read the text: an http or https URL, or a path in this installation; null or blank when there is none.
/// </param>
/// <param name="Locale">The language of the text.</param>
/// <param name="Questions">
/// Questions that visitors ask and that the text answers, one on each line: at most <see cref="MaxQuestions"/> of
/// <see cref="MaxQuestionCharacters"/> characters; null or blank when there are none.
/// </param>
public sealed record KnowledgeDraft(string Key, string Title, string Text, string? Url, string Locale, string? Questions = null)
{
    public const int MaxQuestions = 20;
    public const int MaxQuestionCharacters = 200;
    public const int MaxTitleCharacters = 200;
    public const int MaxUrlCharacters = 2000;
    public const int MaxLocaleCharacters = 10;

    /// <summary>Returns the validation errors; empty when the text can be saved.</summary>
    public IReadOnlyList<FieldError> Check()
    {
        var errors = new List<FieldError>();
        if (string.IsNullOrWhiteSpace(Key))
            errors.Add(new(nameof(Key), FieldErrors.Required));
        Filled(errors, nameof(Title), Title.Trim(), MaxTitleCharacters);
        Filled(errors, nameof(Text), Text, KnowledgeText.MaxCharacters);
        // The address becomes a link in visitors' pages, so other schemes such as javascript: are refused.
        if (!string.IsNullOrWhiteSpace(Url) && !IsWebAddress(Url.Trim()))
            errors.Add(new(nameof(Url), FieldErrors.NotAnAddress, Url));
        if (Locale.Length is < 2 or > MaxLocaleCharacters || !Locale.All(character => char.IsAsciiLetterOrDigit(character) || character == '-'))
            errors.Add(new(nameof(Locale), FieldErrors.NotValid, Locale));
        var questions = QuestionList();
        if (questions.Count > MaxQuestions)
            errors.Add(new(nameof(Questions), FieldErrors.TooMany, MaxQuestions));
        if (questions.Any(question => question.Length > MaxQuestionCharacters))
            errors.Add(new(nameof(Questions), FieldErrors.TooLong, MaxQuestionCharacters));
        return errors;
    }

    /// <summary>The questions without blank lines and without white space at the ends.</summary>
    internal IReadOnlyList<string> QuestionList() => Questions?.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>Whether the text is an http or https URL, or a path in this installation.</summary>
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

/// <summary>The result of saving a knowledge text.</summary>
public enum KnowledgeSaveResult
{
    Saved,

    /// <summary>The stored text was already the same; nothing was written.</summary>
    Unchanged,
    UnknownChatbot,

    /// <summary><see cref="KnowledgeDraft.Check"/> returned errors; nothing was written.</summary>
    Invalid,

    /// <summary>Another user saved the same text at the same time; nothing was written.</summary>
    Conflict,
}

/// <summary>The result of saving a knowledge text, with the stored text.</summary>
/// <param name="Text">Null unless the result is <see cref="KnowledgeSaveResult.Saved"/> or <see cref="KnowledgeSaveResult.Unchanged"/>.</param>
public sealed record KnowledgeSaved(KnowledgeSaveResult Result, KnowledgeText? Text);
