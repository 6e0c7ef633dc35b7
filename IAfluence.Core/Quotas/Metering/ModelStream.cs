using IAfluence.Core.Providers;
using IAfluence.Core.Usage;
using Microsoft.Extensions.AI;

namespace IAfluence.Core.Quotas.Metering;

/// <summary>How long a model may be silent before its call has failed.</summary>
/// <param name="FirstToken">From the call to the first words.</param>
/// <param name="BetweenTokens">Between two pieces of the answer.</param>
public sealed record StreamTimeouts(TimeSpan FirstToken, TimeSpan BetweenTokens)
{
    public static readonly StreamTimeouts Default = new(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(20));
}

/// <summary>One call of one model, read piece by piece within a patience. A failure ends it and is kept, not thrown.</summary>
internal sealed class ModelStream : IAsyncDisposable
{
    private readonly StreamTimeouts _timeouts;
    private readonly AttemptMeter _meter;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _timeout;
    private readonly CancellationTokenSource _linked;
    private readonly IAsyncEnumerator<ChatResponseUpdate> _updates;
    private bool _finished;

    /// <param name="messages">What it is asked.</param>
    /// <param name="options">Without a model.</param>
    /// <param name="timeouts">How long it may be silent.</param>
    /// <param name="meter">Measures the attempt.</param>
    /// <param name="time">Of the timeouts.</param>
    /// <param name="caller">The reply's own.</param>
    /// <param name="ended">The caller's token, linked with the time limit of the whole call.</param>
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

    /// <summary>Why it failed; null while it runs and when it finished well.</summary>
    public ProviderFailure? Failure { get; private set; }

    public Exception? Error { get; private set; }

    /// <summary>How long the vendor asked to wait; null when it did not say.</summary>
    public TimeSpan? RetryAfter => (Error as ProviderException)?.RetryAfter;

    public bool ReachedLength { get; private set; }

    /// <returns>The next words; null at the end, good or bad.</returns>
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
                Fail(new ProviderException(ProviderFailure.Transient, "The answer ended without a finish reason."));
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
            // Hanging up on a model that still speaks is no failure of the attempt.
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
