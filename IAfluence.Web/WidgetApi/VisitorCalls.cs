using IAfluence.Core.Replies.Contacts;
using IAfluence.Core.Replies.Running;
using IAfluence.Core.Replies.Visitors;
using IAfluence.Web.Hosting;

namespace IAfluence.Web.WidgetApi;

/// <summary>Endpoints for a visitor's identity and consent, with or without a conversation.</summary>
internal static class VisitorCalls
{
    public static async Task<IResult> ConsentAsync(
        string key, WidgetGate gate, WidgetPace pace, VisitorTokens tokens, VisitorConsents consents, TimeProvider time, HttpContext context)
    {
        var (entered, refusal) = await EnterAsync(key, "consent", gate, pace, context);
        if (entered is null)
            return refusal!;
        var caller = entered.Caller;
        if (WidgetBody.ParseOrNull(context.Request, entered.Body, WidgetJson.Default.PostConsent)?.Version is not { Length: > 0 } version)
            return WidgetProblem.Of(WidgetErrors.InvalidMessage, caller.Locale, caller.Chatbot.Settings);
        if (caller.Visitor is null && WidgetGate.HasToken(context.Request))
            return WidgetProblem.Of(ReplyErrors.InvalidToken, caller.Locale, caller.Chatbot.Settings);
        // For a new visitor, the token names a conversation that starts with the first message.
        var visitor = caller.Visitor ?? new VisitorIdentity(
            caller.Chatbot.Client.Id, caller.Chatbot.Chatbot.Id, NewId.Of<VisitorId>(time), NewId.Of<ConversationId>(time));
        if (!await consents.RecordAsync(caller.Chatbot, visitor, version, context.RequestAborted))
            return WidgetProblem.Of(WidgetErrors.ConsentOutdated, caller.Locale, caller.Chatbot.Settings);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(new KnownVisitor(tokens.Make(visitor with { Origin = caller.Origin })), WidgetJson.Default.KnownVisitor);
    }

    public static async Task<IResult> ContactAsync(string key, WidgetGate gate, WidgetPace pace, VisitorTokens tokens, ContactStore contacts, TimeProvider time, HttpContext context)
    {
        var (entered, refusal) = await EnterAsync(key, "contact", gate, pace, context);
        if (entered is null)
            return refusal!;
        var (caller, settings) = (entered.Caller, entered.Caller.Chatbot.Settings);
        var posted = WidgetBody.ParseOrNull(context.Request, entered.Body, WidgetJson.Default.PostContact);
        if (posted is null || posted.ClientMessageId?.Length is 0 or > MessageCalls.MaxClientMessageId)
            return WidgetProblem.Of(WidgetErrors.InvalidMessage, caller.Locale, settings);
        var locale = posted.Locale is null ? caller.Locale : VisitorLanguages.Of(posted.Locale, settings);
        if (caller.Visitor is null
            ? WidgetGate.HasToken(context.Request) || posted.ConversationId is not null
            : posted.ConversationId is { } id && id != caller.Visitor.ConversationId.Value)
            return WidgetProblem.Of(ReplyErrors.InvalidToken, locale, settings);
        var outcome = await contacts.LeaveAsync(
            caller.Chatbot,
            caller.Visitor,
            posted.ConversationId is { } named ? ConversationId.From(named) : null,
            new ContactDraft
            {
                Name = posted.Name,
                Email = posted.Email,
                Phone = posted.Phone,
                Text = posted.Text,
                Page = MessageCalls.PageOf(posted.Page),
                Locale = locale,
                ClientMessageId = posted.ClientMessageId,
            },
            context.RequestAborted);
        if (outcome.Code is { } code)
            return WidgetProblem.Of(code, locale, settings) with { Field = outcome.Field };
        if (caller.Visitor is not null || outcome.VisitorId is not { } visitorId)
            return TypedResults.NoContent();
        // As for a consent, the token names a conversation that starts with the first message.
        var visitor = new VisitorIdentity(caller.Chatbot.Client.Id, caller.Chatbot.Chatbot.Id, visitorId, NewId.Of<ConversationId>(time));
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(new KnownVisitor(tokens.Make(visitor with { Origin = caller.Origin })), WidgetJson.Default.KnownVisitor);
    }

    /// <summary>The checks before the body is parsed, in the order of the contract.</summary>
    private static async ValueTask<(Entered? Entered, Problem? Problem)> EnterAsync(
        string key, string what, WidgetGate gate, WidgetPace pace, HttpContext context)
    {
        var (request, ct) = (context.Request, context.RequestAborted);
        if (await WidgetBody.ReadOrNullAsync(request, ct) is not { } body)
            return (null, WidgetProblem.Of(WidgetErrors.MessageTooLong, VisitorLanguages.Of(request.Headers.AcceptLanguage, null), null));
        var (caller, problem) = await gate.ByKeyAsync(context, key, ct);
        if (caller is null)
            return (null, problem);
        return await pace.TryCallAsync(what, context) is { } wait
            ? (null, WidgetProblem.Of(WidgetErrors.RateLimited, caller.Locale, caller.Chatbot.Settings) with { RetryAfter = wait })
            : (new Entered(caller, body), null);
    }

    private sealed record Entered(WidgetCaller Caller, ReadOnlyMemory<byte> Body);
}
