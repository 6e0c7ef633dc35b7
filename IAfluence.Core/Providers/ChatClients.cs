using IAfluence.Core.Egress;
using IAfluence.Core.Providers.Anthropic;
using IAfluence.Core.Providers.OpenAi;
using IAfluence.Core.Storage;
using Microsoft.Extensions.AI;

namespace IAfluence.Core.Providers;

/// <summary>
/// Creates the adapters that call models. Each provider has one connection pool for the lifetime of the process, or until its permission to reach
/// private networks changes.
/// </summary>
public sealed class ChatClients(ISecretProtector secrets, ModelCapabilityCache capabilities, IBuiltinModel builtin, TimeProvider time)
{
    private readonly Dictionary<ProviderId, (bool PrivateNetworkAllowed, HttpMessageInvoker Http)> _pools = [];

    /// <exception cref="System.Security.Cryptography.CryptographicException">The provider's API key cannot be decrypted.</exception>
    /// <exception cref="UriFormatException">The provider's base address is not a valid URI.</exception>
    public IChatClient Create(Provider provider, Model model) => provider.Kind switch
    {
        ProviderKind.OpenAi => OpenAi(provider, model),
        ProviderKind.Anthropic => Anthropic(provider, model),
        ProviderKind.Builtin => builtin.Create(),
        _ => throw new InvalidOperationException($"There is no adapter for providers of kind {provider.Kind}."),
    };

    private OpenAiChatClient OpenAi(Provider provider, Model model)
    {
        var endpoint = ChatEndpoint.Of(provider, model.Name, KeyOf(provider));
        return new OpenAiChatClient(PoolOf(provider), endpoint, model.Name, time, capabilities: StoreOf(model, endpoint.Address));
    }

    private AnthropicChatClient Anthropic(Provider provider, Model model)
    {
        var endpoint = MessagesEndpoint.Of(provider, KeyOf(provider));
        return new AnthropicChatClient(PoolOf(provider), endpoint, model.Name, time, capabilities: StoreOf(model, endpoint.Address));
    }

    private ICapabilityStore StoreOf(Model model, Uri address) => capabilities.StoreOf(model.Id, $"{address} {model.Name}");

    /// <summary>Decrypts the provider's API key; null when it has none.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The key cannot be decrypted.</exception>
    internal string? KeyOf(Provider provider) => provider.ProtectedApiKey is { } key ? secrets.Unprotect(key) : null;

    /// <summary>Returns the connection pool of the provider.</summary>
    internal HttpMessageInvoker PoolOf(Provider provider)
    {
        lock (_pools)
        {
            if (_pools.TryGetValue(provider.Id, out var pool) && pool.PrivateNetworkAllowed == provider.PrivateNetworkAllowed)
                return pool.Http;
            // Running calls keep using the old pool, whose connections close when idle.
            var http = new HttpMessageInvoker(EgressGuard.CreateHandler(provider.PrivateNetworkAllowed));
            _pools[provider.Id] = (provider.PrivateNetworkAllowed, http);
            return http;
        }
    }
}

/// <summary>The time limits of a call before the next model is called.</summary>
/// <param name="FirstEvent">From the call to the first event; comments that only keep the connection open do not count.</param>
/// <param name="Idle">Between two pieces of the response.</param>
/// <param name="Closing">For the usage and the end marker, after the text is complete.</param>
public sealed record ProviderTimeouts(TimeSpan FirstEvent, TimeSpan Idle, TimeSpan Closing)
{
    public static readonly ProviderTimeouts Default = new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(2));
}
