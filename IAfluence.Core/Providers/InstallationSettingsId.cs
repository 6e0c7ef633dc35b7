using IAfluence.Core.Storage;

namespace IAfluence.Core.Providers;

/// <summary>The id of the installation's settings, of which there is one.</summary>
public readonly record struct InstallationSettingsId(string Value) : IId<InstallationSettingsId>
{
    public static readonly InstallationSettingsId TheOne = new("installation");

    public static InstallationSettingsId From(string value) => new(value);

    public override string ToString() => Value;
}
