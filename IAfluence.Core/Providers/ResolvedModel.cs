using Microsoft.Extensions.AI;

namespace IAfluence.Core.Providers;

/// <summary>A model that can be called now.</summary>
/// <param name="Model">With its price.</param>
/// <param name="Provider">Who serves it.</param>
/// <param name="Chat">Calls it; shared, and not disposed by callers.</param>
public sealed record ResolvedModel(Model Model, Provider Provider, IChatClient Chat);
