using System.Net;
using System.Text.Json;
using IAfluence.Core.Egress;
using Microsoft.Extensions.AI;

namespace IAfluence.Core.Providers.Http;

/// <summary>One request to a vendor and the answer that streams back, within the deadlines of a <see cref="ProviderTimeouts"/>.</summary>
internal sealed class ModelCall : IDisposable
{
    private const int MaxErrorBytes = 64 * 1024;

    private readonly ProviderTimeouts _timeouts;
    private readonly TimeProvider _time;
    private readonly string? _secret;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _deadline;
    private readonly CancellationTokenRegistration _callerGone;
    private HttpResponseMessage? _response;
    private EventStreamReader? _events;

    /// <param name="answer">Reads what comes back; new.</param>
    /// <param name="timeouts">How long to wait.</param>
    /// <param name="secret">The API key, kept out of what is reported; null for none.</param>
    /// <param name="time">The clock.</param>
    /// <param name="ct">The caller's.</param>
    public ModelCall(AnswerReader answer, ProviderTimeouts timeouts, string? secret, TimeProvider time, CancellationToken ct)
    {
        Answer = answer;
        _timeouts = timeouts;
        _secret = secret;
        _time = time;
        _caller = ct;
        _deadline = new CancellationTokenSource(timeouts.FirstEvent, time);
        _callerGone = ct.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _deadline);
    }

    public AnswerReader Answer { get; }

    /// <summary>Why the answer broke off; null while it has not.</summary>
    public ProviderException? Failure { get; private set; }

    /// <summary>Null when it was not reported, or not the whole of it.</summary>
    public UsageDetails? Usage => !Answer.HasUsage ? null : new UsageDetails
    {
        InputTokenCount = Answer.InputTokens,
        CachedInputTokenCount = Answer.CachedInputTokens,
        OutputTokenCount = Answer.OutputTokens,
        TotalTokenCount = Answer.InputTokens + Answer.OutputTokens,
    };

    /// <summary>Sends the request and waits for the answer's head.</summary>
    /// <returns>What the vendor said when it refused; null when it answers.</returns>
    /// <exception cref="ProviderException">It was not reached, or in no time.</exception>
    public async ValueTask<VendorError?> SendAsync(HttpMessageInvoker http, HttpRequestMessage request)
    {
        try
        {
            _response = await http.SendAsync(request, _deadline.Token);
            if (_response.StatusCode == HttpStatusCode.OK)
            {
                _events = new EventStreamReader(await _response.Content.ReadAsStreamAsync(_deadline.Token));
                return null;
            }

            if ((int)_response.StatusCode is >= 300 and < 400)
                throw new ProviderException(ProviderFailure.BadRequest, $"{request.RequestUri!.Host} redirects to another address; the provider's base URL must be the final one.");
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
                    _deadline.CancelAfter(Answer.StopReason is null ? _timeouts.Idle : _timeouts.Closing);
                if (ended || _events.Ended)
                {
                    Failure ??= Answer.FailureAtEnd();
                    return false;
                }

                if (Answer.HasText)
                    return true;
            }
        }
        catch (Exception error) when (Answer.StopReason is not null && !_caller.IsCancellationRequested && error is OperationCanceledException or IOException or HttpRequestException)
        {
            // The answer is complete; only the usage or the end did not come.
            Failure = Answer.FailureAtEnd();
            return false;
        }
        catch (Exception error) when ((error as ProviderException ?? Translate(error)) is { } failure)
        {
            Failure = failure;
            return false;
        }
    }

    public ProviderException FailureOf(VendorError error)
    {
        var said = string.IsNullOrEmpty(_secret) ? error.Message : error.Message.Replace(_secret, "…", StringComparison.Ordinal);
        var named = string.Join(' ', new[] { error.Code, error.Type }.Where(name => name.Length > 0).Distinct());
        return new ProviderException(FailureTable.Of(error), $"HTTP {error.Status}{(named.Length > 0 ? " " + named : "")}: {said}")
        {
            RetryAfter = RetryAfter.Of(_response, error, _time),
        };
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
        while (!ended && _events!.TryTake(out var data, out var isError))
        {
            any = true;
            if (data.IsEmpty)
                continue;
            // A whole body that holds neither an error nor an answer may be an error in a shape of its own.
            if (isError || !Answer.Read(data) || (_events.IsPlainJson && !Answer.SawAnswer))
                Failure = FailureOf(VendorError.Read(200, data.ToArray()));
            ended = Failure is not null || Answer.Ended;
        }

        return any;
    }

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
