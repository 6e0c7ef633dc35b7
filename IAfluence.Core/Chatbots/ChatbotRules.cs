using System.Globalization;
using IAfluence.Core.Providers;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Chatbots;

/// <summary>What a chatbot's settings may hold.</summary>
public static class ChatbotRules
{
    public const int MaxNameCharacters = 120;
    public const int MaxPromptCharacters = 20_000;
    public const int MaxGreetingCharacters = 2_000;
    public const int MaxApologyCharacters = 2_000;
    public const int MaxOffMessageCharacters = 2_000;
    public const int MinAnswerCacheHours = 1;
    public const int MaxAnswerCacheHours = 720;
    public const int MaxSuggestions = 8;
    public const int MaxSuggestionCharacters = 120;
    public const int MaxOrigins = 50;
    public const int MaxRouteModels = 10;
    public const int MaxLauncherLabelCharacters = 40;
    public const double MaxTemperature = 2;
    public const int MinMessageCharacters = 100;
    public const int MaxMessageCharacters = 20_000;
    public const int MinMessagesPerMinute = 1;
    public const int MaxMessagesPerMinute = 600;

    public static readonly IReadOnlyList<string> Locales = ["fr", "en"];
    public static readonly IReadOnlyList<string> Sides = ["right", "left"];
    public static readonly IReadOnlyList<string> Themes = ["auto", "light", "dark"];

    /// <summary>The same settings without what only typing put there: outer blanks, carriage returns, empty suggestions, the same origin twice.</summary>
    public static ChatbotSettings Tidy(ChatbotSettings settings) => settings with
    {
        Name = settings.Name.Trim(),
        SystemPrompt = Lines(settings.SystemPrompt),
        Greeting = Lines(settings.Greeting),
        Suggestions = [.. settings.Suggestions.Select(suggestion => suggestion.Trim()).Where(suggestion => suggestion.Length > 0)],
        AllowedOrigins = [.. settings.AllowedOrigins.Where(origin => !string.IsNullOrWhiteSpace(origin))
            .Select(origin => OriginText.OfTypedOrNull(origin) ?? origin.Trim()).Distinct(StringComparer.Ordinal)],
        Route = settings.Route is null ? null : [.. settings.Route.Distinct()],
        Apology = Lines(settings.Apology ?? "") is { Length: > 0 } apology ? apology : null,
        OffMessage = Lines(settings.OffMessage ?? "") is { Length: > 0 } offMessage ? offMessage : null,
        Appearance = settings.Appearance with
        {
            Color = settings.Appearance.Color.Trim().ToLowerInvariant(),
            LauncherLabel = settings.Appearance.LauncherLabel?.Trim() is { Length: > 0 } label ? label : null,
        },
    };

