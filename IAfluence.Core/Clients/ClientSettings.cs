using IAfluence.Core.Providers;

namespace IAfluence.Core.Clients;

/// <summary>The editable settings of a client.</summary>
public sealed record ClientSettings
{
    public const int MaxNameCharacters = 120;
    public const int MaxRetentionDays = 3650;

    public required string Name { get; init; }

    /// <summary>The default language of new chatbots: fr or en.</summary>
    public required string Locale { get; init; }

    /// <summary>An IANA time zone.</summary>
    public required string TimeZone { get; init; }

    /// <summary>1 to 3650; null to use the installation's setting.</summary>
    public int? RetentionDays { get; init; }

    /// <summary>The route of chatbots without a route of their own; null to use the installation's.</summary>
    public IReadOnlyList<ModelId>? DefaultRoute { get; init; }

    /// <summary>The providers that may process visitors' messages; null for every provider.</summary>
    public AllowedProcessors? AllowedProcessors { get; init; }

    public static ClientSettings Of(Client client) => new()
    {
        Name = client.Name,
        Locale = client.Locale,
        TimeZone = client.TimeZone,
        RetentionDays = client.RetentionDays,
        DefaultRoute = client.DefaultRoute,
        AllowedProcessors = client.AllowedProcessors,
    };

    internal ClientSettings Tidy() => this with
    {
        Name = Name.Trim(),
        TimeZone = TimeZone.Trim(),
        DefaultRoute = DefaultRoute is null ? null : [.. DefaultRoute.Distinct()],
        AllowedProcessors = AllowedProcessors?.Tidy(),
    };

    internal List<FieldError> Check()
    {
        var errors = new List<FieldError>();
        if (Name.Length == 0)
            errors.Add(new(nameof(Name), FieldErrors.Required));
        if (Name.Length > MaxNameCharacters)
            errors.Add(new(nameof(Name), FieldErrors.TooLong, MaxNameCharacters));
        if (!ProductLanguages.All.Contains(Locale))
            errors.Add(new(nameof(Locale), FieldErrors.NotValid, Locale) { Accepted = ProductLanguages.All });
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone) || !zone.HasIanaId)
            errors.Add(new(nameof(TimeZone), FieldErrors.NotATimeZone, TimeZone));
        if (RetentionDays is < 1 or > MaxRetentionDays)
            errors.Add(new(nameof(RetentionDays), FieldErrors.OutOfRange, $"1–{MaxRetentionDays}"));
        if (AllowedProcessors?.Regions.Count > AllowedProcessors.MostRegions)
            errors.Add(new($"{nameof(AllowedProcessors)}.{nameof(AllowedProcessors.Regions)}", FieldErrors.TooMany, AllowedProcessors.MostRegions));
        if (AllowedProcessors?.Regions.Any(region => region.Length > AllowedProcessors.MaxRegionCharacters) == true)
            errors.Add(new($"{nameof(AllowedProcessors)}.{nameof(AllowedProcessors.Regions)}", FieldErrors.TooLong, AllowedProcessors.MaxRegionCharacters));
        RouteRules.Check(errors, nameof(DefaultRoute), DefaultRoute);
        return errors;
    }
}
