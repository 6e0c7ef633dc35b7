namespace IAfluence.Core.Notifications;

/// <summary>Why an e-mail could not be handed over; pages put it into words.</summary>
public enum MailFault
{
    /// <summary>The folder could not be written.</summary>
    FolderUnwritable,

    /// <summary>The mail server's name is not known.</summary>
    HostUnknown,

    /// <summary>Nobody listens there, or the connection broke.</summary>
    Unreachable,
    TimedOut,

    /// <summary>STARTTLS is asked for and the server does not offer it.</summary>
    TlsUnavailable,

    /// <summary>The server speaks no TLS there, or none that both know.</summary>
    TlsFailed,

    /// <summary>The server's certificate is expired, self-made or another name's.</summary>
    CertificateRefused,

    /// <summary>The server offers none of the ways to sign in that this program knows (PLAIN, LOGIN).</summary>
    AuthenticationUnavailable,

    /// <summary>User or password is wrong.</summary>
    AuthenticationRefused,

    /// <summary>The server does not let this sender send.</summary>
    SenderRefused,

    /// <summary>The recipient does not exist, or the server does not accept mail for it.</summary>
    RecipientRefused,

    /// <summary>The server refused the message itself.</summary>
    MessageRefused,

    /// <summary>The server asked to try later.</summary>
    TryLater,

    /// <summary>The recipient's address cannot stand in an envelope.</summary>
    AddressUnusable,

    /// <summary>What answered does not speak SMTP.</summary>
    NotSmtp,

    /// <summary>A fault of this program's; its log says more.</summary>
    Unknown,
}
