namespace IAfluence.Web.WidgetApi;

/// <summary>The routes of the widget API. Each one maps to a method of a class in this folder.</summary>
public static class WidgetEndpoints
{
    public static IServiceCollection AddWidgetApi(this IServiceCollection services) => services
        .AddSingleton<VisitorTokens>()
        .AddSingleton<WidgetPace>()
        .AddSingleton<WidgetConfigurations>()
        .AddSingleton<LiveReaders>()
        .AddSingleton<WidgetChallenges>()
        .AddSingleton<WidgetGate>();

    public static void MapWidgetApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup(WidgetCors.Api).AllowAnonymous().DisableAntiforgery().WithTags("widget");

        api.MapMethods("/{**path}", [HttpMethods.Options], WidgetCors.Preflight);
        // Without this route, unknown addresses would return 405, because the OPTIONS route matches everywhere.
        api.MapGet("/{**path}", () => TypedResults.NotFound());
        api.MapGet("/chatbots/{key}", ChatbotCalls.GetAsync);
        api.MapGet("/chatbots/{key}/logo/{id}", ChatbotCalls.GetLogoAsync);
        api.MapPost("/chatbots/{key}/messages", MessageCalls.PostAsync);
        api.MapPost("/chatbots/{key}/consent", VisitorCalls.ConsentAsync);
        api.MapPost("/chatbots/{key}/contact", VisitorCalls.ContactAsync);
        api.MapGet("/chatbots/{key}/wordpress", EmbeddingCalls.GetPluginAsync);
        api.MapGet("/chatbots/{key}/wordpress.zip", EmbeddingCalls.GetPluginZipAsync);
        api.MapGet("/probe", EmbeddingCalls.ProbeAsync);

        var conversation = api.MapGroup("/conversations/{id}");
        conversation.MapGet("/messages", ConversationCalls.ListMessagesAsync);
        conversation.MapGet("/messages/{messageId}/reply", MessageCalls.ReadReplyAsync);
        conversation.MapPost("/messages/{messageId}/stop", MessageCalls.StopAsync);
        conversation.MapPost("/messages/{messageId}/rating", ConversationCalls.RateAsync);
        conversation.MapPost("/handover", HumanCalls.AskAsync);
        conversation.MapDelete("/handover", HumanCalls.ReturnAsync);
        conversation.MapGet("/events", HumanCalls.FollowAsync);
        conversation.MapGet("/transcript", ConversationCalls.GetTranscriptAsync);
        api.MapDelete("/visitor", ConversationCalls.EraseVisitorAsync);
    }
}
