using IAfluence.Core.Chatbots;
using IAfluence.Core.Clients;
using IAfluence.Core.Providers;
using IAfluence.Core.Routing.Changes;
using IAfluence.Core.Routing.Walk;

namespace IAfluence.Tests.Testing;

/// <summary>Models and routes of the application, as a reply would find them.</summary>
internal static class AppRoutes
{
    /// <summary>The provider whose page has this address.</summary>
    public static async Task<Provider> StoredProviderAsync(this IAfluenceApp app, string address) =>
        (await app.StoredPlatformAsync<Provider>()).Single(provider => provider.Id.Value == LlmOfATest.IdOf(address));

    /// <summary>The model whose page has this address.</summary>
    public static async Task<Model> StoredModelAsync(this IAfluenceApp app, string address) =>
        (await app.StoredPlatformAsync<Model>()).Single(model => model.Id.Value == LlmOfATest.IdOf(address));

    /// <summary>Whether replies may call the model.</summary>
    public static bool CanCall(this IAfluenceApp app, ModelId model) => app.BelowHttp.Get<ProviderCatalog>().FindModelOrNull(model) is not null;

    public static Task SetDefaultRouteAsync(this IAfluenceApp app, params ModelId[] route) =>
        app.BelowHttp.Get<InstallationRoute>().SaveAsync(null, route, default);

    /// <summary>The models that a reply of the chatbot would ask now, in order.</summary>
    public static async Task<IReadOnlyList<ModelId>> RouteOfAsync(this IAfluenceApp app, Chatbot chatbot)
    {
        var published = await app.BelowHttp.Get<PublishedChatbots>().FindOrNullAsync(chatbot.ClientId, chatbot.Id, default);
        return app.BelowHttp.Get<RouteResolver>().Resolve(published!);
    }

    /// <summary>The models of a route with the keys that a reply for this client would use.</summary>
    public static IReadOnlyList<ResolvedModel> CandidatesOf(this IAfluenceApp app, IReadOnlyList<ModelId> route, Client client) =>
        app.BelowHttp.Get<RouteCandidates>().Of(route, client);

    public static ModelOverride? OverrideOrNull(this IAfluenceApp app) => app.BelowHttp.Get<ModelOverrides>().CurrentOrNull;

    public static Task<IReadOnlyList<ModelReplacement>> UnfinishedReplacementsAsync(this IAfluenceApp app) =>
        app.BelowHttp.Get<ModelReplacements>().ListUnfinishedAsync(default);

    /// <summary>Carries out a replacement, as a process that finds it unfinished does.</summary>
    public static Task CarryOutAsync(this IAfluenceApp app, ModelReplacement replacement) => app.BelowHttp.Get<ModelReplacements>().ExecuteAsync(replacement, default);
}
