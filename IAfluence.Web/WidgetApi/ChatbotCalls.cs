namespace IAfluence.Web.WidgetApi;

/// <summary>Calls about a chatbot itself.</summary>
internal static class ChatbotCalls
{
    public static async Task<IResult> GetAsync(string key, WidgetGate gate, HttpContext context)
    {
        var (caller, problem) = await gate.ByKeyAsync(context, key, context.RequestAborted);
        if (caller is null)
            return problem!;
        context.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Json(WidgetViews.Of(caller.Chatbot.Settings, caller.Locale), WidgetJson.Default.WidgetConfiguration);
    }
}
