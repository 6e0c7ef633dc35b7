using System.ComponentModel.DataAnnotations;

namespace IAfluence.Core.Notifications;

/// <summary>Configures how e-mails are sent.</summary>
public sealed class EmailOptions : IValidatableObject
{
    public const string SectionName = "Email";

    public const string FolderMode = "folder";
    public const string SmtpMode = "smtp";

    /// <summary>"folder" (files under Storage:Path) or "smtp".</summary>
    public string Mode { get => field; set => field = string.IsNullOrWhiteSpace(value) ? FolderMode : value.Trim().ToLowerInvariant(); } = FolderMode;

    /// <summary>The sender: an address or <c>Name &lt;address&gt;</c>. Required for smtp.</summary>
    public string? From { get => field; set => field = string.IsNullOrWhiteSpace(value) ? null : value.Trim(); }

    public SmtpOptions Smtp { get; set; } = new();

    public bool IsSmtp => Mode == SmtpMode;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Mode is not (FolderMode or SmtpMode))
            yield return new ValidationResult($"Email:Mode: '{Mode}' is not a valid value. Use one of: folder, smtp.");
        if (From is not null && MailAddresses.ParseOrNull(From) is null)
            yield return new ValidationResult("Email:From: the value is not a valid address. Use one address, for example 'alerts@agency.example' or 'Alerts <alerts@agency.example>'.");
        if (Mode == SmtpMode)
        {
            if (From is null)
                yield return new ValidationResult("Email:From: a sender is required when Email:Mode is 'smtp'. Set an address, for example 'alerts@agency.example'.");
            foreach (var fault in Smtp.Faults())
                yield return new ValidationResult(fault);
        }
        else if (Mode == FolderMode && Smtp.FirstSetName() is { } given)
        {
            // A configured mail server suggests that the operator expects e-mails to be sent.
            yield return new ValidationResult($"Email:Smtp:{given}: the setting has no effect while Email:Mode is 'folder'. Set Email:Mode to 'smtp', or remove the setting.");
        }
    }
}

/// <summary>Configures the connection to the mail server.</summary>
public sealed class SmtpOptions
{
    private const int MaxPort = 65535;

    public string? Host { get => field; set => field = string.IsNullOrWhiteSpace(value) ? null : value.Trim(); }

    /// <summary>1 to 65535; null for the default port: 587 with starttls, 465 with tls, 25 with none.</summary>
    public int? Port { get; set; }

    /// <summary>"starttls", "tls" (from the first byte) or "none"; null means starttls.</summary>
    public string? Security { get => field; set => field = string.IsNullOrWhiteSpace(value) ? null : value.Trim().ToLowerInvariant(); }

    /// <summary>Requires <see cref="Password"/>; null to send without authentication.</summary>
    public string? User { get => field; set => field = string.IsNullOrEmpty(value) ? null : value; }

    public string? Password { get => field; set => field = string.IsNullOrEmpty(value) ? null : value; }

    public SmtpSecurity SecurityOrDefault => Security switch
    {
        "none" => SmtpSecurity.None,
        "tls" => SmtpSecurity.Tls,
        _ => SmtpSecurity.StartTls,
    };

    public int PortOrDefault => Port ?? SecurityOrDefault switch
    {
        SmtpSecurity.None => 25,
        SmtpSecurity.Tls => 465,
        _ => 587,
    };

    internal IEnumerable<string> Faults()
    {
        if (Host is null)
            yield return "Email:Smtp:Host: a mail server is required when Email:Mode is 'smtp'. Set its host name, for example 'mail.agency.example'.";
        else if (Uri.CheckHostName(Host) == UriHostNameType.Unknown)
            yield return $"Email:Smtp:Host: '{Host}' is not a valid host. Use a name or an IP address without scheme or port, for example 'mail.agency.example'.";
        if (Port is < 1 or > MaxPort)
            yield return $"Email:Smtp:Port: the port is out of range. Use an integer from 1 to {MaxPort}, or leave it empty for 587 (starttls), 465 (tls) or 25 (none).";
        if (Security is not (null or "none" or "starttls" or "tls"))
            yield return $"Email:Smtp:Security: '{Security}' is not a valid value. Use one of: starttls, tls, none.";
        if (User is null != Password is null)
            yield return "Email:Smtp:User and Email:Smtp:Password: only one of the two is set. Set both to authenticate, or neither.";
        if ((User + Password).Contains('\0', StringComparison.Ordinal))
            yield return "Email:Smtp:User and Email:Smtp:Password: NUL characters are not allowed. Remove them.";
    }

    internal string? FirstSetName() =>
        Host is not null ? nameof(Host)
        : Port is not null ? nameof(Port)
        : Security is not null ? nameof(Security)
        : User is not null ? nameof(User)
        : Password is not null ? nameof(Password)
        : null;
}

/// <summary>The encryption of the connection to the mail server.</summary>
public enum SmtpSecurity
{
    /// <summary>No encryption; for a server on the same machine or in a trusted network.</summary>
    None,

    /// <summary>Starts in clear text and is encrypted before any data is sent; fails when the server does not offer STARTTLS.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,
}
