namespace IAfluence.Core.Providers;

/// <summary>
/// The providers that may process what a client's visitors write. Each list is a separate restriction, and an empty list restricts nothing. With both
/// lists, a provider must be listed and be in one of the regions. The builtin provider sends nothing to a third party and is always allowed.
/// </summary>
/// <param name="Providers">The keys of the allowed providers; empty for all.</param>
/// <param name="Regions">The allowed regions, as recorded with providers; empty for all. A provider without a known region is in none.</param>
public sealed record AllowedProcessors(IReadOnlyList<string> Providers, IReadOnlyList<string> Regions)
{
    public const int MostRegions = 20;
    public const int MaxRegionCharacters = 60;

    public bool Allows(Provider provider) =>
        provider.Kind == ProviderKind.Builtin
        || (Providers.Count == 0 || Providers.Contains(provider.Key, StringComparer.Ordinal))
        && (Regions.Count == 0 || provider.Region is { } region && Regions.Contains(region.Trim(), StringComparer.OrdinalIgnoreCase));

    public bool Equals(AllowedProcessors? other) =>
        other is not null && Providers.SequenceEqual(other.Providers) && Regions.SequenceEqual(other.Regions);

    public override int GetHashCode() => HashCode.Combine(Providers.Count, Regions.Count);

    /// <returns>Null when there is no restriction.</returns>
    internal AllowedProcessors? Tidy()
    {
        string[] providers = [.. Providers.Select(key => key.Trim()).Where(key => key.Length > 0).Distinct(StringComparer.Ordinal)];
        string[] regions = [.. Regions.Select(region => region.Trim()).Where(region => region.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
        return providers.Length + regions.Length == 0 ? null : new AllowedProcessors(providers, regions);
    }
}
