using System.Net.Http.Headers;
using IAfluence.Core.Providers.Http;
using Microsoft.Extensions.AI;

namespace IAfluence.Core.Providers.OpenAi;

/// <summary>A model that is called through OpenAI's chat-completions API, of any server.</summary>
/// <inheritdoc cref="HttpChatClient"/>
public sealed class OpenAiChatClient(
    HttpMessageInvoker http, ChatEndpoint endpoint, string model, TimeProvider time, ProviderTimeouts? timeouts = null, ICapabilityStore? capabilities = null)
    : HttpChatClient("openai", http, endpoint.Address, model, endpoint.ApiKey, time, timeouts, capabilities)
{
    private protected override ReadOnlyMemory<byte> Write(string model, IReadOnlyList<ChatMessage> messages, ChatOptions? options, ModelCapabilities known) =>
        ChatRequest.Write(model, messages, options, known);

    private protected override void Authenticate(HttpRequestHeaders headers) => endpoint.Authenticate(headers);

    private protected override ResponseReader NewReader() => new ChatChunkReader();
}
