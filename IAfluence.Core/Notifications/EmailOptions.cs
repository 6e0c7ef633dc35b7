using System.ComponentModel.DataAnnotations;

namespace IAfluence.Core.Notifications;

/// <summary>How e-mails leave.</summary>
public sealed class EmailOptions : IValidatableObject
{
    public const string SectionName = "Email";

    public const string FolderMode = "folder";
    public const string SmtpMode = "smtp";

    /// <summary>folder (files under Storage:Path) or smtp.</summary>
    public string Mode { get => field; set => field = string.IsNullOrWhiteSpace(value) ? FolderMode : value.Trim().ToLowerInvariant(); } = FolderMode;

    /// <summary>The sender, as an address or as <c>Name &lt;address&gt;</c>; needed with smtp.</summary>
    public string? From { get => field; set => field = string.IsNullOrWhiteSpace(value) ? null : value.Trim(); }

    public SmtpOptions Smtp { get; set; } = new();

    public bool IsSmtp => Mode == SmtpMode;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Mode is not (FolderMode or SmtpMode))
            yield return new ValidationResult($"Email:Mode: '{Mode}' is not known. Accepted: folder, smtp.");
        if (From is not null && MailAddresses.ParseOrNull(From) is null)
            yield return new ValidationResult("Email:From: give one address, such as 'alerts@agency.example' or 'Alerts <alerts@agency.example>'.");
        if (Mode == SmtpMode)
        {
            if (From is null)
                yield return new ValidationResult("Email:From: Email:Mode is 'smtp', which needs a sender; give an address, such as 'alerts@agency.example'.");
            foreach (var fault in Smtp.Faults())
                yield return new ValidationResult(fault);
        }
        else if (Mode == FolderMode && Smtp.FirstGiven() is { } given)
        {
            // Whoever names a mail server believes that e-mails leave.
            yield return new ValidationResult($"Email:Smtp:{given}: it is given while Email:Mode is 'folder', where no e-mail is sent; set Email:Mode to 'smtp', or leave it empty.");
        }
    }
}

/// <summary>The mail server.</summary>
public sealed class SmtpOptions
{
    private const int MaxPort = 65535;

    public string? Host { get => field; set => field = string.IsNullOrWhiteSpace(value) ? null : value.Trim(); }

    /// <summary>Null for the usual one: 587 with starttls, 465 with tls, 25 with none.</summary>
    public int? Port { get; set; }

    /// <summary>starttls unless told; tls (from the first byte) or none.</summary>
    public string? Security { get => field; set => field = string.IsNullOrWhiteSpace(value) ? null : value.Trim().ToLowerInvariant(); }

    /// <summary>With <see cref="Password"/>; null to send without signing in.</summary>
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
            yield return "Email:Smtp:Host: Email:Mode is 'smtp', which needs a mail server; give its name, such as 'mail.agency.example'.";
        else if (Uri.CheckHostName(Host) == UriHostNameType.Unknown)
            yield return $"Email:Smtp:Host: '{Host}' is no host; give a name or an address without scheme or port, such as 'mail.agency.example'.";
        if (Port is < 1 or > MaxPort)
            yield return $"Email:Smtp:Port: give a whole number from 1 to {MaxPort}, or leave it empty for 587 (starttls), 465 (tls) or 25 (none).";
        if (Security is not (null or "none" or "starttls" or "tls"))
            yield return $"Email:Smtp:Security: '{Security}' is not known. Accepted: starttls, tls, none.";
        if (User is null != Password is null)
            yield return "Email:Smtp:User and Email:Smtp:Password: give both to sign in, or neither.";
        if ((User + Password).Contains('\0', StringComparison.Ordinal))
            yield return "Email:Smtp:User and Email:Smtp:Password: they hold no NUL character.";
    }

    internal string? FirstGiven() =>
        Host is not null ? nameof(Host)
        : Port is not null ? nameof(Port)
        : Security is not null ? nameof(Security)
        : User is not null ? nameof(User)
        : Password is not null ? nameof(Password)
        : null;
}

/// <summary>How the connection to the mail server is protected.</summary>
public enum SmtpSecurity
{
    /// <summary>Not at all: for a server on the same machine or in a network one trusts.</summary>
    None,

    /// <summary>Begun in clear, encrypted before anything is said; refused where the server does not offer it.</summary>
    StartTls,

    /// <summary>Encrypted from the first byte.</summary>
    Tls,
}
