using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace IAfluence.Core.Providers.Http;

/// <summary>
/// The common part of all HTTP adapters. Text is returned as updates, one per piece that arrived together. The last update has the usage, if it was
/// reported, and the finish reason. Every failure is a <see cref="ProviderException"/>, thrown after the text that arrived before it. A request whose form
/// the model rejects is repaired and sent again, and the capability is stored once the request is accepted.
/// </summary>
/// <remarks>Uses HTTP directly instead of a vendor's SDK, because SDKs hide errors inside a stream and exact usage, and because the processor time per token matters.</remarks>
public abstract class HttpChatClient : IChatClient
{
    /// <summary>The maximum number of repairs per call. A rejected request costs nothing, and an error usually names only one fault.</summary>
    private const int MaxRepairs = 5;

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpMessageInvoker _http;
    private readonly string _model;
    private readonly string? _apiKey;
    private readonly TimeProvider _time;
    private readonly ProviderTimeouts _timeouts;
    private readonly ICapabilityStore _capabilities;
    private readonly ChatClientMetadata _metadata;

    /// <param name="vendor">The name of the API in telemetry.</param>
    /// <param name="http">Must not follow redirects. It is shared by the provider's models and owned by the caller.</param>
    /// <param name="address">The full address to call.</param>
    /// <param name="model">The name of the model, unless the options of a call name another one.</param>
    /// <param name="apiKey">In clear text; null for none.</param>
    /// <param name="timeouts">Null for the default time-outs.</param>
    /// <param name="capabilities">The stored capabilities of the model; null to keep them in this instance only.</param>
    private protected HttpChatClient(
        string vendor, HttpMessageInvoker http, Uri address, string model, string? apiKey, TimeProvider time, ProviderTimeouts? timeouts, ICapabilityStore? capabilities)
    {
        _http = http;
        Address = address;
        _model = model;
        _apiKey = apiKey;
        _time = time;
        _timeouts = timeouts ?? ProviderTimeouts.Default;
        _capabilities = capabilities ?? new LocalCapabilityStore();
        _metadata = new ChatClientMetadata(vendor, address, model);
    }

    /// <summary>The full address that is called.</summary>
    protected Uri Address { get; }

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var call = await OpenAsync([.. messages], options, cancellationToken);
        while (await call.ReadAsync())
        {
            if (call.Response.TakeText() is { } text)
                yield return new ChatResponseUpdate(ChatRole.Assistant, text);
        }

        if (call.Response.TakeText(last: true) is { } rest)
            yield return new ChatResponseUpdate(ChatRole.Assistant, rest);
        var failure = call.Failure;
        var usage = call.Usage;
        if (usage is not null || failure is null)
            yield return new ChatResponseUpdate { Contents = usage is null ? [] : [new UsageContent(usage)], FinishReason = failure is null ? call.Response.FinishReason : null };
        if (failure is not null)
            throw failure;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? _metadata
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    /// <summary>Does nothing: the provider owns the connections.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }

    /// <summary>Writes the body of a request.</summary>
    private protected abstract ReadOnlyMemory<byte> Write(string model, IReadOnlyList<ChatMessage> messages, ChatOptions? options, ModelCapabilities known);

    private protected abstract void Authenticate(HttpRequestHeaders headers);

    private protected abstract ResponseReader NewReader();

    private async ValueTask<ModelCall> OpenAsync(IReadOnlyList<ChatMessage> messages, ChatOptions? options, CancellationToken ct)
    {
        var noted = _capabilities.Known;
        var known = noted;
        for (var repairs = 0; ; repairs++)
        {
            var call = new ModelCall(NewReader(), _timeouts, _apiKey, _time, ct);
            try
            {
                using var request = NewRequest(Write(options?.ModelId ?? _model, messages, options, known));
                var refusal = await call.SendAsync(_http, request);
                if (refusal is null)
                {
                    // A capability is stored only when it made the request acceptable: an error can name an option for another reason.
                    if (known != noted)
                        await _capabilities.NoteAsync(known);
                    return call;
                }

                if (repairs == MaxRepairs || CapabilityErrors.LearnOrNull(known, refusal) is not { } learnt)
                    throw call.FailureOf(refusal);
                known = learnt;
            }
            catch
            {
                call.Dispose();
                throw;
            }

            call.Dispose();
        }
    }

    private HttpRequestMessage NewRequest(ReadOnlyMemory<byte> body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Address)
        {
            Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = Json } },
            VersionPolicy = HttpVersionPolicy.RequestVersionOrHigher,
        };
        request.Headers.TryAddWithoutValidation("Accept", "text/event-stream");
        Authenticate(request.Headers);
        return request;
    }

    /// <summary>Capabilities of a client that belongs to no stored model.</summary>
    private sealed class LocalCapabilityStore : ICapabilityStore
    {
        public ModelCapabilities Known { get; private set; } = ModelCapabilities.Unknown;

        public ValueTask NoteAsync(ModelCapabilities learnt)
        {
            Known = learnt;
            return ValueTask.CompletedTask;
        }
    }
}
