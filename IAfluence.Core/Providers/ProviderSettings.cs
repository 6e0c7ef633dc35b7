using System.Net;
using IAfluence.Core.Egress;

namespace IAfluence.Core.Providers;

/// <summary>The settings of a provider that can be edited, without its API key.</summary>
public sealed record ProviderSettings
{
    public const int MaxNameCharacters = 80;
    public const int MaxAddressCharacters = 500;
    public const int MaxNoteCharacters = 500;

    public required string Name { get; init; }

    public required ProviderKind Kind { get; init; }

    /// <inheritdoc cref="Provider.Preset"/>
    public string? Preset { get; init; }

    /// <summary>Empty for the builtin provider.</summary>
    public string BaseUrl { get; init; } = "";

    /// <inheritdoc cref="Provider.ApiVersion"/>
    public string? ApiVersion { get; init; }

    /// <inheritdoc cref="Provider.PrivateNetworkAllowed"/>
    public bool PrivateNetworkAllowed { get; init; }

    public string? Processor { get; init; }

    public string? Region { get; init; }

    public string? DataAgreement { get; init; }

    public string? Retention { get; init; }

    public static ProviderSettings Of(Provider provider) => new()
    {
        Name = provider.Title,
        Kind = provider.Kind,
        Preset = provider.Preset,
        BaseUrl = provider.BaseUrl ?? "",
        ApiVersion = provider.ApiVersion,
        PrivateNetworkAllowed = provider.PrivateNetworkAllowed,
        Processor = provider.Processor,
        Region = provider.Region,
        DataAgreement = provider.DataAgreement,
        Retention = provider.Retention,
    };

    /// <summary>Whether the address is recognisably in a private network. Host names are checked when they are called.</summary>
    public static bool IsPrivate(Uri address) =>
        address.IsLoopback || (IPAddress.TryParse(address.IdnHost.Trim('[', ']'), out var literal) && AddressRules.ScopeOf(literal) != AddressScope.Public);

    internal Provider ApplyTo(Provider provider) => provider with
    {
        Name = Name == provider.Key ? null : Name,
        BaseUrl = BaseUrl.Length == 0 ? null : BaseUrl,
        ApiVersion = ApiVersion,
        PrivateNetworkAllowed = PrivateNetworkAllowed,
        Processor = Processor,
        Region = Region,
        DataAgreement = DataAgreement,
        Retention = Retention,
    };

    internal ProviderSettings Tidy() => this with
    {
        Name = Name.Trim(),
        BaseUrl = Kind == ProviderKind.Builtin ? "" : BaseUrl.Trim().TrimEnd('/'),
        ApiVersion = TextOrNull(ApiVersion),
        PrivateNetworkAllowed = PrivateNetworkAllowed && Kind != ProviderKind.Builtin,
        Processor = TextOrNull(Processor),
        Region = TextOrNull(Region),
        DataAgreement = TextOrNull(DataAgreement),
        Retention = TextOrNull(Retention),
    };

    internal List<FieldError> Check()
    {
        var errors = new List<FieldError>();
        if (Name.Length == 0)
            errors.Add(new(nameof(Name), FieldErrors.Required));
        AtMost(errors, nameof(Name), Name, MaxNameCharacters);
        AtMost(errors, nameof(ApiVersion), ApiVersion, MaxNameCharacters);
        AtMost(errors, nameof(Processor), Processor, MaxNoteCharacters);
        AtMost(errors, nameof(Region), Region, MaxNoteCharacters);
        AtMost(errors, nameof(DataAgreement), DataAgreement, MaxNoteCharacters);
        AtMost(errors, nameof(Retention), Retention, MaxNoteCharacters);
        if (Kind != ProviderKind.Builtin)
            CheckAddress(errors);
        return errors;
    }

    private void CheckAddress(List<FieldError> errors)
    {
        AtMost(errors, nameof(BaseUrl), BaseUrl, MaxAddressCharacters);
        if (BaseUrl.Length == 0)
            errors.Add(new(nameof(BaseUrl), FieldErrors.Required));
        // A password in the address would be visible, and a query would be lost when paths are joined.
        else if (!Uri.TryCreate(BaseUrl, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")
            || address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
            errors.Add(new(nameof(BaseUrl), FieldErrors.NotAnAddress, BaseUrl));
        else if (!PrivateNetworkAllowed && IsPrivate(address))
            errors.Add(new(nameof(BaseUrl), FieldErrors.PrivateAddress, address.Host));
        else if (!PrivateNetworkAllowed && address.Scheme == Uri.UriSchemeHttp)
            errors.Add(new(nameof(BaseUrl), FieldErrors.NotEncrypted));
    }

    private static void AtMost(List<FieldError> errors, string field, string? text, int characters)
    {
        if (text?.Length > characters)
            errors.Add(new(field, FieldErrors.TooLong, characters));
    }

    private static string? TextOrNull(string? text) => text?.ReplaceLineEndings("\n").Trim() is { Length: > 0 } given ? given : null;
}
