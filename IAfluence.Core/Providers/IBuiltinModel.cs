using Microsoft.Extensions.AI;

namespace IAfluence.Core.Providers;

/// <summary>The model that needs no vendor. It answers from knowledge, so the knowledge room implements it.</summary>
public interface IBuiltinModel
{
    IChatClient Create();
}
