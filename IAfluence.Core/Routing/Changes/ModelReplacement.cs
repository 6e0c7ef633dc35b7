using IAfluence.Core.Storage;

namespace IAfluence.Core.Routing.Changes;

/// <summary>The fact that one model was replaced by another in every route; what follows from it is carried out until <see cref="FinishedAt"/>.</summary>
public sealed record ModelReplacement : PlatformDocument<ModelReplacementId>
{
    public static readonly CollectionDefinition<ModelReplacement> Collection = new CollectionDefinition<ModelReplacement>("model-replacements")
        .Index(replacement => replacement.FinishedAt)
        .Kept("A change of the platform's models.");

    public required ModelId From { get; init; }

    public required ModelId To { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Under whose name the chatbots' new versions stand.</summary>
    public required UserId By { get; init; }

    /// <summary>When every route was changed; null while some are left.</summary>
    public DateTimeOffset? FinishedAt { get; init; }
}
