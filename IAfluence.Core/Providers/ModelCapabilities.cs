using IAfluence.Core.Storage;

namespace IAfluence.Core.Providers;

/// <summary>
/// What one model has refused, learnt from its refusals and kept so that no answer pays for the same lesson twice, after a restart or in
/// another process either. A document of its own beside <see cref="Model"/>: learning neither races with the model's editors nor makes
/// a new version of its prices.
/// </summary>
public sealed record ModelCapabilities : PlatformDocument<ModelId>
{
    public static readonly CollectionDefinition<ModelCapabilities> Collection = new CollectionDefinition<ModelCapabilities>("model-capabilities")
        .Kept("What a model refuses is the platform's.");

    /// <summary>Nothing learnt: everything is tried.</summary>
    public static readonly ModelCapabilities Unknown = new() { Id = new ModelId(""), LearntFor = "" };

    /// <summary>The address and name that were called when it was learnt; what is learnt of one says nothing about another.</summary>
    public required string LearntFor { get; init; }

    public DateTimeOffset? LearntAt { get; init; }

    public bool RefusesTemperature { get; init; }

    /// <summary>The highest temperature it takes; null for no known limit.</summary>
    public double? MaxTemperature { get; init; }

    /// <summary>Whether it refuses to be asked for the usage of a stream.</summary>
    public bool RefusesStreamOptions { get; init; }

    /// <summary>Whether the ceiling of the answer's tokens goes by its newer name.</summary>
    public bool WantsMaxCompletionTokens { get; init; }

    /// <summary>The highest ceiling of the answer's tokens it takes; null for no known limit.</summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary>Whether instructions must be part of the first turn.</summary>
    public bool RefusesSystemRole { get; init; }

    /// <summary>Whether visitor and assistant must take turns, the visitor first.</summary>
    public bool WantsAlternatingTurns { get; init; }

    /// <summary>Whether the last turn must be the visitor's.</summary>
    public bool RefusesPrefill { get; init; }
}

/// <summary>What is known of one model, for its adapter to read and to add to.</summary>
public interface ICapabilityNotes
{
    ModelCapabilities Known { get; }

    /// <summary>Keeps what was learnt; never throws for a store that does not answer, since the lesson can be learnt again.</summary>
    ValueTask NoteAsync(ModelCapabilities learnt);
}
