using System.Runtime.CompilerServices;
using IAfluence.Core.Providers;
using IAfluence.Core.Quotas.Metering;
using IAfluence.Core.Routing.Continuation;
using IAfluence.Core.Usage;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Routing.Walk;

/// <summary>
/// Produces one reply along its route: calls one model after another until one completes the reply. Each attempt is a metered call with a ledger entry
/// that is opened before the model is called. When a model fails before the first text, the next model starts from the prompt. When it fails later,
/// the next model continues the text. Not thread-safe.
/// </summary>
public sealed partial class RouteWalk : IReplyProducer
{
    private readonly RouteRequest _request;
    private readonly RoutePlan _plan;
    private readonly RouteCalls _calls;
    private readonly RouteTimeouts _timeouts;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly List<Task> _closings = [];
    private MeteredCall? _first;
    private MeteredCall? _current;
    private ModelId? _lastModel;
    private bool _saying;
    private bool _onlyWrongRequests = true;

    internal RouteWalk(RouteRequest request, RoutePlan plan, RouteCalls calls, RouteTimeouts timeouts, TimeProvider time, ILogger log) =>
        (_request, _plan, _calls, _timeouts, _time, _log) = (request, plan, calls, timeouts, time, log);

    /// <inheritdoc/>
    public MeteredCall Opening => _first ?? throw new InvalidOperationException("PrepareAsync was not called, or found no model.");

    MeteredCall? IReplyProducer.Opening => Opening;

    public RouteOutcome Outcome { get; private set; }

    public RefusedBy? RefusedBy { get; private set; }

    ModelId? IReplyProducer.ModelId => _lastModel ?? _current?.Opening.ModelId;

    long? IReplyProducer.SavedMicros => null;

    public QuotaUse Used { get; private set; } = QuotaUse.None;

    public Task ClosingsDurable => Task.WhenAll(_closings);

    /// <inheritdoc/>
    public void Release()
    {
        Opening.Release();
        _plan.Inconclusive(_calls.Stop);
    }

    public MeteredCall? EndCurrent(bool cancelled)
    {
        if (_current is not { } last)
            return null;
        End(last, cancelled || Outcome == RouteOutcome.BrokenOff ? AttemptOutcome.Cancelled : AttemptOutcome.Completed, null);
        return last;
    }

