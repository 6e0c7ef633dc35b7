using IAfluence.Core.Storage;

namespace IAfluence.Core.Providers;

/// <summary>What holds for the whole installation and is edited in it; one document.</summary>
public sealed record InstallationSettings : PlatformDocument<InstallationSettingsId>
{
    public static readonly CollectionDefinition<InstallationSettings> Collection = new CollectionDefinition<InstallationSettings>("installation")
        .Kept("Settings of the installation.");

    /// <summary>The route of chatbots whose client has none; empty for the builtin model.</summary>
    public IReadOnlyList<ModelId> DefaultRoute { get; init; } = [];

    /// <summary>The model that comes before every route for a while; null when none was put there, or it was taken away.</summary>
    public ModelOverride? Override { get; init; }
}
