namespace IAfluence.Core.Foundation;

/// <summary>A validation error in one field of an input.</summary>
/// <param name="Field">The property path, such as <c>Appearance.Color</c>, or <c>Suggestions[2]</c> for a list element.</param>
/// <param name="Code">A value of <see cref="FieldErrors"/>; it is the key of a message.</param>
/// <param name="Argument">A value for the message, such as a limit or the invalid value; null for none.</param>
public sealed record FieldError(string Field, string Code, object? Argument = null)
{
    /// <summary>The valid values for <see cref="FieldErrors.NotValid"/>; null when they cannot be listed.</summary>
    public IReadOnlyList<string>? Accepted { get; init; }
}

/// <summary>The codes of <see cref="FieldError"/>, shared by all rooms.</summary>
public static class FieldErrors
{
    public const string Required = "required";

    /// <summary>The argument is the maximum number of characters.</summary>
    public const string TooLong = "too_long";

    /// <summary>The argument is the maximum number of elements.</summary>
    public const string TooMany = "too_many";

    /// <summary>The argument is the allowed range, such as "1–600".</summary>
    public const string OutOfRange = "out_of_range";

    /// <summary>Not an allowed value or format; the argument is the value.</summary>
    public const string NotValid = "not_valid";

    /// <summary>A group of words with the same meaning that has one word only.</summary>
    public const string OneWord = "one_word";

    /// <summary>A text in a language that the chatbot does not have; the argument is the language.</summary>
    public const string UnlistedLanguage = "unlisted_language";

    public const string NotAColor = "not_a_color";

    public const string NotAnOrigin = "not_an_origin";

    /// <summary>Not an http or https address, or an address with a password or a query.</summary>
    public const string NotAnAddress = "not_an_address";

    public const string NotAnEmail = "not_an_email";

    /// <summary>Not a pattern for page paths; the argument is the text.</summary>
    public const string NotAPath = "not_a_path";

    /// <summary>Not a time of day such as 09:30; the argument is the text.</summary>
    public const string NotATime = "not_a_time";

    /// <summary>CSS for anything other than the widget's documented parts; the argument is the refused piece.</summary>
    public const string NotAPartStyle = "not_a_part_style";

    /// <summary>CSS that could hide a required vendor brand; the argument is the refused piece.</summary>
    public const string HidesBrand = "hides_brand";

    /// <summary>An address in a private network without permission; the argument is the host.</summary>
    public const string PrivateAddress = "private_address";

    /// <summary>An http address on the internet.</summary>
    public const string NotEncrypted = "not_encrypted";

    /// <summary>An API key with white space or invalid characters. No argument, because messages do not repeat keys.</summary>
    public const string NotAnApiKey = "not_an_api_key";

    public const string NotATimeZone = "not_a_time_zone";

    public const string NotAKey = "not_a_key";

    /// <summary>The value is already in use.</summary>
    public const string Taken = "taken";

    /// <summary>The model does not exist or was deleted; the argument is its id.</summary>
    public const string UnknownModel = "unknown_model";
}
