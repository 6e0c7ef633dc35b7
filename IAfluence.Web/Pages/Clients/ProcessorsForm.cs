using IAfluence.Core.Clients;
using IAfluence.Core.Providers;

namespace IAfluence.Web.Pages.Clients;

/// <summary>What the form of a client's allowed processors sends; nothing checked restricts nothing.</summary>
public sealed class ProcessorsForm
{
    public long ReadVersion { get; set; }

    public List<string> Providers { get; set; } = [];

    public List<string> Regions { get; set; } = [];

    public AllowedProcessors Allowed => new(Providers, Regions);

    public static ProcessorsForm Of(Client client) => new()
    {
        ReadVersion = client.Version,
        Providers = [.. client.AllowedProcessors?.Providers ?? []],
        Regions = [.. client.AllowedProcessors?.Regions ?? []],
    };
}

/// <summary>A box to check.</summary>
/// <param name="Value">What is sent.</param>
/// <param name="Label">What is read.</param>
/// <param name="Detail">The legal entity and the region; null when they are not known.</param>
/// <param name="Chosen">Whether it is checked.</param>
public sealed record ProcessorChoice(string Value, string Label, string? Detail, bool Chosen);
