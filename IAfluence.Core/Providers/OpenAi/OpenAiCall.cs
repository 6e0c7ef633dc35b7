using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using IAfluence.Core.Egress;
using Microsoft.Extensions.AI;

namespace IAfluence.Core.Providers.OpenAi;

/// <summary>One request and the answer that streams back.</summary>
internal sealed class OpenAiCall : IDisposable
{
    private const int MaxErrorBytes = 64 * 1024;

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly ProviderTimeouts _timeouts;
    private readonly TimeProvider _time;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _deadline;
    private readonly CancellationTokenRegistration _callerGone;
    private HttpResponseMessage? _response;
    private EventStreamReader? _events;

    public OpenAiCall(ProviderTimeouts timeouts, TimeProvider time, CancellationToken ct)
    {
        _timeouts = timeouts;
        _time = time;
        _caller = ct;
        _deadline = new CancellationTokenSource(timeouts.FirstEvent, time);
        _callerGone = ct.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _deadline);
    }

    public ChatChunkReader Answer { get; } = new();

    /// <summary>Why the answer broke off; null while it has not.</summary>
    public ProviderException? Failure { get; private set; }

    public UsageDetails? Usage => !Answer.HasUsage ? null : new UsageDetails
    {
        InputTokenCount = Answer.InputTokens,
        CachedInputTokenCount = Answer.CachedInputTokens,
        OutputTokenCount = Answer.OutputTokens,
        TotalTokenCount = Answer.InputTokens + Answer.OutputTokens,
    };

    public ChatFinishReason FinishReason => Answer.FinishReason is "length" or "max_tokens" or "model_length" ? ChatFinishReason.Length : ChatFinishReason.Stop;

    /// <summary>Sends the request and waits for the answer's head.</summary>
    /// <returns>What the vendor said when it refused; null when it answers.</returns>
    /// <exception cref="ProviderException">It was not reached, or in no time.</exception>
    public async ValueTask<VendorError?> SendAsync(HttpMessageInvoker http, ChatEndpoint endpoint, ReadOnlyMemory<byte> body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint.Address)
        {
            Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = Json } },
            VersionPolicy = HttpVersionPolicy.RequestVersionOrHigher,
        };
        request.Headers.TryAddWithoutValidation("Accept", "text/event-stream");
        if (endpoint.ApiKey is { } key)
        {
            if (endpoint.IsAzure)
                request.Headers.TryAddWithoutValidation("api-key", key);
            else
                request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + key);
        }

        try
        {
            _response = await http.SendAsync(request, _deadline.Token);
            if (_response.StatusCode == HttpStatusCode.OK)
            {
                _events = new EventStreamReader(await _response.Content.ReadAsStreamAsync(_deadline.Token));
                return null;
            }

            if ((int)_response.StatusCode is >= 300 and < 400)
                throw new ProviderException(ProviderFailure.BadRequest, $"{endpoint.Address.Host} redirects to another address; the provider's base URL must be the final one.");
            return VendorError.Read((int)_response.StatusCode, await ReadErrorAsync());
        }
        catch (Exception error) when (Translate(error) is { } failure)
        {
            throw failure;
        }
    }

    /// <summary>Waits for the next piece. Never throws for the provider's faults: they are in <see cref="Failure"/> once it returns false.</summary>
    public async ValueTask<bool> ReadAsync()
    {
        try
        {
            while (true)
            {
                await _events!.FillAsync(_deadline.Token);
                if (TakeEvents(out var ended))
                    _deadline.CancelAfter(Answer.FinishReason is null ? _timeouts.Idle : _timeouts.Closing);
                if (ended || _events.Ended)
                {
                    Failure ??= FailureAtEnd();
                    return false;
                }

                if (Answer.HasText)
                    return true;
            }
        }
        catch (OperationCanceledException) when (!_caller.IsCancellationRequested && Answer.FinishReason is not null)
        {
            // The answer is complete; only the usage or the end did not come.
            Failure = FailureAtEnd();
            return false;
        }
        catch (Exception error) when ((error as ProviderException ?? Translate(error)) is { } failure)
        {
            Failure = failure;
            return false;
        }
    }

    public ProviderException FailureOf(VendorError error, ChatEndpoint? endpoint = null)
    {
        var said = endpoint?.ApiKey is { } key ? error.Message.Replace(key, "…", StringComparison.Ordinal) : error.Message;
        return new ProviderException(FailureTable.Of(error), $"HTTP {error.Status} {error.Code} {error.Type}: {said}") { RetryAfter = RetryAfter.Of(_response, _time) };
    }

    public void Dispose()
    {
        _callerGone.Dispose();
        _events?.Dispose();
        _response?.Dispose();
        _deadline.Dispose();
    }

    private bool TakeEvents(out bool ended)
    {
        var any = false;
        ended = false;
        while (_events!.TryTake(out var data, out var isError))
        {
            any = true;
            if (data.TrimStart(" "u8).StartsWith("[DONE]"u8))
            {
                ended = true;
                return true;
            }

            if (data.IsEmpty)
                continue;
            if (isError || !Answer.Read(data))
            {
                Failure = FailureOf(VendorError.Read(200, data.ToArray()));
                ended = true;
                return true;
            }

            if (_events.IsPlainJson && !Answer.SawAnswer)
                Failure = FailureOf(VendorError.Read(200, data.ToArray()));
        }

        return any;
    }

    private ProviderException? FailureAtEnd() => (Answer.FinishReason, Answer.Refused) switch
    {
        ("content_filter", _) => new ProviderException(ProviderFailure.ContentRefused, "The provider's filter ended the answer."),
        (not null and not "error", true) => new ProviderException(ProviderFailure.ContentRefused, "The model refused to answer."),
        ("error", _) => new ProviderException(ProviderFailure.Transient, "The provider ended the answer with an error."),
        (null, _) when Answer.SawAnswer => new ProviderException(ProviderFailure.Transient, "The answer ended without a finish reason."),
        (null, _) => new ProviderException(ProviderFailure.Transient, "What came back is no chat completion."),
        _ => null,
    };

    /// <summary>A failure in the router's terms; null for what is none of the provider's, such as the caller's own cancellation.</summary>
    private ProviderException? Translate(Exception error) => error switch
    {
        OperationCanceledException when _caller.IsCancellationRequested => null,
        OperationCanceledException => new ProviderException(ProviderFailure.Timeout, "The provider did not answer in time.", error),
        HttpRequestException { InnerException: EgressRefusedException refused } => new ProviderException(ProviderFailure.Unknown, refused.Message, error),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => new ProviderException(ProviderFailure.Transient, "The provider's host has no address.", error),
        HttpRequestException or IOException => new ProviderException(ProviderFailure.Transient, "The connection to the provider failed: " + error.Message, error),
        JsonException or InvalidOperationException => new ProviderException(ProviderFailure.Transient, "The provider sent unreadable data.", error),
        _ => null,
    };

    private async Task<byte[]> ReadErrorAsync()
    {
        await using var stream = await _response!.Content.ReadAsStreamAsync(_deadline.Token);
        var body = new byte[MaxErrorBytes];
        var length = await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, _deadline.Token);
        return body[..length];
    }
}
