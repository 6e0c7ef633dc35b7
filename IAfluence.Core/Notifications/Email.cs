using IAfluence.Core.Accounts;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Notifications;

/// <summary>Where an e-mail is on its way.</summary>
public enum EmailState
{
    /// <summary>It leaves as soon as it is due, also when trying has failed before.</summary>
    Waiting,

    /// <summary>The mail server took it, or its file is written.</summary>
    Sent,

    /// <summary>Given up: the recipient was refused, or a day of tries has failed. Someone may send it again.</summary>
    Dead,
}

/// <summary>An e-mail to one recipient, kept from the moment it is promised until well after it left.</summary>
public sealed record Email : PlatformDocument<EmailId>
{
    /// <summary>How long a sent one can be looked at.</summary>
    public static readonly TimeSpan SentKept = TimeSpan.FromDays(30);

    /// <summary>How long a dead letter waits for someone to send it again.</summary>
    public static readonly TimeSpan DeadKept = TimeSpan.FromDays(90);

    public static readonly CollectionDefinition<Email> Collection = new CollectionDefinition<Email>("emails")
        .Index(email => email.State, email => email.NextAttemptAt)
        .Index(email => email.State, email => email.CreatedAt)
        .Index(email => email.ClientId)
        .Expires(email => email.ExpiresAt)
        .ErasedByStep("The outbox takes back what was written to files along with the document.");

    public required AlertKind Kind { get; init; }

    public required string To { get; init; }

    /// <summary>Whom an answer goes to; null for the sender.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>Whom the address belongs to.</summary>
    public UserId? UserId { get; init; }

    /// <summary>What it tells of; null in those of before it was noted.</summary>
    public string? Occasion { get; init; }

    /// <summary>The client whose data it carries; null when it carries none.</summary>
    public ClientId? ClientId { get; init; }

    public ChatbotId? ChatbotId { get; init; }

    /// <summary>The visitor whose words it carries; null for none, or for someone who had not written yet.</summary>
    public VisitorId? VisitorId { get; init; }

    /// <summary>The language it is written in: fr or en.</summary>
    public required string Locale { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    public required string Html { get; init; }

    public required EmailState State { get; init; }

    /// <summary>Tries begun since it was put in the outbox, or since someone sent it again.</summary>
    public long Attempts { get; init; }

    /// <summary>From when it may be tried; while a process is sending it, until when that process is believed to live. Null unless waiting.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>The try that is under way; null when none is.</summary>
    public string? SendingBy { get; init; }

    /// <summary>Why the last try failed; null when none has.</summary>
    public MailFault? LastFault { get; init; }

    /// <summary>What the mail server said then, cut to a line; null when it said nothing.</summary>
    public string? LastReply { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }
}
