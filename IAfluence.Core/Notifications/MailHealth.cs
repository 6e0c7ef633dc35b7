using IAfluence.Core.Storage;
using Microsoft.Extensions.Options;

namespace IAfluence.Core.Notifications;

/// <summary>The state of e-mail delivery.</summary>
/// <param name="Failing">E-mails that failed and wait for their next attempt.</param>
/// <param name="Dead">Undelivered e-mails that have not been sent again.</param>
/// <param name="LastFault">Why the latest of those failed; null when none has.</param>
public sealed record MailState(long Failing, long Dead, MailFault? LastFault)
{
    public static readonly MailState Fine = new(0, 0, null);

    public bool Fails => Failing + Dead > 0;
}

/// <summary>The cached delivery state, which every admin page can show without reading the store. The outbox worker refreshes it.</summary>
public sealed class MailHealth(PlatformDocuments<Email> emails, IOptions<EmailOptions> options)
{
    private readonly Remembered<MailState> _state = new(new Freshness(), MailState.Fine, _ => ReadAsync(emails));

    /// <summary>Whether e-mails are only written to files and not sent.</summary>
    public bool ToFolder => !options.Value.IsSmtp;

    public MailState State => _state.Latest;

    public Task RefreshAsync(CancellationToken ct) => _state.RefreshAsync(ct);

    private static async Task<MailState> ReadAsync(PlatformDocuments<Email> emails)
    {
        var dead = Filter<Email>.Eq(email => email.State, EmailState.Dead);
        var failing = Filter<Email>.Eq(email => email.State, EmailState.Waiting) & Filter<Email>.Ne(email => email.LastFault, null);
        var (deadCount, failingCount) = (await emails.CountAsync(dead, CancellationToken.None), await emails.CountAsync(failing, CancellationToken.None));
        var last = failingCount > 0 ? await LatestOrNullAsync(emails, failing) : deadCount > 0 ? await LatestOrNullAsync(emails, dead) : null;
        return new MailState(failingCount, deadCount, last?.LastFault);
    }

    private static Task<Email?> LatestOrNullAsync(PlatformDocuments<Email> emails, Filter<Email> filter) =>
        emails.FirstOrNullAsync(DocumentQuery<Email>.Where(filter).ByDescending(email => email.CreatedAt), CancellationToken.None);
}
