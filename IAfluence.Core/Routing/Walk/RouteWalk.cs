using System.Runtime.CompilerServices;
using IAfluence.Core.Providers;
using IAfluence.Core.Routing.Continuation;
using IAfluence.Core.Usage;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Routing.Walk;

/// <summary>
/// One reply's way along its route: model after model until one has answered. Each attempt stands in the ledger before its model is called.
/// A failure before the first words moves on to the next model; after them the next model goes on from what was said. Not for several
/// threads at once.
/// </summary>
public sealed partial class RouteWalk : IAnswer
{
    private readonly RouteRequest _request;
    private readonly RoutePlan _plan;
    private readonly RouteServices _services;
    private readonly List<Task> _closings = [];
    private RouteStop? _stop;
    private Attempt? _first;
    private int _attempts;
    private bool _saying;
    private string? _said;
    private bool _onlyWrongRequests = true;

    internal RouteWalk(RouteRequest request, IReadOnlyList<ResolvedModel> candidates, RouteServices services)
    {
        (_request, _services) = (request, services);
        _plan = new RoutePlan(candidates, services.Circuits, services.Quotas, services.Timeouts, services.Time);
    }

    /// <summary>The ledger entry of the first attempt, which whoever sets out opens together with what it stores.</summary>
    public Attempt First => _first ?? throw new InvalidOperationException("The walk was not prepared.");

    Attempt? IAnswer.Opening => First;

    public RouteOutcome Outcome { get; private set; }

    ModelId? IAnswer.ModelId => AnsweredBy ?? Current?.Opened.ModelId;

    long? IAnswer.SavedMicros => null;

    /// <summary>The last attempt, still open in the ledger; null when all are closed. Whoever ends the reply closes it.</summary>
    public AttemptMeter? Current { get; private set; }

    /// <summary>The model that finished the answer, or whose words were the last of one that broke off; null when nothing was said.</summary>
    public ModelId? AnsweredBy { get; private set; }

    /// <summary>What the attempts that the walk closed itself have cost so far, in micro-dollars.</summary>
    public long FailedCostMicros { get; private set; }

    /// <summary>Completes when the entries that the walk closed itself are on disk.</summary>
    public Task ClosingsDurable => Task.WhenAll(_closings);

    /// <summary>Gives back what was set aside for a walk that nobody will stream.</summary>
    public void GiveUp()
    {
        _services.Quotas.Release(First);
        _plan.Left(_stop!);
    }

    /// <summary>The last attempt's closing entry; <paramref name="cancelled"/> when the reply was stopped on the way.</summary>
    public Attempt? CloseCurrent(bool cancelled)
    {
        var left = cancelled || Outcome == RouteOutcome.BrokenOff;
        if (Current?.Close(left ? AttemptOutcome.Cancelled : AttemptOutcome.Completed) is not { } closed)
            return null;
        _services.Tell(closed);
        return closed;
    }

    /// <returns>False when no candidate may be called.</returns>
    internal async ValueTask<bool> PrepareAsync(CancellationToken ct) => (_first = await NextEntryAsync(ct)) is not null;

