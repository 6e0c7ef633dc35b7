using IAfluence.Core.Storage;

namespace IAfluence.Core.Providers;

/// <summary>The settings of the whole installation, in one document.</summary>
public sealed record InstallationSettings : PlatformDocument<InstallationSettingsId>
{
    public static readonly CollectionDefinition<InstallationSettings> Collection = new CollectionDefinition<InstallationSettings>("installation")
        .Kept("Settings of the installation.");

    /// <summary>The route of chatbots that have none and whose client has none; empty for the builtin model.</summary>
    public IReadOnlyList<ModelId> DefaultRoute { get; init; } = [];

    /// <summary>The model that comes first in every route for a limited time; null when there is no override. It may have ended.</summary>
    public ModelOverride? Override { get; init; }
}

/// <summary>A model that comes first in every route for a limited time, for example during an outage. It ends by itself.</summary>
/// <param name="Until">The end of the override.</param>
/// <param name="Since">When it was set.</param>
/// <param name="By">The user who set it.</param>
public sealed record ModelOverride(ModelId ModelId, DateTimeOffset Until, DateTimeOffset Since, UserId By);
