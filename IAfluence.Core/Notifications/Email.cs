using IAfluence.Core.Accounts;
using IAfluence.Core.Storage;

namespace IAfluence.Core.Notifications;

/// <summary>The delivery state of an e-mail.</summary>
public enum EmailState
{
    /// <summary>Waiting for its first or next attempt.</summary>
    Waiting,

    /// <summary>The mail server accepted it, or its file was written.</summary>
    Sent,

    /// <summary>Delivery was abandoned, because the recipient was refused or all attempts failed. A user can send it again.</summary>
    Dead,
}

/// <summary>An e-mail to one recipient, stored from the moment it is queued until some time after it was sent.</summary>
public sealed record Email : PlatformDocument<EmailId>
{
    /// <summary>How long a sent e-mail is kept.</summary>
    public static readonly TimeSpan SentRetention = TimeSpan.FromDays(30);

    /// <summary>How long an undelivered e-mail is kept.</summary>
    public static readonly TimeSpan DeadRetention = TimeSpan.FromDays(90);

    public static readonly CollectionDefinition<Email> Collection = new CollectionDefinition<Email>("emails")
        .Index(email => email.State, email => email.NextAttemptAt)
        .Index(email => email.State, email => email.CreatedAt)
        .Index(email => email.ClientId)
        .Expires(email => email.ExpiresAt)
        .ErasedByStep("The outbox deletes the e-mail's file together with the document.");

    public required AlertKind Kind { get; init; }

    public required string To { get; init; }

    /// <summary>The Reply-To address; null to use the sender.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>The recipient's user id; null when the address belongs to no user.</summary>
    public UserId? UserId { get; init; }

    /// <summary>The event that the e-mail is about; null in older documents.</summary>
    public string? Occasion { get; init; }

    /// <summary>The client whose data the e-mail contains; null for none.</summary>
    public ClientId? ClientId { get; init; }

    public ChatbotId? ChatbotId { get; init; }

    /// <summary>The visitor whose data the e-mail contains; null for none, or when the visitor had not written yet.</summary>
    public VisitorId? VisitorId { get; init; }

    /// <summary>The language of the e-mail: fr or en.</summary>
    public required string Locale { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    public required string Html { get; init; }

    public required EmailState State { get; init; }

    /// <summary>Attempts started since the e-mail was queued or sent again.</summary>
    public long Attempts { get; init; }

    /// <summary>The earliest time of the next attempt; during an attempt, the end of the sending process's claim. Null unless waiting.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>The id of the running attempt; null when none is running.</summary>
    public string? SendingBy { get; init; }

    /// <summary>Why the last attempt failed; null when none has failed.</summary>
    public MailFault? LastFault { get; init; }

    /// <summary>The mail server's reply to the last failed attempt, truncated to one line; null when there was none.</summary>
    public string? LastReply { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }
}
