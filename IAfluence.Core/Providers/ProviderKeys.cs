namespace IAfluence.Core.Providers;

/// <summary>Applies the rules of API keys when a provider changes.</summary>
public static class ProviderKeys
{
    /// <summary>Returns the scheme, host and port of the provider's address, for which its keys were stored; null without an address.</summary>
    public static string? HostOf(Provider provider) =>
        Uri.TryCreate(provider.BaseUrl, UriKind.Absolute, out var address) ? address.GetLeftPart(UriPartial.Authority) : null;

    /// <summary>Returns the provider to write. A stored key is removed when the host changes, so that it is never sent to another host.</summary>
    internal static Provider Guarded(Provider? before, Provider after, DateTimeOffset now)
    {
        // A new key is detected by reference, because its encrypted text can equal the stored one.
        if (before is not null && ReferenceEquals(after.ProtectedApiKey, before.ProtectedApiKey))
            return HostOf(after) == HostOf(before) ? after : after with { ProtectedApiKey = null, ApiKeyStoredAt = null };
        return after with { ApiKeyStoredAt = after.ProtectedApiKey is null ? null : now };
    }
}
