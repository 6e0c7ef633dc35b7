using System.ComponentModel.DataAnnotations;
using IAfluence.Core.Providers;

namespace IAfluence.Core.Bootstrap.Configuration;

/// <summary>A provider of the configuration contract.</summary>
public sealed record ProviderConfiguration
{
    private const string OpenAi = "openai";
    private const string Anthropic = "anthropic";
    private const string Builtin = "builtin";

    public required string Key { get; init; }

    /// <summary><c>openai</c>, <c>anthropic</c> or <c>builtin</c>.</summary>
    [AllowedValues(OpenAi, Anthropic, Builtin)]
    public required string Kind { get; init; }

    /// <summary>The key of a <see cref="ProviderPreset"/>; null for none.</summary>
    public string? Preset { get; init; }

    /// <summary>Null to use the address of the preset or of the kind.</summary>
    public string? BaseUrl { get; init; }

    public string? ApiVersion { get; init; }

    /// <summary>In clear text, and never returned; null or empty removes the stored key.</summary>
    [Secret]
    public string? ApiKey { get; init; }

    public string? Processor { get; init; }

    public string? Region { get; init; }

    public QuotaConfiguration? Quota { get; init; }

    public bool Active { get; init; } = true;

    public static ProviderConfiguration Of(Provider provider) => new()
    {
        Key = provider.Key,
        Kind = provider.Kind switch { ProviderKind.Anthropic => Anthropic, ProviderKind.Builtin => Builtin, _ => OpenAi },
        Preset = provider.Preset,
        BaseUrl = provider.BaseUrl,
        ApiVersion = provider.ApiVersion,
        Processor = provider.Processor,
        Region = provider.Region,
        Quota = QuotaConfiguration.Of(provider.Quota),
        Active = provider.Active,
    };

    /// <summary>The settings to save, as the admin's form would save them.</summary>
    /// <param name="before">The stored provider; null for a new one.</param>
    /// <param name="addressGiven">Whether the document states the address. A stated address may be in the private network.</param>
    /// <param name="presetGiven">Whether the document states the preset or the kind.</param>
    internal ProviderSettings Settings(Provider? before, bool addressGiven, bool presetGiven)
    {
        var kind = Kind switch { Anthropic => ProviderKind.Anthropic, Builtin => ProviderKind.Builtin, _ => ProviderKind.OpenAi };
        var preset = ProviderPreset.FindOrNull(Preset);
        var addressStays = before is null || before.Kind == kind && (!presetGiven || before.BaseUrl != DefaultAddressOf(ProviderPreset.FindOrNull(before.Preset), before.Kind));
        return new ProviderSettings
        {
            Name = before?.Title ?? Key,
            Kind = kind,
            Preset = Preset,
            BaseUrl = (addressStays || addressGiven ? BaseUrl : null) ?? DefaultAddressOf(preset, kind) ?? "",
            ApiVersion = ApiVersion,
            PrivateNetworkAllowed = before is { PrivateNetworkAllowed: true } || addressGiven || ((before is null || presetGiven) && preset is { OnPrivateNetwork: true }),
            Processor = Processor,
            Region = Region,
            DataAgreement = before?.DataAgreement,
            Retention = before?.Retention,
        };
    }

    private static string? DefaultAddressOf(ProviderPreset? preset, ProviderKind kind) => (preset ?? ProviderPreset.DefaultOf(kind))?.BaseUrl;
}
