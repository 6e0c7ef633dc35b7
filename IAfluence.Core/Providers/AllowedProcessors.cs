namespace IAfluence.Core.Providers;

/// <summary>
/// Who may process what a client's visitors write. Each list restricts by itself, an empty one does not: with providers and regions, a
/// provider must be named and lie in one of the regions. This installation's own answers (builtin) leave it for nobody and are always allowed.
/// </summary>
/// <param name="Providers">The keys of the providers that are allowed; empty for all.</param>
/// <param name="Regions">The regions that are allowed, as providers record theirs; empty for all. A provider whose region is not known is in none.</param>
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

    /// <returns>Null when nothing is restricted.</returns>
    internal AllowedProcessors? Tidy()
    {
        string[] providers = [.. Providers.Select(key => key.Trim()).Where(key => key.Length > 0).Distinct(StringComparer.Ordinal)];
        string[] regions = [.. Regions.Select(region => region.Trim()).Where(region => region.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
        return providers.Length + regions.Length == 0 ? null : new AllowedProcessors(providers, regions);
    }
}
