using System.Globalization;
using System.Text;
using IAfluence.Core.Replies.Running;
using IAfluence.Core.Replies.Visitors;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IAfluence.Web.WidgetApi;

/// <summary>
/// Endpoints for a message and its reply. The checks run in the order of the contract: size, key, origin, rate, body, token, consent, length
/// and challenge, quota.
/// </summary>
internal static class MessageCalls
{
    internal const int MaxClientMessageId = 64;

    private const int MaxPageCharacters = 500;

    public static async Task<IResult> PostAsync(
        string key, WidgetGate gate, WidgetPace pace, VisitorTokens tokens, SignedFacts signed, WidgetChallenges challenges, ReplyService replies, TimeProvider time,
        HttpContext context)
    {
        var (request, ct) = (context.Request, context.RequestAborted);
        if (await WidgetBody.ReadOrNullAsync(request, ct) is not { } body)
            return WidgetProblem.Of(WidgetErrors.MessageTooLong, VisitorLanguages.Of(request.Headers.AcceptLanguage, null), null);
        var (caller, problem) = await gate.ByKeyAsync(context, key, ct);
        if (caller is null)
            return problem!;
        var settings = caller.Chatbot.Settings;
        if (await pace.TryMessageAsync(context, caller.Visitor?.VisitorId, caller.Chatbot) is { } wait)
            return WidgetProblem.Of(WidgetErrors.RateLimited, caller.Locale, settings) with { RetryAfter = wait };

        var posted = WidgetBody.ParseOrNull(request, body, WidgetJson.Default.PostMessage);
        var locale = posted?.Locale is null ? caller.Locale : VisitorLanguages.Of(posted.Locale, settings);
        var text = posted?.Text?.Trim();
        if (string.IsNullOrEmpty(text) || posted!.ClientMessageId?.Length is 0 or > MaxClientMessageId)
            return WidgetProblem.Of(WidgetErrors.InvalidMessage, locale, settings);
        if (text.Length > settings.Limits.MessageCharacters)
            return WidgetProblem.Of(WidgetErrors.MessageTooLong, locale, settings);
        if (caller.Visitor is null
            ? WidgetGate.HasToken(request) || posted.ConversationId is not null
            : posted.ConversationId is { } id && id != caller.Visitor.ConversationId.Value)
            return WidgetProblem.Of(ReplyErrors.InvalidToken, locale, settings);

        var address = context.Connection.RemoteIpAddress;
        var sent = await replies.SendAsync(
            new VisitorMessage
            {
                Chatbot = caller.Chatbot,
                Text = text,
                Visitor = caller.Visitor,
                Continues = posted.ConversationId is not null,
                Page = PageOf(posted.Page),
                Locale = locale,
                ClientMessageId = posted.ClientMessageId,
                Proof = challenges.ProofOrNull(posted.Challenge, caller.Chatbot, address),
                Facts = PostIdentity.Read(posted.Identity, caller.Chatbot.Chatbot, signed),
            },
            ct);
        return sent switch
        {
            SendResult.Accepted accepted => Respond(request, accepted.Reply, tokens.Make(accepted.Visitor with { Origin = caller.Origin }), caller with { Locale = locale }, time),
            SendResult.Refused(ReplyErrors.ChallengeRequired) => WidgetProblem.Of(ReplyErrors.ChallengeRequired, locale, settings) with
            {
                Challenge = await challenges.MakeAsync(caller.Chatbot, address, ct),
            },
            SendResult.Refused refused => WidgetProblem.Of(refused.Code, locale, settings),
            _ => throw new InvalidOperationException("A message must be accepted or refused."),
        };
    }

    public static async Task<IResult> ReadReplyAsync(
        string id, string messageId, WidgetGate gate, VisitorTokens tokens, ReplyReaders replies, TimeProvider time, HttpContext context)
    {
        var (caller, problem) = await gate.ByTokenAsync(context, id, context.RequestAborted);
        if (caller is null)
            return problem!;
        _ = int.TryParse(context.Request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var after);
        var reader = await replies.ReadOrNullAsync(caller.Visitor!, caller.Chatbot, MessageId.From(messageId), after, context.RequestAborted);
        return reader is null
            ? WidgetProblem.Of(WidgetErrors.UnknownReply, caller.Locale, caller.Chatbot.Settings)
            : new WidgetEvents(reader, tokens.Make(caller.Visitor! with { Origin = caller.Origin }), caller.Chatbot.Settings, caller.Locale, time);
    }

    public static async Task<IResult> StopAsync(string id, string messageId, WidgetGate gate, ReplyReaders replies, HttpContext context)
    {
        var (caller, problem) = await gate.ByTokenAsync(context, id, context.RequestAborted);
        if (caller is null)
            return problem!;
        return await replies.StopAsync(caller.Visitor!, MessageId.From(messageId), context.RequestAborted)
            ? TypedResults.NoContent()
            : WidgetProblem.Of(WidgetErrors.UnknownReply, caller.Locale, caller.Chatbot.Settings);
    }

    private static IResult Respond(HttpRequest request, IReplyReader reader, string token, WidgetCaller caller, TimeProvider time) =>
        request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.OrdinalIgnoreCase)
            ? new WidgetEvents(reader, token, caller.Chatbot.Settings, caller.Locale, time)
            : new WholeReply(reader, token, caller);

    // Query, fragment and user info may identify a person, so they are not stored.
    internal static string? PageOf(string? page) =>
        Uri.TryCreate(page, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            && uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) is { Length: <= MaxPageCharacters } bare
            ? bare
            : null;

    /// <summary>Returns the content of the stream in one response when the reply has ended.</summary>
    private sealed class WholeReply(IReplyReader reader, string token, WidgetCaller caller) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            await using var _ = reader;
            var text = new StringBuilder();
            ReplyEvent.Start? start = null;
            IResult? answer = null;
            var batch = new List<ReplyEvent>();
            while (await reader.ReadAsync(batch, httpContext.RequestAborted))
            {
                foreach (var next in batch)
                {
                    start ??= next as ReplyEvent.Start;
                    if (next is ReplyEvent.Token token)
                        text.Append(token.Text);
                    answer = next switch
                    {
                        ReplyEvent.Done done => Whole(start!, text.ToString(), done),
                        ReplyEvent.Failed failed => WidgetProblem.Of(failed.Code, caller.Locale, caller.Chatbot.Settings),
                        _ => answer,
                    };
                }

                batch.Clear();
            }

            httpContext.Response.Headers.CacheControl = "no-store";
            await (answer ?? WidgetProblem.Of(WidgetErrors.Unavailable, caller.Locale, caller.Chatbot.Settings)).ExecuteAsync(httpContext);
        }

        private JsonHttpResult<PostedMessage> Whole(ReplyEvent.Start start, string text, ReplyEvent.Done done) => TypedResults.Json(
            new PostedMessage(
                start.ConversationId.Value,
                start.MessageId.Value,
                token,
                new ReplyView(
                    done.MessageId.Value, text, WidgetViews.NameOf(done.FinishReason), WidgetViews.Of(done.Sources), WidgetViews.NameOf(done.Outcome), done.Suggestions)),
            WidgetJson.Default.PostedMessage);
    }
}
