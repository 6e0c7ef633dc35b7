using System.Net;
using Microsoft.Extensions.AI;

namespace IAfluence.Core.Providers.Http;

/// <summary>One request to a vendor and its streamed response, within the limits of <see cref="ProviderTimeouts"/>.</summary>
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

    /// <param name="response">A new reader for the response.</param>
    /// <param name="secret">The API key, which is removed from reported messages; null for none.</param>
    public ModelCall(ResponseReader response, ProviderTimeouts timeouts, string? secret, TimeProvider time, CancellationToken ct)
    {
        Response = response;
        _timeouts = timeouts;
        _secret = secret;
        _time = time;
        _caller = ct;
        _deadline = new CancellationTokenSource(timeouts.FirstEvent, time);
        _callerGone = ct.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _deadline);
    }

    public ResponseReader Response { get; }

    /// <summary>Why the response failed; null while it has not failed.</summary>
    public ProviderException? Failure { get; private set; }

    /// <summary>The usage; null when it was not reported completely.</summary>
    public UsageDetails? Usage => !Response.HasUsage ? null : new UsageDetails
    {
        InputTokenCount = Response.InputTokens,
        CachedInputTokenCount = Response.CachedInputTokens,
        OutputTokenCount = Response.OutputTokens,
        TotalTokenCount = Response.InputTokens + Response.OutputTokens,
    };

    /// <summary>Sends the request and waits for the headers of the response.</summary>
    /// <returns>The vendor's error when it rejected the request; null when the response follows.</returns>
    /// <exception cref="ProviderException">The vendor was not reached, or did not respond in time.</exception>
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
                throw CallFailures.OfRedirect(request.RequestUri!);
            return VendorError.Read((int)_response.StatusCode, await CallFailures.ReadBodyAsync(_response, MaxErrorBytes, _deadline.Token), _secret);
        }
        catch (Exception error) when (CallFailures.OfOrNull(error, _caller) is { } failure)
        {
            throw failure;
        }
    }

    /// <summary>Waits for the next piece. Faults of the provider are not thrown; they are in <see cref="Failure"/> once this method returns false.</summary>
    public async ValueTask<bool> ReadAsync()
    {
        try
        {
            while (true)
            {
                await _events!.FillAsync(_deadline.Token);
                if (TakeEvents(out var ended))
                    _deadline.CancelAfter(Response.StopReason is null ? _timeouts.Idle : _timeouts.Closing);
                if (ended || _events.Ended)
                {
                    Failure ??= Response.FailureAtEnd();
                    return false;
                }

                if (Response.HasText)
                    return true;
            }
        }
        catch (Exception error) when (Response.StopReason is not null && !_caller.IsCancellationRequested && error is OperationCanceledException or IOException or HttpRequestException)
        {
            // The response is complete. Only the usage or the end marker is missing.
            Failure = Response.FailureAtEnd();
            return false;
        }
        catch (Exception error) when ((error as ProviderException ?? CallFailures.OfOrNull(error, _caller)) is { } failure)
        {
            Failure = failure;
            return false;
        }
    }

    public ProviderException FailureOf(VendorError error) => CallFailures.Of(error, _response, _time);

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
            // A whole body with neither an error nor a response may be an error in an unknown format.
            if (isError || !Response.Read(data) || (_events.IsPlainJson && !Response.SawResponse))
                Failure = FailureOf(VendorError.Read((int)HttpStatusCode.OK, data.ToArray(), _secret));
            ended = Failure is not null || Response.Ended;
        }

        return any;
    }
}
