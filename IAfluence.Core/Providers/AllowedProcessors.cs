namespace IAfluence.Core.Providers;

/// <summary>
/// Who may process what a client's visitors write. Each list restricts by itself, an empty one does not: with providers and regions, a
/// provider must be named and lie in one of the regions. This installation's own answers (builtin) leave it for nobody and are always allowed.
/// </summary>
/// <param name="Providers">The providers that are allowed; empty for all.</param>
/// <param name="Regions">The regions that are allowed, as providers record theirs; empty for all. A provider whose region is not known is in none.</param>
public sealed record AllowedProcessors(IReadOnlyList<ProviderId> Providers, IReadOnlyList<string> Regions)
{
    public bool Allows(Provider provider) =>
        provider.Kind == ProviderKind.Builtin
        || (Providers.Count == 0 || Providers.Contains(provider.Id))
        && (Regions.Count == 0 || provider.Region is { } region && Regions.Contains(region.Trim(), StringComparer.OrdinalIgnoreCase));

    public bool Equals(AllowedProcessors? other) =>
        other is not null && Providers.SequenceEqual(other.Providers) && Regions.SequenceEqual(other.Regions);

    public override int GetHashCode() => HashCode.Combine(Providers.Count, Regions.Count);
}
