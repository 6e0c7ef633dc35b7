namespace IAfluence.Core.Providers;

/// <summary>What holds for API keys however a provider is changed.</summary>
public static class ProviderKeys
{
    /// <summary>Scheme, host and port of the provider's address, which its keys were given for; null without an address.</summary>
    public static string? HostOf(Provider provider) =>
        Uri.TryCreate(provider.BaseUrl, UriKind.Absolute, out var address) ? address.GetLeftPart(UriPartial.Authority) : null;

    /// <summary>The provider as it is to be written: a key is never sent to another host than the one it was stored for.</summary>
    internal static Provider Guarded(Provider? before, Provider after, DateTimeOffset now)
    {
        // A key that is given anew is another object, even where it is protected to the same text.
        if (before is not null && ReferenceEquals(after.ProtectedApiKey, before.ProtectedApiKey))
            return HostOf(after) == HostOf(before) ? after : after with { ProtectedApiKey = null, ApiKeyStoredAt = null };
        return after with { ApiKeyStoredAt = after.ProtectedApiKey is null ? null : now };
    }
}
