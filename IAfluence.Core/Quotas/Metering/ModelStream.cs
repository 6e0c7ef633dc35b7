using IAfluence.Core.Providers;
using IAfluence.Core.Usage;
using Microsoft.Extensions.AI;

namespace IAfluence.Core.Quotas.Metering;

/// <summary>The time limits of a streamed response; a call that exceeds one of them fails.</summary>
/// <param name="FirstToken">From the call to the first text.</param>
/// <param name="BetweenTokens">Between two pieces of text.</param>
public sealed record StreamTimeouts(TimeSpan FirstToken, TimeSpan BetweenTokens)
{
    public static readonly StreamTimeouts Default = new(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(20));
}

/// <summary>The streamed response of one call, read within <see cref="StreamTimeouts"/>. A failure ends the stream and is stored in <see cref="Failure"/>, not thrown.</summary>
internal sealed class ModelStream : IAsyncDisposable
{
    private readonly StreamTimeouts _timeouts;
    private readonly AttemptMeter _meter;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _timeout;
    private readonly CancellationTokenSource _linked;
    private readonly IAsyncEnumerator<ChatResponseUpdate> _updates;
    private bool _finished;

    /// <param name="options">The options without a model; it is set here.</param>
    /// <param name="caller">Cancelled when the caller is cancelled; <see cref="NextAsync"/> then throws.</param>
    /// <param name="ended">The caller's token linked with the time limit of the whole call.</param>
    public ModelStream(
        ResolvedModel candidate, IEnumerable<ChatMessage> messages, ChatOptions options, StreamTimeouts timeouts, AttemptMeter meter, TimeProvider time,
        CancellationToken caller, CancellationToken ended)
    {
        (_timeouts, _meter, _caller) = (timeouts, meter, caller);
        _timeout = new CancellationTokenSource(timeouts.FirstToken, time);
        _linked = CancellationTokenSource.CreateLinkedTokenSource(ended, _timeout.Token);
        options = options.Clone();
        options.ModelId = candidate.Model.Name;
        _updates = candidate.Chat.GetStreamingResponseAsync(messages, options, _linked.Token).GetAsyncEnumerator(_linked.Token);
    }

    /// <summary>Why the call failed; null while it runs and after it completed.</summary>
    public ProviderFailure? Failure { get; private set; }

    public Exception? Error { get; private set; }

    /// <summary>The vendor's <c>Retry-After</c>; null when it sent none.</summary>
    public TimeSpan? RetryAfter => (Error as ProviderException)?.RetryAfter;

    public bool ReachedLength { get; private set; }

    /// <returns>The next piece of text; null after completion or failure.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async ValueTask<string?> NextAsync()
    {
        try
        {
            while (await _updates.MoveNextAsync())
            {
                if (Take(_updates.Current) is { } text)
                    return text;
            }

            if (!_finished)
                Fail(new ProviderException(ProviderFailure.Transient, "The response ended without a finish reason."));
        }
        catch (OperationCanceledException) when (_caller.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception error)
        {
            Fail(error);
        }

        return null;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _updates.DisposeAsync();
        }
        catch (Exception error) when (error is OperationCanceledException or HttpRequestException or IOException)
        {
            // Closing a response that is still being sent is not a failure of the attempt.
        }

        _linked.Dispose();
        _timeout.Dispose();
    }

    private string? Take(ChatResponseUpdate update)
    {
        string? text = null;
        foreach (var content in update.Contents)
        {
            switch (content)
            {
                case TextContent { Text.Length: > 0 } words:
                    text = text is null ? words.Text : text + words.Text;
                    break;
                case UsageContent { Details: { } use }:
                    _meter.Report(use.InputTokenCount ?? 0, use.CachedInputTokenCount ?? 0, use.OutputTokenCount ?? 0);
                    break;
            }
        }

        if (update.FinishReason is { } reason)
        {
            _finished = true;
            ReachedLength = reason == ChatFinishReason.Length;
        }

        if (text is not null)
        {
            _meter.AddText(text);
            _timeout.CancelAfter(_timeouts.BetweenTokens);
        }

        return text;
    }

    private void Fail(Exception error) => (Failure, Error) = (CallFailures.Of(error), error);
}
