using IAfluence.Core.Chatbots;
using IAfluence.Core.Replies.Running;
using IAfluence.Core.Replies.Visitors;
using IAfluence.Web.Hosting;

namespace IAfluence.Web.WidgetApi;

/// <summary>An authorized caller of the widget API.</summary>
/// <param name="Visitor">The visitor of a valid token; null without one.</param>
/// <param name="Origin">The page's origin; the token's origin when the browser does not send one.</param>
public sealed record WidgetCaller(PublishedChatbot Chatbot, VisitorIdentity? Visitor, string Locale, string? Origin);

/// <summary>Authorizes calls to the widget API by key or token, and by origin. Client data is accessible only through its result.</summary>
public sealed class WidgetGate(PublishedChatbots chatbots, RefusedOrigins refused, VisitorTokens tokens, PublicAddress address)
{
    private const string Bearer = "Bearer ";

    /// <summary>Authorizes a call that names a chatbot by its key.</summary>
    public async ValueTask<(WidgetCaller? Caller, Problem? Problem)> ByKeyAsync(HttpContext context, string key, CancellationToken ct)
    {
        var asked = AskedLocale(context.Request);
        if (await chatbots.FindByPublicKeyOrNullAsync(key, ct) is not { } chatbot)
            return (null, WidgetProblem.Of(WidgetErrors.UnknownChatbot, VisitorLanguages.Of(asked, null), null));
        var visitor = VisitorOf(context.Request);
        var mine = visitor?.ChatbotId == chatbot.Chatbot.Id && visitor.ClientId == chatbot.Client.Id ? visitor : null;
        return await EnterAsync(context.Request, chatbot, mine, asked, ct);
    }

    /// <summary>Authorizes a call on a conversation. The token names the chatbot and must name this conversation.</summary>
    /// <param name="conversationId">The conversation in the address; null for calls on the visitor.</param>
    public async ValueTask<(WidgetCaller? Caller, Problem? Problem)> ByTokenAsync(
        HttpContext context, string? conversationId, CancellationToken ct, TokenAge age = TokenAge.Valid)
    {
        var asked = AskedLocale(context.Request);
        var visitor = VisitorOf(context.Request, age);
        if (visitor is null || (conversationId is not null && visitor.ConversationId.Value != conversationId))
            return (null, WidgetProblem.Of(ReplyErrors.InvalidToken, VisitorLanguages.Of(asked, null), null));
        if (await chatbots.FindOrNullAsync(visitor.ClientId, visitor.ChatbotId, ct) is not { } chatbot)
            return (null, WidgetProblem.Of(WidgetErrors.UnknownChatbot, VisitorLanguages.Of(asked, null), null));
        return await EnterAsync(context.Request, chatbot, visitor, asked, ct);
    }

    /// <summary>Whether the call has a token, valid or not.</summary>
    public static bool HasToken(HttpRequest request) => TokenOf(request) is not null;

    /// <summary>The token's visitor. A token created for another origin was copied from there, and is ignored.</summary>
    private VisitorIdentity? VisitorOf(HttpRequest request, TokenAge age = TokenAge.Valid)
    {
        if (TokenOf(request) is not { } token || tokens.ReadOrNull(token, age) is not { } visitor)
            return null;
        string? origin = request.Headers.Origin;
        return string.IsNullOrEmpty(origin) || visitor.Origin is null || string.Equals(origin, visitor.Origin, StringComparison.OrdinalIgnoreCase) ? visitor : null;
    }

    private async ValueTask<(WidgetCaller? Caller, Problem? Problem)> EnterAsync(
        HttpRequest request, PublishedChatbot chatbot, VisitorIdentity? visitor, string? asked, CancellationToken ct)
    {
        var locale = VisitorLanguages.Of(asked, chatbot.Settings);
        string? origin = request.Headers.Origin;
        if (MayCall(request, origin, chatbot, visitor))
            return (new WidgetCaller(chatbot, visitor, locale, string.IsNullOrEmpty(origin) ? visitor?.Origin : origin), null);
        if (!string.IsNullOrEmpty(origin))
            await refused.RecordAsync(chatbot.Client.Id, chatbot.Chatbot.Id, origin, ct);
        return (null, WidgetProblem.Of(WidgetErrors.OriginNotAllowed, locale, chatbot.Settings));
    }

    private bool MayCall(HttpRequest request, string? origin, PublishedChatbot chatbot, VisitorIdentity? visitor) => string.IsNullOrEmpty(origin)
        ? request.Headers["Sec-Fetch-Site"] == "same-origin" || (visitor is not null && HttpMethods.IsGet(request.Method))
        : OriginPolicy.Allows(chatbot.Settings.AllowedOrigins, origin)
            || string.Equals(origin, address.Of(request), StringComparison.OrdinalIgnoreCase);

    private static string? AskedLocale(HttpRequest request) =>
        request.Query.TryGetValue("locale", out var asked) ? asked.ToString() : request.Headers.AcceptLanguage.ToString();

    private static string? TokenOf(HttpRequest request)
    {
        string? header = request.Headers.Authorization;
        return header?.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) == true ? header[Bearer.Length..].Trim() : null;
    }
}
