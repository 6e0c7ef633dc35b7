using System.Text.Json;

namespace IAfluence.Core.Bootstrap;

/// <summary>Says a broken rule in the operator's words, under its path in the file.</summary>
internal static class FaultText
{
    public static string Of(BootstrapObject item, FieldError error)
    {
        var field = string.Join('.', error.Field.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));
        return $"{item.Path}.{field}: {What(error)}";
    }

    private static string What(FieldError error) => error.Code switch
    {
        FieldErrors.Required => "is empty; a value is needed.",
        FieldErrors.TooLong => $"is too long; accepted are at most {error.Argument} characters.",
        FieldErrors.TooMany => $"holds too many; accepted are at most {error.Argument}.",
        FieldErrors.OutOfRange => $"is out of range; accepted: {error.Argument}.",
        FieldErrors.NotAColor => "is no colour; accepted is one such as #2563eb.",
        FieldErrors.NotAnOrigin => $"'{error.Argument}' is no origin; accepted is one such as https://www.example.com or https://*.example.com.",
        FieldErrors.NotATimeZone => $"'{error.Argument}' is no IANA time zone; accepted is one such as Europe/Paris.",
        FieldErrors.NotAnEmail => $"'{error.Argument}' is no e-mail address.",
        FieldErrors.NotAnAddress => $"'{error.Argument}' is no address; accepted is one that begins with https://.",
        FieldErrors.NotAPath => $"'{error.Argument}' is no path of pages; accepted is one such as /shop/*.",
        FieldErrors.NotATime => $"'{error.Argument}' is no time; accepted is one from 00:00 to 24:00.",
        FieldErrors.NotAPartStyle => $"'{error.Argument}' is not accepted in CSS; accepted are rules on documented parts, such as ::part(launcher) {{ color: #fff }}.",
        FieldErrors.HidesBrand => $"'{error.Argument}' could hide the brand; of ::part(brand) only font and background may change, and nothing may lie over it, unless its client has 'withoutBrand'.",
        FieldErrors.Taken => $"'{error.Argument}' belongs to another one already.",
        _ => $"'{error.Argument}' is not accepted.",
    };
}