    /// <summary>The answer, piece by piece: read <see cref="Outcome"/> when it ends.</summary>
    /// <param name="said">All that has come out so far; asked for only when another model has to go on with it.</param>
    /// <param name="ct">The reply's.</param>
    public async IAsyncEnumerable<string> StreamAsync(Func<string> said, [EnumeratorCancellation] CancellationToken ct)
    {
        using var whole = new CancellationTokenSource(_services.Timeouts.Whole, _services.Time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(ct, whole.Token);
        try
        {
            for (var entry = First; entry is not null; entry = await FollowingEntryAsync(said, whole, linked.Token, ct))
            {
                var joint = _said is null ? null : new ContinuationJoint(_said, Context());
                var meter = Current = new AttemptMeter(entry, _services.Time);
                await using var stream = Call(meter, ct, linked.Token);
                while (joint is not { IsUnusable: true } && await stream.NextAsync() is { } text)
                {
                    if ((joint is null ? text : joint.Push(text)) is { } certain)
                        yield return Saying(certain);
                }

                if (stream.Failure is null && joint?.Finish() is { } rest)
                    yield return Saying(rest);
                if (Ends(stream, joint, meter, whole.IsCancellationRequested))
                    yield break;
            }
        }
        finally
        {
            _plan.Left(_stop!);
        }

        if (Outcome == RouteOutcome.Unfinished)
            Outcome = _saying ? RouteOutcome.BrokenOff : _onlyWrongRequests ? RouteOutcome.WrongForEveryModel : RouteOutcome.NoModelLeft;
    }

    private ModelStream Call(AttemptMeter meter, CancellationToken caller, CancellationToken linked)
    {
        var messages = PromptFor(_stop!).Messages;
        return new ModelStream(
            _stop!.Model, _said is null ? messages : ContinuationPrompt.Write(messages, _said), _request.Options, _services.Timeouts, meter,
            _services.Time, caller, linked);
    }

    private string Saying(string text)
    {
        _saying |= !string.IsNullOrWhiteSpace(text);
        AnsweredBy = _stop!.Model.Model.Id;
        return text;
    }

    /// <summary>Takes in how a call ended.</summary>
    /// <returns>True when nothing more is to be asked.</returns>
    private bool Ends(ModelStream stream, ContinuationJoint? joint, AttemptMeter meter, bool timeIsUp)
    {
        var stop = _stop!;
        if (joint is { IsUnusable: true } && !timeIsUp)
        {
            Log.Unusable(_services.Log, stop.Model.Model.Key, joint.Verdict, meter.Opened.Number, _request.ClientId, _request.ChatbotId, _request.ConversationId);
            _plan.WasUnusable(stop, meter.Opened.StartedAt);
            _onlyWrongRequests = false;
            Close(meter, AttemptOutcome.Discarded, null);
            return false;
        }

        if (stream.Failure is null && (_saying || joint is not null))
        {
            _plan.Answered(stop, meter.Opened.StartedAt);
            AnsweredBy = stop.Model.Model.Id;
            Outcome = stream.ReachedLength ? RouteOutcome.AnsweredToLength : RouteOutcome.Answered;
            return true;
        }

        if (timeIsUp && _saying)
        {
            // It was cut by us, perhaps in the middle of its words: that is no failure of the model.
            Outcome = RouteOutcome.BrokenOff;
            return true;
        }

        var failure = stream.Failure ?? ProviderFailure.Transient;
        Log.Failed(_services.Log, stream.Error, stop.Model.Model.Key, failure, meter.Opened.Number, _request.ClientId, _request.ChatbotId, _request.ConversationId);
        Close(meter, AttemptOutcome.Failed, failure);
        if (timeIsUp)
        {
            _onlyWrongRequests = false;
            return true;
        }

        return Fails(stop, failure, stream.RetryAfter);
    }

    private bool Fails(RouteStop stop, ProviderFailure failure, TimeSpan? retryAfter)
    {
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

    /// <summary>The entry of the next attempt, open in the ledger.</summary>
    private async ValueTask<Attempt?> FollowingEntryAsync(
        Func<string> said, CancellationTokenSource whole, CancellationToken linked, CancellationToken caller)
    {
        _said = _saying ? said() : null;
        try
        {
            if (_attempts >= _services.Timeouts.MostAttempts || await NextEntryAsync(linked) is not { } entry)
                return null;
            await _services.Ledger.Open(entry).Decided;
            return entry;
        }
        catch (OperationCanceledException) when (whole.IsCancellationRequested && !caller.IsCancellationRequested)
        {
            return null;
        }
    }

    private async ValueTask<Attempt?> NextEntryAsync(CancellationToken ct)
    {
        while (await _plan.NextAsync(_saying, ct) is { } stop)
        {
            var entry = Entry(stop);
            if (await _services.Quotas.TryReserveAsync(entry, ct))
            {
                _attempts++;
                _stop = stop;
                return entry;
            }

            _plan.Pass(stop);
        }

        return null;
    }

    private RoutePrompt PromptFor(RouteStop stop) =>
        stop.Shortened > 0 && _request.Shorter?.Invoke(stop.Shortened) is { } shorter ? shorter : new RoutePrompt(_request.Messages, _request.EstimatedInputTokens);

    private IEnumerable<string> Context() => _request.Messages.Select(message => message.Text);

    private void Close(AttemptMeter meter, AttemptOutcome outcome, ProviderFailure? failure)
    {
        var closed = meter.Close(outcome, failure);
        _closings.Add(_services.Ledger.Close(closed).Durable);
        FailedCostMicros += closed.CostMicros;
        Current = null;
        _services.Tell(closed);
    }

    private Attempt Entry(RouteStop stop)
    {
        var now = _services.Time.GetUtcNow();
        var (model, provider) = (stop.Model.Model, stop.Model.Provider);
        return new Attempt
        {
            Id = NewId.Of<AttemptId>(_services.Time),
            ClientId = _request.ClientId,
            ChatbotId = _request.ChatbotId,
            VersionId = _request.VersionId,
            ConversationId = _request.ConversationId,
            MessageId = _request.MessageId,
            ReplyId = _request.ReplyId,
            Number = _attempts + 1,
            Continues = _saying,
            ProviderId = provider.Id,
            ModelId = model.Id,
            Price = model.Price,
            BilledTo = stop.Model.KeyOf is null ? BilledTo.Agency : BilledTo.Client,
            InputTokens = PromptFor(stop).EstimatedInputTokens + (_said is null ? 0 : ContinuationPrompt.EstimateTokens(_said)),
            Estimated = true,
            StartedAt = now,
            LeaseEndsAt = now + _services.Timeouts.Whole + TimeSpan.FromMinutes(1),
        };
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Model {ModelKey} failed ({Failure}) in attempt {Number}; client {ClientId}, chatbot {ChatbotId}, conversation {ConversationId}")]
        public static partial void Failed(
            ILogger log, Exception? error, string modelKey, ProviderFailure failure, int number,
            ClientId clientId, ChatbotId chatbotId, ConversationId conversationId);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Model {ModelKey} could not go on with an answer ({Verdict}) in attempt {Number}; client {ClientId}, chatbot {ChatbotId}, conversation {ConversationId}")]
        public static partial void Unusable(
            ILogger log, string modelKey, JointVerdict verdict, int number,
            ClientId clientId, ChatbotId chatbotId, ConversationId conversationId);
    }
}
