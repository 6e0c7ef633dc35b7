using IAfluence.Core.Accounts;
using IAfluence.Core.Storage;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Pages.Llm;

/// <summary>Formats the author of a change; without a user it is the bootstrap file.</summary>
public sealed class LlmAuthors(PlatformDocuments<User> users, IStringLocalizer<LlmTexts> texts)
{
    public async Task<Func<UserId?, string>> NamesAsync(IEnumerable<UserId?> ids, CancellationToken ct)
    {
        var wanted = ids.OfType<UserId>().Distinct().ToList();
        var found = wanted.Count == 0
            ? []
            : (await users.ListAsync(DocumentQuery<User>.Where(Filter<User>.In(known => known.Id, wanted)).Take(wanted.Count), ct)).Items;
        var names = found.ToDictionary(known => known.Id, known => string.IsNullOrWhiteSpace(known.Name) ? known.Email : known.Name);
        return id => id is null ? texts["Author.File"] : names.TryGetValue(id.Value, out var name) ? name : texts["Author.Gone"];
    }
}
