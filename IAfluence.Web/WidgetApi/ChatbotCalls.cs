using IAfluence.Core.Chatbots;

namespace IAfluence.Web.WidgetApi;

/// <summary>Endpoints for a chatbot.</summary>
internal static class ChatbotCalls
{
    public static async Task<IResult> GetAsync(string key, string? color, WidgetGate gate, WidgetConfigurations configurations, HttpContext context)
    {
        var (caller, problem) = await gate.ByKeyAsync(context, key, context.RequestAborted);
        return caller is null ? problem! : configurations.Respond(caller, key, color);
    }

    /// <summary>Returns the avatar image. Its id is a digest of the content, so browsers cache it; the widget loads it with fetch.</summary>
    public static async Task<IResult> GetLogoAsync(string key, string id, WidgetGate gate, ChatbotLogos logos, HttpContext context)
    {
        var (caller, problem) = await gate.ByKeyAsync(context, key, context.RequestAborted);
        if (caller is null)
            return problem!;
        var chatbot = caller.Chatbot.Chatbot;
        if (await logos.FindOrNullAsync(chatbot.ClientId, chatbot.Id, id, context.RequestAborted) is not { } logo)
            return WidgetProblem.Of(WidgetErrors.UnknownLogo, caller.Locale, caller.Chatbot.Settings);
        var headers = context.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.XContentTypeOptions = "nosniff";
        return TypedResults.Bytes(logo.Bytes, logo.ContentType);
    }
}
