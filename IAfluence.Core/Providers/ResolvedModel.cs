using Microsoft.Extensions.AI;

namespace IAfluence.Core.Providers;

/// <summary>A model that can be called now.</summary>
/// <param name="Model">With its price.</param>
/// <param name="Provider">Who serves it.</param>
/// <param name="Chat">Calls it; shared, and not disposed by callers.</param>
public sealed record ResolvedModel(Model Model, Provider Provider, IChatClient Chat)
{
    /// <summary>The client with whose own key it is called; null for the agency's.</summary>
    public ClientId? KeyOf { get; init; }

    /// <summary>What its failures are remembered under: a key of a client's says nothing about the agency's.</summary>
    public ModelId CircuitId => CircuitIdOf(KeyOf);

    /// <inheritdoc cref="CircuitId"/>
    public ModelId CircuitIdOf(ClientId? keyOf) => keyOf is { } client ? new ModelId($"{Model.Id}@{client}") : Model.Id;
}
