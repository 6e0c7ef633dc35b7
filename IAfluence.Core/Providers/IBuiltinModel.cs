using Microsoft.Extensions.AI;

namespace IAfluence.Core.Providers;

/// <summary>The model that needs no vendor. It replies from the chatbot's knowledge, so Knowledge implements it.</summary>
public interface IBuiltinModel
{
    IChatClient Create();
}
