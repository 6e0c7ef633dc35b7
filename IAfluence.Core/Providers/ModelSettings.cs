namespace IAfluence.Core.Providers;

/// <summary>The settings of a model that can be edited. Prices are in micro-dollars per million tokens.</summary>
public sealed record ModelSettings
{
    public const int MaxNameCharacters = 200;

    /// <summary>1,000 dollars per million tokens: far above every list price, and low enough to catch a misplaced decimal point.</summary>
    public const long MaxPriceMicros = 1_000_000_000;

    /// <summary>The name of the model in the provider's API.</summary>
    public required string Name { get; init; }

    public long InputMicros { get; init; }

    /// <summary>Null when cached tokens cost the same as other prompt tokens.</summary>
    public long? CachedInputMicros { get; init; }

    public long OutputMicros { get; init; }

    internal ModelPrice Price => new(1, InputMicros, CachedInputMicros ?? InputMicros, OutputMicros);

    public static ModelSettings Of(Model model) => new()
    {
        Name = model.Name,
        InputMicros = model.Price.InputMicros,
        CachedInputMicros = model.Price.CachedInputMicros == model.Price.InputMicros ? null : model.Price.CachedInputMicros,
        OutputMicros = model.Price.OutputMicros,
    };

    internal ModelSettings Tidy() => this with { Name = Name.Trim() };

    internal List<FieldError> Check()
    {
        var errors = new List<FieldError>();
        if (Name.Length == 0)
            errors.Add(new(nameof(Name), FieldErrors.Required));
        if (Name.Length > MaxNameCharacters)
            errors.Add(new(nameof(Name), FieldErrors.TooLong, MaxNameCharacters));
        Within(errors, nameof(InputMicros), InputMicros);
        Within(errors, nameof(CachedInputMicros), CachedInputMicros ?? 0);
        Within(errors, nameof(OutputMicros), OutputMicros);
        return errors;
    }

    private static void Within(List<FieldError> errors, string field, long micros)
    {
        if (micros is < 0 or > MaxPriceMicros)
            errors.Add(new(field, FieldErrors.OutOfRange, $"0–{MaxPriceMicros / 1_000_000}"));
    }
}
