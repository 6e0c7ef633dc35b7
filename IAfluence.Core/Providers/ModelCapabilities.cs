using IAfluence.Core.Storage;

namespace IAfluence.Core.Providers;

/// <summary>
/// What one model does not accept, found from its error responses. It is stored so that the same error does not occur again after a restart or in another
/// process. It is a document of its own beside <see cref="Model"/>: storing a capability neither conflicts with editors of the model nor creates a new
/// version of its prices.
/// </summary>
public sealed record ModelCapabilities : PlatformDocument<ModelId>
{
    public static readonly CollectionDefinition<ModelCapabilities> Collection = new CollectionDefinition<ModelCapabilities>("model-capabilities")
        .Kept("What a model refuses is the platform's.");

    /// <summary>No known restriction.</summary>
    public static readonly ModelCapabilities Unknown = new() { Id = new ModelId(""), LearntFor = "" };

    /// <summary>The address and model name that were called. Capabilities of one combination do not apply to another.</summary>
    public required string LearntFor { get; init; }

    public DateTimeOffset? LearntAt { get; init; }

    public bool RefusesTemperature { get; init; }

    /// <summary>The maximum temperature; null for no known limit.</summary>
    public double? MaxTemperature { get; init; }

    /// <summary>Whether it rejects a request for the usage of a stream.</summary>
    public bool RefusesStreamOptions { get; init; }

    /// <summary>Whether it needs the newer name of the parameter for the maximum number of output tokens.</summary>
    public bool WantsMaxCompletionTokens { get; init; }

    /// <summary>The maximum number of output tokens that can be requested; null for no known limit.</summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary>Whether instructions must be part of the first message.</summary>
    public bool RefusesSystemRole { get; init; }

    /// <summary>Whether visitor and assistant must alternate, starting with the visitor.</summary>
    public bool WantsAlternatingTurns { get; init; }

    /// <summary>Whether the last message must be the visitor's.</summary>
    public bool RefusesPrefill { get; init; }
}

/// <summary>The capabilities of one model, which its adapter reads and updates.</summary>
public interface ICapabilityStore
{
    ModelCapabilities Known { get; }

    /// <summary>Stores the capabilities. A failure of the store is not thrown, because they can be found again.</summary>
    ValueTask NoteAsync(ModelCapabilities learnt);
}
