using IAfluence.Core.Providers;

namespace IAfluence.Web.Pages.Llm.Providers;

/// <summary>The provider form. The API key is never sent back to the browser.</summary>
public sealed class ProviderForm
{
    public long ReadVersion { get; set; }

    public string? Name { get; set; }

    public string? BaseUrl { get; set; }

    public string? ApiVersion { get; set; }

    /// <summary>For a new provider only.</summary>
    public string? ApiKey { get; set; }

    public bool PrivateNetworkAllowed { get; set; }

    public string? Processor { get; set; }

    public string? Region { get; set; }

    public string? DataAgreement { get; set; }

    public string? Retention { get; set; }

    public static ProviderForm Of(Provider provider) => new()
    {
        ReadVersion = provider.Version,
        Name = provider.Title,
        BaseUrl = provider.BaseUrl,
        ApiVersion = provider.ApiVersion,
        PrivateNetworkAllowed = provider.PrivateNetworkAllowed,
        Processor = provider.Processor,
        Region = provider.Region,
        DataAgreement = provider.DataAgreement,
        Retention = provider.Retention,
    };

    /// <summary>The vendor's known values. Private networks must be allowed by the operator, whatever the preset.</summary>
    public static ProviderForm Of(ProviderPreset preset) => new()
    {
        Name = preset.Name,
        BaseUrl = preset.BaseUrl,
        Processor = preset.Processor,
        Region = preset.Region,
    };

    public ProviderSettings Settings(ProviderKind kind, string? preset) => new()
    {
        Name = Name ?? "",
        Kind = kind,
        Preset = preset,
        BaseUrl = BaseUrl ?? "",
        ApiVersion = ApiVersion,
        PrivateNetworkAllowed = PrivateNetworkAllowed,
        Processor = Processor,
        Region = Region,
        DataAgreement = DataAgreement,
        Retention = Retention,
    };
}

/// <summary>The data that <c>_ProviderFields</c> needs besides the form.</summary>
/// <param name="Preset">Null for a provider of the bootstrap file.</param>
/// <param name="IsBuiltin">Whether it is the product's own provider, which has no address.</param>
/// <param name="IsNew">Whether the form contains the API key.</param>
public sealed record ProviderFields(ProviderPreset? Preset, bool IsBuiltin, bool IsNew);
