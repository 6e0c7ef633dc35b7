using System.Globalization;
using IAfluence.Core.Providers;

namespace IAfluence.Web.Pages.Llm.Models;

/// <summary>Parses and formats prices in US dollars per million tokens.</summary>
public static class Prices
{
    private const decimal MicrosPerDollar = 1_000_000m;

    /// <summary>Parses a number with a decimal point or comma and at most six decimals; empty text is null.</summary>
    public static bool TryRead(string? typed, out long? micros)
    {
        micros = null;
        if (string.IsNullOrWhiteSpace(typed))
            return true;
        var text = typed.Replace('\u00a0', ' ').Trim('$', ' ').Replace(',', '.');
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var dollars)
            || dollars is < 0 or > 1_000_000 || dollars * MicrosPerDollar % 1 != 0)
            return false;
        micros = (long)(dollars * MicrosPerDollar);
        return true;
    }

    /// <summary>Formats a price for a field in the current culture: 0.15, 0,60.</summary>
    public static string Write(long micros) => (micros / MicrosPerDollar).ToString("0.00####", CultureInfo.CurrentCulture);

    /// <summary>Whether a model has no prices although its provider charges for it; a self-hosted server does not.</summary>
    public static bool AreMissing(Provider provider, Model model) =>
        provider.Kind != ProviderKind.Builtin && model.Price is { InputMicros: 0, OutputMicros: 0 } && !IsAtHome(provider);

    private static bool IsAtHome(Provider provider) =>
        ProviderPreset.FindOrNull(provider.Preset)?.OnPrivateNetwork == true || !Uri.TryCreate(provider.BaseUrl, UriKind.Absolute, out var address)
        || ProviderSettings.IsPrivate(address) || !address.Host.Contains('.', StringComparison.Ordinal);
}
