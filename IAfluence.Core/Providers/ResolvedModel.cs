using Microsoft.Extensions.AI;

namespace IAfluence.Core.Providers;

/// <summary>A model that can be called now.</summary>
/// <param name="Provider">The provider that serves the model.</param>
/// <param name="Chat">The adapter; shared, so callers must not dispose it.</param>
public sealed record ResolvedModel(Model Model, Provider Provider, IChatClient Chat)
{
    /// <summary>The client whose own key is used; null for the agency's key.</summary>
    public ClientId? KeyOf { get; init; }

    /// <summary>The id of its circuit. A client's own key has a circuit of its own, because its failures say nothing about the agency's key.</summary>
    public ModelId CircuitId => CircuitIdOf(KeyOf);

    /// <inheritdoc cref="CircuitId"/>
    public ModelId CircuitIdOf(ClientId? keyOf) => keyOf is { } client ? new ModelId($"{Model.Id}@{client}") : Model.Id;
}
