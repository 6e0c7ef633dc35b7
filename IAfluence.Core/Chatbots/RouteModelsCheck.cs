using IAfluence.Core.Providers;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Chatbots;

/// <summary>Finds deleted models in the route. Some deleted models are a warning; when all are deleted, the finding is blocking.</summary>
public sealed class RouteModelsCheck(PlatformDocuments<Model> models) : IPublishCheck
{
    public const string SomeGone = "route_models_gone";
    public const string AllGone = "route_empty";

    public async Task<IReadOnlyList<PublishFinding>> CheckAsync(PublishSubject subject, CancellationToken ct)
    {
        var gone = await RouteRules.UnknownModelsAsync(models, nameof(ChatbotSettings.Route), subject.Settings.Route, ct);
        if (gone.Count == 0)
            return [];
        return gone.Count == subject.Settings.Route!.Count
            ? [new PublishFinding(PublishSeverity.Blocking, AllGone)]
            : [new PublishFinding(PublishSeverity.Warning, SomeGone, gone.Count)];
    }
}
