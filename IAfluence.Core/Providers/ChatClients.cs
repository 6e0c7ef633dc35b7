using IAfluence.Core.Egress;
using IAfluence.Core.Providers.Anthropic;
using IAfluence.Core.Providers.OpenAi;
using IAfluence.Core.Storage;
using Microsoft.Extensions.AI;

namespace IAfluence.Core.Providers;

/// <summary>
/// Makes the adapters that call models. A provider keeps one pool of connections for as long as the process lives and its right to
/// private networks stays the same.
/// </summary>
public sealed class ChatClients(ISecretProtector secrets, ModelCapabilityMemory capabilities, IBuiltinModel builtin, TimeProvider time)
{
    private readonly Dictionary<ProviderId, (bool PrivateNetworkAllowed, HttpMessageInvoker Http)> _pools = [];

    /// <exception cref="System.Security.Cryptography.CryptographicException">The provider's key can no longer be read.</exception>
    /// <exception cref="UriFormatException">The provider's base address is none.</exception>
    public IChatClient Create(Provider provider, Model model) => provider.Kind switch
    {
        ProviderKind.OpenAi => OpenAi(provider, model),
        ProviderKind.Anthropic => Anthropic(provider, model),
        ProviderKind.Builtin => builtin.Create(),
        _ => throw new InvalidOperationException($"No adapter for providers of kind {provider.Kind}."),
    };

    private OpenAiChatClient OpenAi(Provider provider, Model model)
    {
        var endpoint = ChatEndpoint.Of(provider, model.Name, KeyOf(provider));
        return new OpenAiChatClient(PoolOf(provider), endpoint, model.Name, time, notes: NotesOf(model, endpoint.Address));
    }

    private AnthropicChatClient Anthropic(Provider provider, Model model)
    {
        var endpoint = MessagesEndpoint.Of(provider, KeyOf(provider));
        return new AnthropicChatClient(PoolOf(provider), endpoint, model.Name, time, notes: NotesOf(model, endpoint.Address));
    }

    private ICapabilityNotes NotesOf(Model model, Uri address) => capabilities.NotesOf(model.Id, $"{address} {model.Name}");

    /// <summary>In clear; null where there is none.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">It can no longer be read.</exception>
    internal string? KeyOf(Provider provider) => provider.ProtectedApiKey is { } key ? secrets.Unprotect(key) : null;

    /// <summary>The provider's connections.</summary>
    internal HttpMessageInvoker PoolOf(Provider provider)
    {
        lock (_pools)
        {
            if (_pools.TryGetValue(provider.Id, out var pool) && pool.PrivateNetworkAllowed == provider.PrivateNetworkAllowed)
                return pool.Http;
            // The pool before is left to the calls that still run on it; its connections close when idle.
            var http = new HttpMessageInvoker(EgressGuard.CreateHandler(provider.PrivateNetworkAllowed));
            _pools[provider.Id] = (provider.PrivateNetworkAllowed, http);
            return http;
        }
    }
}
