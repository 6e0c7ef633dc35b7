namespace IAfluence.Core.Notifications;

/// <summary>Delivers an e-mail to a mail server or a folder.</summary>
public interface IMailTransport
{
    /// <summary>Returns when the e-mail is accepted.</summary>
    /// <exception cref="MailDeliveryException">The e-mail was not accepted.</exception>
    Task DeliverAsync(Email email, CancellationToken ct);

    /// <summary>Deletes an e-mail's file when the e-mail is erased. An e-mail accepted by a mail server cannot be deleted.</summary>
    void DeleteCopy(Email email);
}
