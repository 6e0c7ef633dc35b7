namespace IAfluence.Core.Notifications;

/// <summary>Hands one e-mail over: to a mail server, or to a folder.</summary>
public interface IMailTransport
{
    /// <summary>Returns once the e-mail is taken for good.</summary>
    /// <exception cref="MailNotTakenException">It was not taken.</exception>
    Task DeliverAsync(Email email, CancellationToken ct);
}