    /// <param name="settings">As <see cref="Tidy"/> gives them.</param>
    /// <returns>Every rule that is broken; empty when none.</returns>
    public static IReadOnlyList<FieldError> Check(ChatbotSettings settings)
    {
        var errors = new List<FieldError>();
        if (settings.Name.Length == 0)
            errors.Add(new(nameof(settings.Name), FieldErrors.Required));
        AtMost(errors, nameof(settings.Name), settings.Name, MaxNameCharacters);
        OneOf(errors, nameof(settings.Locale), settings.Locale, Locales);
        AtMost(errors, nameof(settings.SystemPrompt), settings.SystemPrompt, MaxPromptCharacters);
        AtMost(errors, nameof(settings.Greeting), settings.Greeting, MaxGreetingCharacters);
        AtMost(errors, nameof(settings.Apology), settings.Apology, MaxApologyCharacters);
        AtMost(errors, nameof(settings.OffMessage), settings.OffMessage, MaxOffMessageCharacters);
        if (settings.AnswerCacheHours is { } hours)
            Within(errors, nameof(settings.AnswerCacheHours), hours, MinAnswerCacheHours, MaxAnswerCacheHours);
        NoMoreThan(errors, nameof(settings.Suggestions), settings.Suggestions.Count, MaxSuggestions);
        for (var at = 0; at < settings.Suggestions.Count; at++)
            AtMost(errors, $"{nameof(settings.Suggestions)}[{at}]", settings.Suggestions[at], MaxSuggestionCharacters);
        if (settings.Temperature is { } temperature && temperature is not (>= 0 and <= MaxTemperature))
            errors.Add(new(nameof(settings.Temperature), FieldErrors.OutOfRange, Range(0, (int)MaxTemperature)));
        Within(errors, "Limits.MessageCharacters", settings.Limits.MessageCharacters, MinMessageCharacters, MaxMessageCharacters);
        if (settings.Limits.MessagesPerMinute is { } perMinute)
            Within(errors, "Limits.MessagesPerMinute", perMinute, MinMessagesPerMinute, MaxMessagesPerMinute);
        CheckAppearance(errors, settings.Appearance);
        NoMoreThan(errors, nameof(settings.AllowedOrigins), settings.AllowedOrigins.Count, MaxOrigins);
        errors.AddRange(settings.AllowedOrigins.Where(origin => OriginText.OfTypedOrNull(origin) != origin)
            .Select(origin => new FieldError(nameof(settings.AllowedOrigins), FieldErrors.NotAnOrigin, origin)));
        CheckRoute(errors, nameof(settings.Route), settings.Route);
        return errors;
    }

    /// <summary>What a route may hold, a client's default one too; whether its models exist is asked of the store (<see cref="UnknownModelsAsync"/>).</summary>
    public static void CheckRoute(List<FieldError> errors, string field, IReadOnlyList<ModelId>? route)
    {
        if (route is [])
            errors.Add(new(field, FieldErrors.Required));
        NoMoreThan(errors, field, route?.Count ?? 0, MaxRouteModels);
    }

    public static async Task<IReadOnlyList<FieldError>> UnknownModelsAsync(
        PlatformDocuments<Model> models, string field, IReadOnlyList<ModelId>? route, CancellationToken ct)
    {
        if (route is null or [])
            return [];
        var known = await models.ListAsync(Query<Model>.Where(Filter<Model>.In(model => model.Id, route)), ct);
        return [.. route.Except(known.Items.Where(model => model.DeletedAt is null).Select(model => model.Id)).Select(model => new FieldError(field, FieldErrors.UnknownModel, model.Value))];
    }

    public static bool IsColor(string text) => text.Length == 7 && text[0] == '#' && text.Skip(1).All(char.IsAsciiHexDigit);

    private static void CheckAppearance(List<FieldError> errors, ChatbotAppearance appearance)
    {
        if (!IsColor(appearance.Color))
            errors.Add(new("Appearance.Color", FieldErrors.NotAColor));
        OneOf(errors, "Appearance.Side", appearance.Side, Sides);
        OneOf(errors, "Appearance.Theme", appearance.Theme, Themes);
        AtMost(errors, "Appearance.LauncherLabel", appearance.LauncherLabel, MaxLauncherLabelCharacters);
    }

    private static void AtMost(List<FieldError> errors, string field, string? text, int characters)
    {
        if (text?.Length > characters)
            errors.Add(new(field, FieldErrors.TooLong, characters));
    }

    private static void NoMoreThan(List<FieldError> errors, string field, int count, int most)
    {
        if (count > most)
            errors.Add(new(field, FieldErrors.TooMany, most));
    }

    private static void Within(List<FieldError> errors, string field, int value, int least, int most)
    {
        if (value < least || value > most)
            errors.Add(new(field, FieldErrors.OutOfRange, Range(least, most)));
    }

    private static void OneOf(List<FieldError> errors, string field, string value, IReadOnlyList<string> values)
    {
        if (!values.Contains(value))
            errors.Add(new(field, FieldErrors.NotValid, value));
    }

    private static string Range(int least, int most) => string.Create(CultureInfo.InvariantCulture, $"{least}–{most}");

    private static string Lines(string text) => text.ReplaceLineEndings("\n").Trim();
}
