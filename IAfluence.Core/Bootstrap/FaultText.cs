using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using IAfluence.Core.Bootstrap.Configuration;

namespace IAfluence.Core.Bootstrap;

/// <summary>Formats broken rules as messages for the operator, each with its path in the file.</summary>
internal static class FaultText
{
    /// <summary>Adds the rules that an object breaks.</summary>
    /// <param name="errors">Field names as in the configuration contract.</param>
    public static void AddErrors(this Faults faults, ConfigurationObject item, IEnumerable<FieldError> errors)
    {
        foreach (var error in errors)
            faults.AddRule($"{item.Path}.{PathOf(error.Field)}", Of(error, item.Properties));
    }

    /// <summary>Adds a fault for each text with leading or trailing white space. Forms trim it; a file does not.</summary>
    public static void AddOuterBlanks(this Faults faults, ConfigurationObject item, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (item.TextOrNull(name) is { } text && text.Trim() != text)
                faults.AddRule($"{item.Path}.{name}", MayContainSecret(text)
                    ? "has leading or trailing white space. Remove it."
                    : $"'{Faults.Format(text)}' has leading or trailing white space. Use '{Faults.Format(text.Trim())}'.");
        }
    }

    /// <summary>Whether an address may contain a user name, a password or a token. Messages do not repeat such a text.</summary>
    internal static bool MayContainSecret(string text) => text.AsSpan().ContainsAny('@', '?', '#');

    /// <summary>The error when a service refuses an object that passed the check, because another process changed the data in between.</summary>
    public static BootstrapException Refused(ConfigurationObject item, IReadOnlyList<FieldError> errors) => new(errors.Count == 0
        ? [$"{item.Path}: it was changed or deleted while it was being saved. Restart IAfluence."]
        : [.. errors.Select(error => $"{item.Path}.{PathOf(error.Field)}: {Of(error, item.Properties)}")]);

    private static string PathOf(string field) => string.Join('.', field.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));

    private static string Of(FieldError error, JsonObject properties) => error.Code switch
    {
        FieldErrors.OutOfRange when OutOfRangeValueOrNull(error, properties) is { } value => $"expected a number from {Bounds(error)[0]} to {Bounds(error)[^1]}, not {value}.",
        FieldErrors.NotValid when error.Accepted is { } accepted => $"'{Format(error)}' is not a valid value. Use one of: {string.Join(", ", accepted)}.",
        FieldErrors.Required when error.Field == nameof(Quota) => "has no limit. Set messages, tokens or cost (in US dollars), or use null for no quota.",
        _ => Of(error),
    };

    private static string Of(FieldError error) => error.Code switch
    {
        FieldErrors.Required => "is empty. Set a value.",
        FieldErrors.TooLong => $"is too long. Use at most {error.Argument} characters.",
        FieldErrors.TooMany => $"has too many items. Use at most {error.Argument}.",
        FieldErrors.OutOfRange => $"is out of range. Allowed: {error.Argument}.",
        FieldErrors.UnlistedLanguage => $"'{error.Argument}' is not one of the chatbot's languages. Add it to 'languages' or remove the text.",
        FieldErrors.OneWord => $"'{Format(error)}' is one word. Use at least two, separated by commas.",
        FieldErrors.NotAColor => "is not a valid color. Use a hexadecimal color, for example #2563eb.",
        FieldErrors.NotAnOrigin => $"'{Format(error)}' is not a valid origin. Use a scheme and host, for example https://www.example.com or https://*.example.com.",
        FieldErrors.NotATimeZone => $"'{Format(error)}' is not a valid time zone. Use an IANA name, for example Europe/Paris.",
        FieldErrors.NotAnEmail => $"'{Format(error)}' is not a valid e-mail address. Use one address, for example name@example.com.",
        FieldErrors.NotAnAddress => $"'{Format(error)}' is not a valid address. Use one that starts with https://.",
        FieldErrors.NotAPath => $"'{Format(error)}' is not a valid page path. Use a path that starts with /, for example /shop/*.",
        FieldErrors.NotATime => $"'{Format(error)}' is not a valid time. Use a time from 00:00 to 24:00.",
        FieldErrors.NotAPartStyle => $"'{Format(error)}' is not allowed in this CSS. Use rules for documented parts only, for example ::part(launcher) {{ color: #fff }}.",
        FieldErrors.HidesBrand => $"'{Format(error)}' could hide the brand. Change only the font and background of ::part(brand) and do not cover it, or set 'withoutBrand' on the client.",
        FieldErrors.NotAnApiKey => "contains characters that an API key cannot have. Use the key as the provider issued it: ASCII letters, digits and punctuation only.",
        FieldErrors.NotAKey => $"'{Format(error)}' is not a valid key. Use 1 to {Keys.MaxKeyCharacters} lowercase letters, digits or hyphens.",
        FieldErrors.Taken => $"'{Format(error)}' is already used. Use another value.",
        FieldErrors.UnknownModel => "names a model that no longer exists. Use the key of another model.",
        FieldErrors.PrivateAddress => $"'{Format(error)}' is in a private network, which is not allowed for this provider. Use a public https address, or allow private networks on the provider's page.",
        FieldErrors.NotEncrypted => "is an http address on the internet. Use its https address.",
        _ => $"'{Format(error)}' is not a valid value.",
    };

    private static string Format(FieldError error) => Faults.Format(error.Argument);

    /// <summary>The stated number when the rule's bounds are numbers and it is outside them; otherwise null.</summary>
    private static decimal? OutOfRangeValueOrNull(FieldError error, JsonObject properties)
    {
        JsonNode? node = properties;
        foreach (var name in PathOf(error.Field).Split('.'))
            node = node is JsonObject part && part.TryGetPropertyValue(name, out var inner) ? inner : null;
        return node is JsonValue value && value.TryGetValue<decimal>(out var number)
            && decimal.TryParse(Bounds(error)[0], NumberStyles.Number, CultureInfo.InvariantCulture, out var least)
            && decimal.TryParse(Bounds(error)[^1], NumberStyles.Number, CultureInfo.InvariantCulture, out var most)
            && (number < least || number > most) ? number : null;
    }

    private static string[] Bounds(FieldError error) => $"{error.Argument}".Split('–');
}
