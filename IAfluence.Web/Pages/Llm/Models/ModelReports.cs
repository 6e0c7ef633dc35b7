using IAfluence.Core.Providers;
using IAfluence.Core.Routing.Changes;

namespace IAfluence.Web.Pages.Llm.Models;

/// <summary>Reads what a model's page shows besides its settings.</summary>
public sealed class ModelReports(RouteUses uses, LlmAuthors authors)
{
    public async Task<ModelReport> ReadAsync(Model model, CancellationToken ct) =>
        new(await uses.OfAsync([model.Id], ct), await authors.NamesAsync(model.PriceChanges.Select(change => change.By), ct));
}

/// <summary>What a model's page shows besides its settings.</summary>
/// <param name="Use">The routes that use it.</param>
/// <param name="NameOf">Formats the author of a price change.</param>
public sealed record ModelReport(RouteUse Use, Func<UserId?, string> NameOf);
