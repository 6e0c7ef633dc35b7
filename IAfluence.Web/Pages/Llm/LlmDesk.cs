using IAfluence.Core.Accounts;
using IAfluence.Core.Providers;
using IAfluence.Core.Storage;
using IAfluence.Web.Pages.Shared;
using IAfluence.Web.Sessions;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Pages.Llm;

/// <summary>What every page about providers and models works with.</summary>
public sealed class LlmDesk(
    ProviderEditing providers, ModelEditing models, PlatformDocuments<User> users, CurrentUser user,
    IStringLocalizer<LlmTexts> texts, IStringLocalizer<SharedTexts> words)
{
    public ProviderEditing Providers => providers;

    public ModelEditing Models => models;

    public CurrentUser User => user;

    public IStringLocalizer<LlmTexts> Texts => texts;

    public IStringLocalizer<SharedTexts> Words => words;

    /// <summary>Who did something, in words; the bootstrap file where nobody is named.</summary>
    public async Task<Func<UserId?, string>> NamesAsync(IEnumerable<UserId?> ids, CancellationToken ct)
    {
        var wanted = ids.OfType<UserId>().Distinct().ToList();
        var found = wanted.Count == 0
            ? []
            : (await users.ListAsync(Query<User>.Where(Filter<User>.In(known => known.Id, wanted)).Take(wanted.Count), ct)).Items;
        var names = found.ToDictionary(known => known.Id, known => string.IsNullOrWhiteSpace(known.Name) ? known.Email : known.Name);
        return id => id is null ? texts["Author.File"] : names.TryGetValue(id.Value, out var name) ? name : texts["Author.Gone"];
    }
}
