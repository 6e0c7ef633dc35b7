using System.ComponentModel.DataAnnotations;
using System.Net;

namespace IAfluence.Web.Hosting;

/// <summary>Which proxies are believed when they tell the visitor's address and scheme.</summary>
public sealed class ProxyOptions : IValidatableObject
{
    public const string SectionName = "Proxy";

    /// <summary>Addresses and networks, separated by commas, such as '127.0.0.1, 10.0.0.0/8'; empty: forwarded headers count from nobody.</summary>
    public string? Trusted { get; set; }

    private string[] Entries => (Trusted ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The trusted networks, once validated; a single address is a network of one.</summary>
    public IReadOnlyList<IPNetwork> ListNetworks() => [.. Entries.Select(entry => ParseOrNull(entry)!.Value)];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Entries
        .Where(entry => ParseOrNull(entry) is null)
        .Select(entry => new ValidationResult($"Proxy:Trusted: '{entry}' is no address or network; accepted are addresses and networks separated by commas, such as '127.0.0.1, 10.0.0.0/8'."));

    private static IPNetwork? ParseOrNull(string entry)
    {
        if (IPAddress.TryParse(entry, out var address))
            return new IPNetwork(address, address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? 32 : 128);
        return IPNetwork.TryParse(entry, out var network) ? network : null;
    }
}
