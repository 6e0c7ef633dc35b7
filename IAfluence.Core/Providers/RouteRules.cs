using IAfluence.Core.Storage;

namespace IAfluence.Core.Providers;

/// <summary>What a route may hold: an ordered list of models, of a chatbot, of a client or of the installation.</summary>
public static class RouteRules
{
    public const int MaxRouteModels = 10;

    /// <summary>What a route may hold, a client's default one too; whether its models exist is asked of the store (<see cref="UnknownModelsAsync"/>).</summary>
    public static void Check(List<FieldError> errors, string field, IReadOnlyList<ModelId>? route)
    {
        if (route is [])
            errors.Add(new(field, FieldErrors.Required));
        if (route?.Count > MaxRouteModels)
            errors.Add(new(field, FieldErrors.TooMany, MaxRouteModels));
    }

    public static async Task<IReadOnlyList<FieldError>> UnknownModelsAsync(
        PlatformDocuments<Model> models, string field, IReadOnlyList<ModelId>? route, CancellationToken ct)
    {
        if (route is null or [])
            return [];
        var known = await models.ListAsync(DocumentQuery<Model>.Where(Filter<Model>.In(model => model.Id, route)), ct);
        return [.. route.Except(known.Items.Where(model => model.DeletedAt is null).Select(model => model.Id)).Select(model => new FieldError(field, FieldErrors.UnknownModel, model.Value))];
    }
}
