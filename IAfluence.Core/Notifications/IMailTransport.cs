namespace IAfluence.Core.Notifications;

/// <summary>Hands one e-mail over: to a mail server, or to a folder.</summary>
public interface IMailTransport
{
    /// <summary>Returns once the e-mail is taken for good.</summary>
    /// <exception cref="MailNotTakenException">It was not taken.</exception>
    Task DeliverAsync(Email email, CancellationToken ct);

    /// <summary>Takes an e-mail back that is to be erased, as far as it is still here; what a server took is not.</summary>
    void TakeBack(Email email);
}
