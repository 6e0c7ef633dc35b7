using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace IAfluence.Core.Providers.OpenAi;

/// <summary>
/// A model behind OpenAI's chat-completions API, by whomever it is served. Text arrives as updates, one for each piece that came
/// together; then one update with the usage, if it was reported, and the finish reason. Every failure is a
/// <see cref="ProviderException"/>, thrown after the text that came before it.
/// </summary>
/// <remarks>Written on HTTP directly: errors within a stream, exact usage and the processor time of a token matter here, and a vendor's SDK hides the first two.</remarks>
/// <param name="http">Sends and does not follow redirects; shared by the provider's models and owned by the caller.</param>
public sealed class OpenAiChatClient(HttpMessageInvoker http, ChatEndpoint endpoint, string model, TimeProvider time, ProviderTimeouts? timeouts = null) : IChatClient
{
    private const int MaxDialects = 3;

    private readonly ChatClientMetadata _metadata = new("openai", endpoint.Address, model);
    private readonly ProviderTimeouts _timeouts = timeouts ?? ProviderTimeouts.Default;
    private RequestDialect _dialect = new();

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var call = await OpenAsync(messages, options, cancellationToken);
        while (await call.ReadAsync())
        {
            if (call.Answer.TakeText() is { } text)
                yield return new ChatResponseUpdate(ChatRole.Assistant, text);
        }

        if (call.Answer.TakeText(last: true) is { } rest)
            yield return new ChatResponseUpdate(ChatRole.Assistant, rest);
        var failure = call.Failure;
        var usage = call.Usage;
        if (usage is not null || failure is null)
            yield return new ChatResponseUpdate { Contents = usage is null ? [] : [new UsageContent(usage)], FinishReason = failure is null ? call.FinishReason : null };
        if (failure is not null)
            throw failure;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? _metadata
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    /// <summary>Nothing to give back: the connections belong to the provider.</summary>
    public void Dispose()
    {
    }

    private async ValueTask<OpenAiCall> OpenAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken ct)
    {
        for (var dialects = 1; ; dialects++)
        {
            var dialect = _dialect;
            var call = new OpenAiCall(_timeouts, time, ct);
            try
            {
                var refusal = await call.SendAsync(http, endpoint, ChatRequest.Write(options?.ModelId ?? model, messages, options, dialect));
                if (refusal is null)
                    return call;
                if (dialects == MaxDialects || dialect.LearnFrom(refusal) is not { } learnt)
                    throw call.FailureOf(refusal, endpoint);
                _dialect = learnt;
            }
            catch
            {
                call.Dispose();
                throw;
            }

            call.Dispose();
        }
    }
}
