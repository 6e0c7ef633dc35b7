using System.Text;
using IAfluence.Core.Erasure;
using IAfluence.Core.Replies.Conversations;
using IAfluence.Core.Replies.Running;

namespace IAfluence.Web.WidgetApi;

/// <summary>Endpoints for a whole conversation and for the visitor.</summary>
internal static class ConversationCalls
{
    private const int MaxMessages = 500;

    public static async Task<IResult> ListMessagesAsync(string id, string? after, WidgetGate gate, ConversationFinder finder, HttpContext context)
    {
        var ct = context.RequestAborted;
        var (caller, problem) = await gate.ByTokenAsync(context, id, ct);
        if (caller is null)
            return problem!;
        if (await finder.FindOrNullAsync(caller.Visitor!, ct) is not { } conversation)
            return WidgetProblem.Of(ReplyErrors.InvalidToken, caller.Locale, caller.Chatbot.Settings);
        var messages = await finder.ListMessagesAsync(caller.Visitor!, after is null ? null : MessageId.From(after), MaxMessages, ct);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(
            new ConversationView([.. messages.Select(WidgetViews.Of)], WidgetViews.NameOf(conversation.State)), WidgetJson.Default.ConversationView);
    }

    public static async Task<IResult> RateAsync(string id, string messageId, WidgetGate gate, ReplyRatings ratings, HttpContext context)
    {
        var (request, ct) = (context.Request, context.RequestAborted);
        if (await WidgetBody.ReadOrNullAsync(request, ct) is not { } body)
            return WidgetProblem.Of(WidgetErrors.MessageTooLong, VisitorLanguages.Of(request.Headers.AcceptLanguage, null), null);
        var (caller, problem) = await gate.ByTokenAsync(context, id, ct);
        if (caller is null)
            return problem!;
        var rating = WidgetBody.ParseOrNull(request, body, WidgetJson.Default.PostRating);
        if (rating is not { Rating: 1 or -1 } || rating.Comment?.Length > ReplyRatings.MaxCommentCharacters)
            return WidgetProblem.Of(WidgetErrors.InvalidMessage, caller.Locale, caller.Chatbot.Settings);
        return await ratings.RateAsync(caller.Visitor!, MessageId.From(messageId), rating.Rating.Value, rating.Comment, ct)
            ? TypedResults.NoContent()
            : WidgetProblem.Of(WidgetErrors.UnknownReply, caller.Locale, caller.Chatbot.Settings);
    }

    public static async Task<IResult> GetTranscriptAsync(string id, WidgetGate gate, ConversationFinder finder, HttpContext context)
    {
        var ct = context.RequestAborted;
        var (caller, problem) = await gate.ByTokenAsync(context, id, ct);
        if (caller is null)
            return problem!;
        if (await finder.FindOrNullAsync(caller.Visitor!, ct) is not { } conversation)
            return WidgetProblem.Of(ReplyErrors.InvalidToken, caller.Locale, caller.Chatbot.Settings);
        var (locale, settings) = (caller.Locale, caller.Chatbot.Settings);
        var words = new TranscriptWords(
            VisitorLanguages.CultureOf(locale), VisitorTexts.Text(locale, "transcript_you", settings), VisitorTexts.Text(locale, "transcript_team", settings),
            VisitorTexts.Text(locale, "transcript_sources", settings));
        var text = Transcript.WriteAsync(caller.Chatbot, conversation, finder.ReadMessagesAsync(caller.Visitor!, ct), words, ct);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Stream(output => WriteAsync(output, text, ct), "text/plain; charset=utf-8", $"conversation-{conversation.StartedAt:yyyy-MM-dd}.txt");
    }

    public static async Task<IResult> EraseVisitorAsync(WidgetGate gate, VisitorEraser eraser, HttpContext context)
    {
        var (caller, problem) = await gate.ByTokenAsync(context, null, context.RequestAborted, TokenAge.Any);
        if (caller is null)
            return problem!;
        await eraser.EraseAsync(caller.Visitor!);
        return TypedResults.NoContent();
    }

    private static async Task WriteAsync(Stream output, IAsyncEnumerable<string> text, CancellationToken ct)
    {
        // The byte order mark makes old text editors detect UTF-8. It is sent with the first piece, so that earlier failures still get a status.
        var mark = Encoding.UTF8.Preamble.ToArray();
        await foreach (var piece in text.WithCancellation(ct))
        {
            await output.WriteAsync((byte[])[.. mark, .. Encoding.UTF8.GetBytes(piece)], ct);
            mark = [];
        }
    }
}
