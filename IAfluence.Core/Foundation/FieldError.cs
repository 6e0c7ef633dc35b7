namespace IAfluence.Core.Foundation;

/// <summary>One rule that an input breaks.</summary>
/// <param name="Field">The property, dotted from the input down, such as <c>Appearance.Color</c>; an element of a list by its place, as <c>Suggestions[2]</c>.</param>
/// <param name="Code">One of <see cref="FieldErrors"/>: the key of a message.</param>
/// <param name="Argument">What the message names, a limit or the value at fault; null when nothing.</param>
public sealed record FieldError(string Field, string Code, object? Argument = null)
{
    /// <summary>The accepted values of <see cref="FieldErrors.NotValid"/>; null when they cannot be listed.</summary>
    public IReadOnlyList<string>? Accepted { get; init; }
}

/// <summary>The codes of <see cref="FieldError"/>, shared by every room.</summary>
public static class FieldErrors
{
    public const string Required = "required";

    /// <summary>The argument is the most characters.</summary>
    public const string TooLong = "too_long";

    /// <summary>The argument is the most elements.</summary>
    public const string TooMany = "too_many";

    /// <summary>The argument names both bounds, as "1–600".</summary>
    public const string OutOfRange = "out_of_range";

    /// <summary>Not one of the values on offer, or not of the form asked for; the argument is the value.</summary>
    public const string NotValid = "not_valid";

    /// <summary>A text in a language that the chatbot does not list; the argument is the language.</summary>
    public const string UnlistedLanguage = "unlisted_language";

    public const string NotAColor = "not_a_color";

    public const string NotAnOrigin = "not_an_origin";

    /// <summary>Not an http or https address, or one with a password or a query in it.</summary>
    public const string NotAnAddress = "not_an_address";

    public const string NotAnEmail = "not_an_email";

    /// <summary>Not a pattern of page paths; the argument is the text.</summary>
    public const string NotAPath = "not_a_path";

    /// <summary>Not a time of the day such as 09:30; the argument is the text.</summary>
    public const string NotATime = "not_a_time";

    /// <summary>CSS that reaches beyond the widget's documented parts; the argument is the piece at fault.</summary>
    public const string NotAPartStyle = "not_a_part_style";

    /// <summary>CSS that could hide the vendor's brand from where it must show; the argument is the piece at fault.</summary>
    public const string HidesBrand = "hides_brand";

    /// <summary>An address in a private network, which was not allowed; the argument is its host.</summary>
    public const string PrivateAddress = "private_address";

    /// <summary>An http address on the internet.</summary>
    public const string NotEncrypted = "not_encrypted";

    /// <summary>An API key with blanks or signs that no key has. It has no argument: keys are not repeated.</summary>
    public const string NotAnApiKey = "not_an_api_key";

    public const string NotATimeZone = "not_a_time_zone";

    public const string NotAKey = "not_a_key";

    /// <summary>Another one has it.</summary>
    public const string Taken = "taken";

    /// <summary>A model that there is not, or not any more; the argument is its id.</summary>
    public const string UnknownModel = "unknown_model";
}
