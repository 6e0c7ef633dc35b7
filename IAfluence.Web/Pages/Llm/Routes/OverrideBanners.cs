using IAfluence.Core.Providers;
using IAfluence.Core.Routing.Changes;

namespace IAfluence.Web.Pages.Llm.Routes;

/// <summary>Reads the data of <c>_OverrideBanner</c>.</summary>
public sealed class OverrideBanners(ModelOverrides overrides, ModelEditing models, LlmAuthors authors)
{
    /// <returns>Null when there is no override.</returns>
    public async Task<OverrideBanner?> FindOrNullAsync(CancellationToken ct) =>
        overrides.CurrentOrNull is { } current && await models.FindOrNullAsync(current.ModelId, ct) is { } model
            ? new OverrideBanner(model, current.Until, current.Since, (await authors.NamesAsync([current.By], ct))(current.By))
            : null;
}

/// <summary>The model of <c>_OverrideBanner</c>: the override's model, its end, and its author.</summary>
public sealed record OverrideBanner(Model Model, DateTimeOffset Until, DateTimeOffset Since, string By);
