using IAfluence.Core.Accounts;
using IAfluence.Core.Storage;
using Microsoft.Extensions.Localization;

namespace IAfluence.Web.Pages.Chatbots.Versions;

/// <summary>Formats the author of a version.</summary>
internal static class Authors
{
    public static async Task<Func<UserId?, string>> NamesAsync(
        PlatformDocuments<User> users, IEnumerable<UserId?> ids, IStringLocalizer<ChatbotsTexts> texts, CancellationToken ct)
    {
        var wanted = ids.OfType<UserId>().Distinct().ToList();
        var found = wanted.Count == 0
            ? []
            : (await users.ListAsync(DocumentQuery<User>.Where(Filter<User>.In(user => user.Id, wanted)).Take(wanted.Count), ct)).Items;
        var names = found.ToDictionary(user => user.Id, user => string.IsNullOrWhiteSpace(user.Name) ? user.Email : user.Name);
        return id => id is null ? texts["Author.File"] : names.TryGetValue(id.Value, out var name) ? name : texts["Author.Gone"];
    }
}
