using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using IAfluence.Core.Bootstrap.Configuration;

namespace IAfluence.Core.Bootstrap;

/// <summary>The messages of broken rules in the bootstrap file, for operators. Each message starts with the path of the property.</summary>
internal static class FaultText
{
    /// <summary>Adds a message for each rule that an object breaks.</summary>
    /// <param name="errors">Errors whose fields have the names of the contract.</param>
    public static void AddErrors(this Faults faults, ConfigurationObject item, IEnumerable<FieldError> errors)
    {
        foreach (var error in errors)
            faults.AddRule($"{item.Path}.{PathOf(error.Field)}", Of(error, item.Said));
    }

    /// <summary>Adds a message for each text with blanks or line breaks around it. A form trims them, so the file must not have them.</summary>
    public static void AddOuterBlanks(this Faults faults, ConfigurationObject item, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (item.TextOrNull(name) is { } text && text.Trim() != text)
                faults.AddRule($"{item.Path}.{name}", MayHoldASecret(text)
                    ? "starts or ends with blanks or line breaks. Remove them."
                    : $"'{Faults.Shown(text)}' starts or ends with blanks or line breaks. Use '{Faults.Shown(text.Trim())}'.");
        }
    }

    /// <summary>Whether an address may contain a user name, a password or a token. Such a text is not repeated in messages.</summary>
    internal static bool MayHoldASecret(string text) => text.AsSpan().ContainsAny('@', '?', '#');

    /// <summary>The exception that stops the start when a service refuses values that were valid before, because someone else has changed the data in the meantime.</summary>
    public static BootstrapException Refused(ConfigurationObject item, IReadOnlyList<FieldError> errors) => new(errors.Count == 0
        ? [$"{item.Path}: it was changed or deleted while it was being saved. Start again."]
        : [.. errors.Select(error => $"{item.Path}.{PathOf(error.Field)}: {Of(error, item.Said)}")]);

    private static string PathOf(string field) => string.Join('.', field.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));

    private static string Of(FieldError error, JsonObject said) => error.Code switch
    {
        FieldErrors.OutOfRange when ValueOutsideOrNull(error, said) is { } value => $"a number from {Bounds(error)[0]} to {Bounds(error)[^1]} is expected, not {value}.",
        FieldErrors.NotValid when error.Accepted is { } accepted => $"'{Shown(error)}' is not accepted; accepted: {string.Join(", ", accepted)}.",
        FieldErrors.Required when error.Field == nameof(Quota) => "it has no ceiling; give messages, tokens or cost (in US dollars), or null for no quota.",
        _ => Of(error),
    };

    private static string Of(FieldError error) => error.Code switch
    {
        FieldErrors.Required => "is empty; a value is needed.",
        FieldErrors.TooLong => $"is too long; accepted are at most {error.Argument} characters.",
        FieldErrors.TooMany => $"holds too many; accepted are at most {error.Argument}.",
        FieldErrors.OutOfRange => $"is out of range; accepted: {error.Argument}.",
        FieldErrors.UnlistedLanguage => $"'{error.Argument}' is not among the chatbot's languages; add it to 'languages' or leave the text out.",
        FieldErrors.NotAColor => "is no colour; accepted is one such as #2563eb.",
        FieldErrors.NotAnOrigin => $"'{Shown(error)}' is no origin; accepted is one such as https://www.example.com or https://*.example.com.",
        FieldErrors.NotATimeZone => $"'{Shown(error)}' is no IANA time zone; accepted is one such as Europe/Paris.",
        FieldErrors.NotAnEmail => $"'{Shown(error)}' is no e-mail address.",
        FieldErrors.NotAnAddress => $"'{Shown(error)}' is no address; accepted is one that begins with https://.",
        FieldErrors.NotAPath => $"'{Shown(error)}' is no path of pages; accepted is one such as /shop/*.",
        FieldErrors.NotATime => $"'{Shown(error)}' is no time; accepted is one from 00:00 to 24:00.",
        FieldErrors.NotAPartStyle => $"'{Shown(error)}' is not accepted in CSS; accepted are rules on documented parts, such as ::part(launcher) {{ color: #fff }}.",
        FieldErrors.HidesBrand => $"'{Shown(error)}' could hide the brand; of ::part(brand) only font and background may change, and nothing may lie over it, unless its client has 'withoutBrand'.",
        FieldErrors.NotAnApiKey => "holds blanks, line breaks or signs that no API key has; write it as the provider gave it: letters, digits and punctuation of ASCII only.",
        FieldErrors.NotAKey => $"'{Shown(error)}' is no key; accepted are 1 to {Keys.MaxKeyCharacters} lower-case letters, digits or hyphens.",
        FieldErrors.Taken => $"'{Shown(error)}' belongs to another one already; write another.",
        FieldErrors.UnknownModel => "names a model that is not there any more; write the key of another.",
        FieldErrors.PrivateAddress => $"'{Shown(error)}' lies in a private network, which the admin has not allowed this provider; write a public https address, or allow it on the provider's page.",
        FieldErrors.NotEncrypted => "is an http address on the internet; write its https address.",
        _ => $"'{Shown(error)}' is not accepted.",
    };

    private static string Shown(FieldError error) => Faults.Shown(error.Argument);

    /// <summary>Returns the number in the file when the rule has numeric bounds and the number is outside them.</summary>
    private static decimal? ValueOutsideOrNull(FieldError error, JsonObject said)
    {
        JsonNode? node = said;
        foreach (var name in PathOf(error.Field).Split('.'))
            node = node is JsonObject part && part.TryGetPropertyValue(name, out var inner) ? inner : null;
        return node is JsonValue value && value.TryGetValue<decimal>(out var number)
            && decimal.TryParse(Bounds(error)[0], NumberStyles.Number, CultureInfo.InvariantCulture, out var least)
            && decimal.TryParse(Bounds(error)[^1], NumberStyles.Number, CultureInfo.InvariantCulture, out var most)
            && (number < least || number > most) ? number : null;
    }

    private static string[] Bounds(FieldError error) => $"{error.Argument}".Split('–');
}
