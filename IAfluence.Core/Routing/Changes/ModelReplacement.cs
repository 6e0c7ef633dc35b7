using IAfluence.Core.Storage;

namespace IAfluence.Core.Routing.Changes;

/// <summary>The replacement of one model by another in every route. It is in progress until <see cref="FinishedAt"/> is set.</summary>
public sealed record ModelReplacement : PlatformDocument<ModelReplacementId>
{
    public static readonly CollectionDefinition<ModelReplacement> Collection = new CollectionDefinition<ModelReplacement>("model-replacements")
        .Index(replacement => replacement.FinishedAt)
        .Kept("A change of the platform's models.");

    public required ModelId From { get; init; }

    public required ModelId To { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The user who replaced the model; recorded as the author of the chatbots' new versions.</summary>
    public required UserId By { get; init; }

    /// <summary>When the last route was changed; null while routes are left.</summary>
    public DateTimeOffset? FinishedAt { get; init; }
}
