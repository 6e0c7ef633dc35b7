using IAfluence.Core.Storage;
using Microsoft.Extensions.Options;

namespace IAfluence.Core.Notifications;

/// <summary>How sending goes.</summary>
/// <param name="Failing">E-mails that have failed and wait for their next try.</param>
/// <param name="Dead">E-mails given up and not yet sent again.</param>
/// <param name="LastFault">Why the last of those failed; null when none has.</param>
public sealed record MailState(long Failing, long Dead, MailFault? LastFault)
{
    public static readonly MailState Fine = new(0, 0, null);

    public bool Fails => Failing + Dead > 0;
}

/// <summary>What every admin page may ask without reading the store: whether e-mails leave. Read again by the outbox's worker.</summary>
public sealed class MailHealth(PlatformDocuments<Email> emails, IOptions<EmailOptions> options)
{
    private readonly Remembered<MailState> _state = new(new Freshness(), MailState.Fine, _ => ReadAsync(emails));

    /// <summary>E-mails are written to files, and nobody gets them.</summary>
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
