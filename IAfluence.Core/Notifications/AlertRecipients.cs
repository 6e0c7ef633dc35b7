using IAfluence.Core.Accounts;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Notifications;

/// <summary>Lists the users who receive platform alerts: owners and admins who have not muted the kind of alert.</summary>
public sealed class AlertRecipients(PlatformDocuments<User> users)
{
    /// <returns>Users in no particular order. Write to each in <see cref="MailTexts.LanguageOf"/> of <see cref="User.Locale"/>.</returns>
    public async Task<IReadOnlyList<User>> OfAsync(AlertKind kind, CancellationToken ct)
    {
        var found = new List<User>();
        foreach (var role in (PlatformRole[])[PlatformRole.Owner, PlatformRole.Admin])
        {
            var page = await users.ListAsync(DocumentQuery<User>.Where(Filter<User>.Eq(user => user.PlatformRole, role)).Take(DocumentQuery<User>.MaxLimit), ct);
            found.AddRange(page.Items.Where(user => !user.MutedAlerts.Contains(kind)));
        }

        return found;
    }
}
