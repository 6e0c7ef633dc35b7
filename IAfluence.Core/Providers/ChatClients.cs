using IAfluence.Core.Egress;
using IAfluence.Core.Providers.Builtin;
using IAfluence.Core.Providers.OpenAi;
using IAfluence.Core.Storage;
using Microsoft.Extensions.AI;

namespace IAfluence.Core.Providers;

/// <summary>
/// Makes the adapters that call models. A provider keeps one pool of connections for as long as the process lives and its right to
/// private networks stays the same.
/// </summary>
public sealed class ChatClients(ISecretProtector secrets, TimeProvider time)
{
    private readonly Dictionary<ProviderId, (bool PrivateNetworkAllowed, HttpMessageInvoker Http)> _pools = [];

    /// <exception cref="System.Security.Cryptography.CryptographicException">The provider's key can no longer be read.</exception>
    /// <exception cref="UriFormatException">The provider's base address is none.</exception>
    public IChatClient Create(Provider provider, Model model) => provider.Kind switch
    {
        ProviderKind.OpenAi => new OpenAiChatClient(PoolOf(provider), EndpointOf(provider, model), model.Name, time),
        ProviderKind.Builtin => new BuiltinChatClient(time),
        _ => throw new InvalidOperationException($"No adapter for providers of kind {provider.Kind}."),
    };

    private ChatEndpoint EndpointOf(Provider provider, Model model) =>
        ChatEndpoint.Of(provider, model.Name, provider.ProtectedApiKey is { } key ? secrets.Unprotect(key) : null);

    private HttpMessageInvoker PoolOf(Provider provider)
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