    /// <returns>False when no candidate may be called.</returns>
    internal async ValueTask<bool> PrepareAsync(CancellationToken ct) => (_first = await _calls.NextAsync(null, ct)) is not null;

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> StreamAsync(Func<string> said, [EnumeratorCancellation] CancellationToken ct)
    {
        using var whole = new CancellationTokenSource(_timeouts.Whole, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(ct, whole.Token);
        try
        {
            for (var call = Opening; call is not null; call = await FollowingCallAsync(said, whole, linked.Token, ct))
            {
                var joint = _calls.Said is not { } before ? null : new ContinuationJoint(before, _request.Messages.Select(message => message.Text));
                var opening = _request.NewOpening?.Invoke();
                _current = call;
                await using var stream = _calls.Stream(call, ct, linked.Token);
                while (joint is not { IsUnusable: true } && await stream.NextAsync() is { } piece)
                {
                    var text = opening is null ? piece : opening.Push(piece);
                    if ((joint is null || text is null ? text : joint.Push(text)) is { } certain)
                        yield return Saying(certain);
                }

                if (stream.Failure is null && Rest(joint, opening) is { Length: > 0 } rest)
                    yield return Saying(rest);
                if (Ends(call, stream, joint, whole.IsCancellationRequested))
                    yield break;
            }
        }
        finally
        {
            _plan.Inconclusive(_calls.Stop);
        }

        if (Outcome == RouteOutcome.Unfinished)
            Outcome = _saying ? RouteOutcome.BrokenOff : _onlyWrongRequests ? RouteOutcome.WrongForEveryModel : RouteOutcome.NoModelLeft;
    }

    /// <summary>Returns what is left when a model has completed its text; empty when there is nothing.</summary>
    private static string Rest(ContinuationJoint? joint, IAttemptOpening? opening)
    {
        var held = opening?.Finish();
        return joint is null ? held ?? "" : (held is null ? null : joint.Push(held)) + joint.Finish();
    }

    private string Saying(string text)
    {
        _saying |= !string.IsNullOrWhiteSpace(text);
        _lastModel = _calls.Stop.Model.Model.Id;
        return text;
    }

    /// <summary>Evaluates how a call ended.</summary>
    /// <returns>True when no other model is to be called.</returns>
    private bool Ends(MeteredCall call, ModelStream stream, ContinuationJoint? joint, bool timeIsUp)
    {
        var (stop, opening) = (_calls.Stop, call.Opening);
        if (joint is { IsUnusable: true } && !timeIsUp)
        {
            Log.Unusable(_log, stop.Model.Model.Key, joint.Verdict, opening.Number, opening.ClientId, opening.ChatbotId, _request.ConversationId);
            _plan.WasUnusable(stop, opening.StartedAt);
            _onlyWrongRequests = false;
            Close(call, AttemptOutcome.Discarded, null);
            return false;
        }

        if (stream.Failure is null && (_saying || joint is not null))
        {
            _plan.Succeeded(stop, opening.StartedAt);
            _lastModel = stop.Model.Model.Id;
            Outcome = stream.ReachedLength ? RouteOutcome.LengthReached : RouteOutcome.Completed;
            return true;
        }

        if (timeIsUp && _saying)
        {
            // Our own time limit cut the response, so it is not a failure of the model.
            Outcome = RouteOutcome.BrokenOff;
            return true;
        }

        var failure = stream.Failure ?? ProviderFailure.Transient;
        Log.Failed(_log, stream.Error, stop.Model.Model.Key, failure, opening.Number, opening.ClientId, opening.ChatbotId, _request.ConversationId);
        Close(call, AttemptOutcome.Failed, failure);
        if (timeIsUp)
        {
            _onlyWrongRequests = false;
            return true;
        }

        return Fails(stop, failure, stream.Error, stream.RetryAfter);
    }

    private bool Fails(RouteStop stop, ProviderFailure failure, Exception? error, TimeSpan? retryAfter)
    {
        if (failure == ProviderFailure.ContentRefused)
            RefusedBy = error is ProviderException { IsOfModel: true } ? Walk.RefusedBy.Model : Walk.RefusedBy.Provider;
        _onlyWrongRequests &= failure is ProviderFailure.BadRequest or ProviderFailure.ContextTooLong;
        if (failure == ProviderFailure.ContextTooLong && _request.Shorter?.Invoke(stop.Shortened + 1) is not null)
        {
            stop.Shortened++;
            _plan.Again(stop);
            return false;
        }

        _plan.Failed(stop, failure, retryAfter);
        if (failure != ProviderFailure.ContentRefused)
            return false;
        Outcome = _saying ? RouteOutcome.BrokenOff : RouteOutcome.Refused;
        return true;
    }

    /// <summary>Reserves the next call and opens its ledger entry.</summary>
    private async ValueTask<MeteredCall?> FollowingCallAsync(
        Func<string> said, CancellationTokenSource whole, CancellationToken linked, CancellationToken caller)
    {
        try
        {
            var text = _saying ? said() : null;
            // What was streamed may have shown nothing. The next model then starts from the prompt.
            if (string.IsNullOrWhiteSpace(text))
                (text, _saying) = (null, false);
            if (await _calls.NextAsync(text, linked) is not { } call)
                return null;
            await call.OpenAsync();
            return call;
        }
        catch (OperationCanceledException) when (whole.IsCancellationRequested && !caller.IsCancellationRequested)
        {
            return null;
        }
    }

    private void Close(MeteredCall call, AttemptOutcome outcome, ProviderFailure? failure)
    {
        End(call, outcome, failure);
        _closings.Add(call.Close().Durable);
    }

    private void End(MeteredCall call, AttemptOutcome outcome, ProviderFailure? failure)
    {
        Used += call.End(outcome, failure).Use();
        _current = null;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Model {ModelKey} failed ({Failure}) in attempt {Number}; client {ClientId}, chatbot {ChatbotId}, conversation {ConversationId}")]
        public static partial void Failed(
            ILogger log, Exception? error, string modelKey, ProviderFailure failure, int number,
            ClientId clientId, ChatbotId chatbotId, ConversationId conversationId);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Model {ModelKey} could not continue a reply ({Verdict}) in attempt {Number}; client {ClientId}, chatbot {ChatbotId}, conversation {ConversationId}")]
        public static partial void Unusable(
            ILogger log, string modelKey, JointVerdict verdict, int number,
            ClientId clientId, ChatbotId chatbotId, ConversationId conversationId);
    }
}
