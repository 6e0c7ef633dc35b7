namespace IAfluence.Web.WidgetApi;

/// <summary>Calls about a chatbot itself.</summary>
internal static class ChatbotCalls
{
    public static async Task<IResult> GetAsync(string key, string? color, WidgetGate gate, WidgetConfigurations configurations, HttpContext context)
    {
        var (caller, problem) = await gate.ByKeyAsync(context, key, context.RequestAborted);
        return caller is null ? problem! : configurations.Answer(caller, key, color);
    }
}
