using IAfluence.Core.Quotas.Metering;
using IAfluence.Core.Routing.Continuation;
using IAfluence.Core.Usage;

namespace IAfluence.Core.Routing.Walk;

/// <summary>The metered calls of one reply, one after another, to the models of its plan. Not thread-safe.</summary>
internal sealed class RouteCalls(RouteRequest request, RoutePlan plan, MeteredCalls calls, RouteTimeouts timeouts)
{
    private int _attempts;
    private RouteStop? _stop;

    /// <summary>The model of the last call.</summary>
    public RouteStop Stop => _stop ?? throw new InvalidOperationException("No call was reserved.");

    /// <summary>The text that the last call must continue; null when there is none.</summary>
    public string? Said { get; private set; }

    /// <summary>Reserves the next call. Models whose quota is used up are skipped.</summary>
    /// <param name="said">The text that the call must continue; null when there is none.</param>
    /// <returns>Null when no model is left, or after <see cref="RouteTimeouts.MaxAttempts"/> calls.</returns>
    public async ValueTask<MeteredCall?> NextAsync(string? said, CancellationToken ct)
    {
        Said = said;
        while (_attempts < timeouts.MaxAttempts && await plan.NextAsync(said is not null, ct) is { } stop)
        {
            if ((await calls.ReserveAsync(RequestOf(stop), ct)).Call is { } call)
            {
                _attempts++;
                _stop = stop;
                return call;
            }

            plan.Skip(stop);
        }

        return null;
    }

    /// <summary>Calls the model.</summary>
    /// <param name="call">The call that was reserved last; its ledger entry must be open.</param>
    /// <param name="ended">The caller's token linked with the time limit of the whole reply.</param>
    public ModelStream Stream(MeteredCall call, CancellationToken caller, CancellationToken ended)
    {
        var messages = request.PromptAt(Stop.Shortened).Messages;
        return call.Stream(Said is null ? messages : ContinuationPrompt.Write(messages, Said), request.Options, timeouts.Stream, caller, ended);
    }

    private CallRequest RequestOf(RouteStop stop) => new()
    {
        Client = request.Client,
        ChatbotId = request.ChatbotId,
        Model = stop.Model,
        Purpose = AttemptPurpose.Reply,
        EstimatedInputTokens = request.PromptAt(stop.Shortened).EstimatedInputTokens + (Said is null ? 0 : ContinuationPrompt.EstimateTokens(Said)),
        Reply = request.AttemptAt(_attempts + 1, Said is not null),
    };
}
