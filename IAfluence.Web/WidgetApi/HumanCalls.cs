using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Replies.Handover;
using IAfluence.Core.Replies.Running;
using IAfluence.Web.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IAfluence.Web.WidgetApi;

/// <summary>Endpoints with which a visitor asks for a human, returns to the chatbot, and receives the human's messages.</summary>
internal static class HumanCalls
{
    public static async Task<IResult> AskAsync(string id, WidgetGate gate, WidgetPace pace, HandoverService desk, TimeProvider time, HttpContext context)
    {
        var (caller, problem) = await EnterAsync(id, gate, pace, context);
        if (caller is null)
            return problem!;
        var (chatbot, locale) = (caller.Chatbot, caller.Locale);
        return await desk.AskAsync(chatbot, caller.Visitor!, context.RequestAborted) switch
        {
            HandoverOutcome.Awaited => State(context, ConversationState.Human),
            HandoverOutcome.Off => WidgetProblem.Of(WidgetErrors.HandoverOff, locale, chatbot.Settings),
            HandoverOutcome.OutOfHours => WidgetProblem.Of(WidgetErrors.HandoverOff, locale, chatbot.Settings) with
            {
                Detail = string.Format(
                    VisitorLanguages.CultureOf(locale), VisitorTexts.Text(locale, "handover_hours", chatbot.Settings), WidgetViews.OfHoursOrNull(chatbot, locale, time.GetUtcNow())?.Text),
            },
            _ => WidgetProblem.Of(ReplyErrors.InvalidToken, locale, chatbot.Settings),
        };
    }

    public static async Task<IResult> ReturnAsync(string id, WidgetGate gate, WidgetPace pace, HandoverService desk, HttpContext context)
    {
        var (caller, problem) = await EnterAsync(id, gate, pace, context);
        if (caller is null)
            return problem!;
        return await desk.ReturnAsync(caller.Visitor!, context.RequestAborted)
            ? State(context, ConversationState.Open)
            : WidgetProblem.Of(ReplyErrors.InvalidToken, caller.Locale, caller.Chatbot.Settings);
    }

    public static async Task<IResult> FollowAsync(
        string id, WidgetGate gate, ConversationFinder finder, LiveReader live, LiveReaders readers, TimeProvider time, HttpContext context)
    {
        var ct = context.RequestAborted;
        var (caller, problem) = await gate.ByTokenAsync(context, id, ct);
        if (caller is null)
            return problem!;
        if (await finder.FindOrNullAsync(caller.Visitor!, ct) is not { } conversation)
            return WidgetProblem.Of(ReplyErrors.InvalidToken, caller.Locale, caller.Chatbot.Settings);
        if (conversation.State == ConversationState.Open)
            return TypedResults.NoContent();
        if (readers.TakeSlotOrNull(conversation.Id) is not { } slot)
            return WidgetProblem.Of(WidgetErrors.RateLimited, caller.Locale, caller.Chatbot.Settings) with { RetryAfter = LiveReaders.RetryAfter };
        var last = context.Request.Headers["Last-Event-ID"].ToString();
        return new LiveEvents(live.FollowAsync(caller.Visitor!, last.Length == 0 ? null : MessageId.From(last), ct), slot, time);
    }

    private static async ValueTask<(WidgetCaller? Caller, Problem? Problem)> EnterAsync(string id, WidgetGate gate, WidgetPace pace, HttpContext context)
    {
        var (caller, problem) = await gate.ByTokenAsync(context, id, context.RequestAborted);
        if (caller is null)
            return (null, problem);
        return await pace.TryCallAsync("handover", context) is { } wait
            ? (null, WidgetProblem.Of(WidgetErrors.RateLimited, caller.Locale, caller.Chatbot.Settings) with { RetryAfter = wait })
            : (caller, null);
    }

    private static JsonHttpResult<StateData> State(HttpContext context, ConversationState state)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(new StateData(WidgetViews.NameOf(state)), WidgetJson.Default.StateData);
    }
}
