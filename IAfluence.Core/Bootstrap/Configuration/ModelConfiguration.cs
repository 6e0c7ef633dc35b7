using System.ComponentModel.DataAnnotations;
using IAfluence.Core.Providers;

namespace IAfluence.Core.Bootstrap.Configuration;

/// <summary>A model of the configuration contract. Prices are in US dollars per million tokens.</summary>
public sealed record ModelConfiguration
{
    private const int MaxPrice = (int)(ModelSettings.MaxPriceMicros / Money.MicrosPerDollar);

    public required string Key { get; init; }

    /// <summary>The provider's key.</summary>
    public required string Provider { get; init; }

    /// <summary>The provider's name for the model.</summary>
    public required string Name { get; init; }

    [Range(0, MaxPrice)]
    public decimal InputPrice { get; init; }

    /// <summary>Null when cached tokens cost the same as other input tokens.</summary>
    [Range(0, MaxPrice)]
    public decimal? CachedInputPrice { get; init; }

    [Range(0, MaxPrice)]
    public decimal OutputPrice { get; init; }

    public QuotaConfiguration? Quota { get; init; }

    public bool Active { get; init; } = true;

    public static ModelConfiguration Of(Model model, string providerKey)
    {
        var settings = ModelSettings.Of(model);
        return new()
        {
            Key = model.Key,
            Provider = providerKey,
            Name = settings.Name,
            InputPrice = Money.Dollars(settings.InputMicros),
            CachedInputPrice = Money.Dollars(settings.CachedInputMicros),
            OutputPrice = Money.Dollars(settings.OutputMicros),
            Quota = QuotaConfiguration.Of(model.Quota),
            Active = model.Active,
        };
    }

    internal ModelSettings Settings() => new()
    {
        Name = Name,
        InputMicros = Money.Micros(InputPrice),
        CachedInputMicros = Money.Micros(CachedInputPrice),
        OutputMicros = Money.Micros(OutputPrice),
    };

    /// <summary>The contract's name for a field of <see cref="ModelSettings"/>.</summary>
    internal static string NameOf(string field) => field switch
    {
        nameof(ModelSettings.InputMicros) => nameof(InputPrice),
        nameof(ModelSettings.CachedInputMicros) => nameof(CachedInputPrice),
        nameof(ModelSettings.OutputMicros) => nameof(OutputPrice),
        _ => field,
    };
}
