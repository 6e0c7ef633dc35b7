using IAfluence.Core.Providers;
using IAfluence.Core.Routing.Changes;

namespace IAfluence.Web.Pages.Llm.Routes;

/// <summary>Finds what <c>_OverrideBanner</c> renders.</summary>
public sealed class OverrideBanners(ModelOverrides overrides, ModelEditing models, LlmAuthors authors)
{
    /// <returns>Null when no model stands before all routes.</returns>
    public async Task<OverrideBanner?> FindOrNullAsync(CancellationToken ct) =>
        overrides.CurrentOrNull is { } current && await models.FindOrNullAsync(current.ModelId, ct) is { } model
            ? new OverrideBanner(model, current.Until, current.Since, (await authors.NamesAsync([current.By], ct))(current.By))
            : null;
}

/// <summary>What <c>_OverrideBanner</c> renders: the model for all, until when, and who put it there.</summary>
public sealed record OverrideBanner(Model Model, DateTimeOffset Until, DateTimeOffset Since, string By);
