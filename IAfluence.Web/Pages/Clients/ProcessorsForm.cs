using IAfluence.Core.Clients;
using IAfluence.Core.Providers;

namespace IAfluence.Web.Pages.Clients;

/// <summary>The allowed processors form; without any selection, nothing is restricted.</summary>
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

/// <summary>A check box.</summary>
/// <param name="Value">The posted value.</param>
/// <param name="Label">The visible label.</param>
/// <param name="Detail">The legal entity and the region; null when unknown.</param>
/// <param name="Chosen">Whether it is checked.</param>
public sealed record ProcessorChoice(string Value, string Label, string? Detail, bool Chosen);
