using System.Net.Http.Headers;
using IAfluence.Core.Providers.Http;
using Microsoft.Extensions.AI;

namespace IAfluence.Core.Providers.Anthropic;

/// <summary>A model that is called through Anthropic's Messages API.</summary>
/// <inheritdoc cref="HttpChatClient"/>
public sealed class AnthropicChatClient(
    HttpMessageInvoker http, MessagesEndpoint endpoint, string model, TimeProvider time, ProviderTimeouts? timeouts = null, ICapabilityStore? capabilities = null)
    : HttpChatClient("anthropic", http, endpoint.Address, model, endpoint.ApiKey, time, timeouts, capabilities)
{
    private protected override ReadOnlyMemory<byte> Write(string model, IReadOnlyList<ChatMessage> messages, ChatOptions? options, ModelCapabilities known) =>
        MessagesRequest.Write(model, messages, options, known);

    private protected override void Authenticate(HttpRequestHeaders headers) => endpoint.Authenticate(headers);

    private protected override ResponseReader NewReader() => new MessagesReader();
}
