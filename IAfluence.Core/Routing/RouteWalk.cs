using System.Runtime.CompilerServices;
using IAfluence.Core.Providers;
using IAfluence.Core.Storage;
using IAfluence.Core.Usage;
using Microsoft.Extensions.Logging;

namespace IAfluence.Core.Routing;

/// <summary>
/// One reply's way along its route: model after model until one answers. Each attempt stands in the ledger before its model is called.
/// A failure before the first words moves on to the next model; after them it ends the walk. Not for several threads at once.
/// </summary>
public sealed partial class RouteWalk
{
    private readonly RouteRequest _request;
    private readonly IReadOnlyList<ResolvedModel> _candidates;
    private readonly Ledger _ledger;
    private readonly IModelQuotas _quotas;
    private readonly RouteTimeouts _timeouts;
    private readonly IAttemptListener[] _listeners;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly List<Task> _closings = [];
    private Attempt? _first;
    private int _firstIndex;
    private int _attempts;

    internal RouteWalk(
        RouteRequest request, IReadOnlyList<ResolvedModel> candidates, Ledger ledger, IModelQuotas quotas, RouteTimeouts timeouts,
        IAttemptListener[] listeners, TimeProvider time, ILogger log)
    {
        (_request, _candidates, _ledger, _quotas, _timeouts, _listeners, _time, _log) =
            (request, candidates, ledger, quotas, timeouts, listeners, time, log);
    }

    /// <summary>The ledger entry of the first attempt, which whoever sets out opens together with what it stores.</summary>
    public Attempt First => _first ?? throw new InvalidOperationException("The walk was not prepared.");

    public RouteOutcome Outcome { get; private set; }

    /// <summary>The last attempt, still open in the ledger; null when all are closed. Whoever ends the reply closes it.</summary>
    public AttemptMeter? Current { get; private set; }

    /// <summary>The last attempt's closing entry; <paramref name="cancelled"/> when the reply was stopped on the way.</summary>
    public Attempt? CloseCurrent(bool cancelled)
    {
        if (Current?.Close(cancelled ? AttemptOutcome.Cancelled : AttemptOutcome.Completed) is not { } closed)
            return null;
        Tell(closed);
        return closed;
    }

    /// <summary>What the attempts that failed have cost so far, in micro-dollars.</summary>
    public long FailedCostMicros { get; private set; }

    /// <summary>Completes when the entries that the walk closed itself are on disk.</summary>
    public Task ClosingsDurable => Task.WhenAll(_closings);

    /// <summary>Gives back what was reserved for a walk that nobody will stream.</summary>
    public void GiveUp() => _quotas.Release(First);

    /// <returns>False when no candidate may be called.</returns>
    internal async ValueTask<bool> PrepareAsync(CancellationToken ct)
    {
        while (_firstIndex < _candidates.Count)
        {
            if ((_first = await ReservedOrNullAsync(_firstIndex, ct)) is not null)
                return true;
            _firstIndex++;
        }

        return false;
    }

    /// <summary>The answer, piece by piece as the models send it. Read <see cref="Outcome"/> when it ends.</summary>
    public async IAsyncEnumerable<string> StreamAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var onlyBadRequests = true;
        for (var index = _firstIndex; index < _candidates.Count; index++)
        {
            var candidate = _candidates[index];
            if ((index == _firstIndex ? First : await ReservedOrNullAsync(index, ct)) is not { } entry)
                continue;
            if (index > _firstIndex)
                await _ledger.Open(entry).Decided;
            var meter = Current = new AttemptMeter(entry, _time);
            await using var stream = new ModelStream(candidate, _request, _timeouts, meter, _time, ct);
            var spoke = false;
            while (await stream.NextAsync() is { } text)
            {
                spoke = true;
                yield return text;
            }

            if (stream.Failure is not { } failure)
            {
                Outcome = stream.ReachedLength ? RouteOutcome.AnsweredToLength : RouteOutcome.Answered;
                yield break;
            }

            Close(meter, failure);
            Log.Failed(_log, stream.Error, candidate.Model.Key, failure, entry.Number, _request.ClientId, _request.ChatbotId, _request.ConversationId);
            onlyBadRequests &= failure == ProviderFailure.BadRequest;
            if (failure == ProviderFailure.ContentRefused)
            {
                Outcome = RouteOutcome.Refused;
                yield break;
            }

            if (spoke)
                break;
        }

        Outcome = onlyBadRequests ? RouteOutcome.WrongForEveryModel : RouteOutcome.NoModelLeft;
    }

    private void Close(AttemptMeter meter, ProviderFailure failure)
    {
        var closed = meter.Close(AttemptOutcome.Failed, failure);
        _closings.Add(_ledger.Close(closed).Durable);
        FailedCostMicros += closed.CostMicros;
        Current = null;
        Tell(closed);
    }

    private void Tell(Attempt closed)
    {
        foreach (var listener in _listeners)
            listener.AttemptClosed(closed);
    }

    private async ValueTask<Attempt?> ReservedOrNullAsync(int index, CancellationToken ct)
    {
        if (_quotas.IsUsedUp(_candidates[index]))
            return null;
        var entry = Entry(index);
        if (!await _quotas.TryReserveAsync(entry, ct))
            return null;
        _attempts++;
        return entry;
    }

    private Attempt Entry(int index)
    {
        var now = _time.GetUtcNow();
        var (model, provider) = (_candidates[index].Model, _candidates[index].Provider);
        return new Attempt
        {
            Id = NewId.Of<AttemptId>(_time),
            ClientId = _request.ClientId,
            ChatbotId = _request.ChatbotId,
            VersionId = _request.VersionId,
            ConversationId = _request.ConversationId,
            MessageId = _request.MessageId,
            ReplyId = _request.ReplyId,
            Number = _attempts + 1,
            ProviderId = provider.Id,
            ModelId = model.Id,
            Price = model.Price,
            InputTokens = _request.EstimatedInputTokens,
            Estimated = true,
            StartedAt = now,
            LeaseEndsAt = now + _timeouts.Whole + TimeSpan.FromMinutes(1),
        };
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Model {ModelKey} failed ({Failure}) in attempt {Number}; client {ClientId}, chatbot {ChatbotId}, conversation {ConversationId}")]
        public static partial void Failed(
            ILogger log, Exception? error, string modelKey, ProviderFailure failure, int number,
            Clients.ClientId clientId, Chatbots.ChatbotId chatbotId, Conversations.ConversationId conversationId);
    }
}
