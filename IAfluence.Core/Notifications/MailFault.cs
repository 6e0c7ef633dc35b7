namespace IAfluence.Core.Notifications;

/// <summary>Why an e-mail could not be delivered. The admin has a text for each value.</summary>
public enum MailFault
{
    /// <summary>The folder cannot be written.</summary>
    FolderUnwritable,

    /// <summary>The mail server's host name cannot be resolved.</summary>
    HostUnknown,

    /// <summary>The connection was refused or lost.</summary>
    Unreachable,
    TimedOut,

    /// <summary>STARTTLS is required, and the server does not offer it.</summary>
    TlsUnavailable,

    /// <summary>The TLS handshake failed, for example because there is no common protocol version.</summary>
    TlsFailed,

    /// <summary>The server's certificate is expired, self-signed or issued for another name.</summary>
    CertificateRefused,

    /// <summary>The server offers no supported authentication mechanism (PLAIN, LOGIN).</summary>
    AuthenticationUnavailable,

    /// <summary>The user name or password is wrong.</summary>
    AuthenticationRefused,

    /// <summary>The server does not accept the sender.</summary>
    SenderRefused,

    /// <summary>The recipient does not exist, or the server does not accept mail for the recipient.</summary>
    RecipientRefused,

    /// <summary>The server refused the message.</summary>
    MessageRefused,

    /// <summary>The server asked to try again later.</summary>
    TryLater,

    /// <summary>The recipient's address is not valid in an SMTP envelope.</summary>
    AddressUnusable,

    /// <summary>The server does not speak SMTP.</summary>
    NotSmtp,

    /// <summary>An internal error; see the log.</summary>
    Unknown,
}
