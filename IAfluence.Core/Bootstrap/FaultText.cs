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
        FieldErrors.OutOfRange when ValueOutsideOrNull(error, said) is { } value => $"must be a number from {Bounds(error)[0]} to {Bounds(error)[^1]}, not {value}.",
        FieldErrors.NotValid when error.Accepted is { } accepted => $"'{Shown(error)}' is not a valid value. Use one of: {string.Join(", ", accepted)}.",
        FieldErrors.Required when error.Field == nameof(Quota) => "the quota has no ceiling. Set messages, tokens or cost (in US dollars), or use null for no quota.",
        _ => Of(error),
    };

    private static string Of(FieldError error) => error.Code switch
    {
        FieldErrors.Required => "is empty. A value is required.",
        FieldErrors.TooLong => $"is too long. Use at most {error.Argument} characters.",
        FieldErrors.TooMany => $"has too many items. Use at most {error.Argument}.",
        FieldErrors.OutOfRange => $"is out of range. Use {error.Argument}.",
        FieldErrors.UnlistedLanguage => $"'{error.Argument}' is not one of the chatbot's languages. Add it to 'languages' or remove the text.",
        FieldErrors.NotAColor => "is not a valid colour. Use a value such as #2563eb.",
        FieldErrors.NotAnOrigin => $"'{Shown(error)}' is not a valid origin. Use a scheme and host, for example https://www.example.com or https://*.example.com.",
        FieldErrors.NotATimeZone => $"'{Shown(error)}' is not an IANA time zone. Use a name such as Europe/Paris.",
        FieldErrors.NotAnEmail => $"'{Shown(error)}' is not a valid e-mail address.",
        FieldErrors.NotAnAddress => $"'{Shown(error)}' is not a valid address. Use one that starts with https://.",
        FieldErrors.NotAPath => $"'{Shown(error)}' is not a valid page path. Use one such as /shop/*.",
        FieldErrors.NotATime => $"'{Shown(error)}' is not a valid time. Use 00:00 to 24:00.",
        FieldErrors.NotAPartStyle => $"'{Shown(error)}' is not allowed in CSS. Use rules on documented parts, for example ::part(launcher) {{ color: #fff }}.",
        FieldErrors.HidesBrand => $"'{Shown(error)}' could hide the brand. Only the font and background of ::part(brand) may change, and nothing may cover it, unless the client has 'withoutBrand'.",
        FieldErrors.NotAnApiKey => "contains blanks, line breaks or characters that an API key cannot have. Use the key exactly as the provider shows it: ASCII letters, digits and punctuation only.",
        FieldErrors.NotAKey => $"'{Shown(error)}' is not a valid key. Use 1 to {Keys.MaxKeyCharacters} lower-case letters, digits or hyphens.",
        FieldErrors.Taken => $"'{Shown(error)}' is already in use. Use another one.",
        FieldErrors.UnknownModel => "is a model that no longer exists. Use the key of another model.",
        FieldErrors.PrivateAddress => $"'{Shown(error)}' is in a private network, which is not allowed for this provider. Use a public https address, or allow private networks on the provider's page.",
        FieldErrors.NotEncrypted => "is an http address on the internet. Use https.",
        _ => $"'{Shown(error)}' is not a valid value.",
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
