using IAfluence.Core.Storage;

namespace IAfluence.Core.Providers;

/// <summary>The rules of a route, an ordered list of models of a chatbot, a client or the installation.</summary>
public static class RouteRules
{
    public const int MaxRouteModels = 10;

    /// <summary>Checks a route. Whether its models exist is checked by <see cref="UnknownModelsAsync"/>.</summary>
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
