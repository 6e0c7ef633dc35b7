using System.ComponentModel.DataAnnotations;
using System.Net;

namespace IAfluence.Web.Hosting;

/// <summary>Configures the proxies whose forwarded headers are trusted.</summary>
public sealed class ProxyOptions : IValidatableObject
{
    public const string SectionName = "Proxy";

    /// <summary>Addresses and networks separated by commas, for example '127.0.0.1, 10.0.0.0/8'. When empty, forwarded headers are ignored.</summary>
    public string? Trusted { get; set; }

    private string[] Entries => (Trusted ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The trusted networks of valid settings; a single address is a network of one.</summary>
    public IReadOnlyList<IPNetwork> ListNetworks() => [.. Entries.Select(entry => ParseOrNull(entry)!.Value)];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Entries
        .Where(entry => ParseOrNull(entry) is null)
        .Select(entry => new ValidationResult($"Proxy:Trusted: '{entry}' is not a valid address or network. Use addresses and networks separated by commas, for example '127.0.0.1, 10.0.0.0/8'."));

    private static IPNetwork? ParseOrNull(string entry)
    {
        if (IPAddress.TryParse(entry, out var address))
            return new IPNetwork(address, address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? 32 : 128);
        return IPNetwork.TryParse(entry, out var network) ? network : null;
    }
}
