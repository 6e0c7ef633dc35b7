namespace IAfluence.Core.Notifications;

/// <summary>What an e-mail is to look like at a glance.</summary>
public enum MailTone
{
    Neutral,
    Good,
    Warning,
    Bad,
}

/// <summary>What an e-mail says, before it becomes text and HTML. All of it is plain text in one language.</summary>
public sealed record MailContent
{
    /// <summary>fr or en.</summary>
    public required string Locale { get; init; }

    public required string Subject { get; init; }

    public required string Heading { get; init; }

    public MailTone Tone { get; init; }

    /// <summary>What stands first; one string for each paragraph.</summary>
    public IReadOnlyList<string> Lead { get; init; } = [];

    public IReadOnlyList<MailFact> Facts { get; init; } = [];

    /// <summary>Where to look or act; null for nowhere.</summary>
    public MailLink? Link { get; init; }

    /// <summary>Whom an answer goes to; null for the sender.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>Why one gets it and how to get it no more; one string for each line.</summary>
    public IReadOnlyList<string> Footer { get; init; } = [];
}

/// <summary>A line of what is known.</summary>
/// <param name="Label">Such as "Since".</param>
/// <param name="Value">What it is; several lines for a list.</param>
public sealed record MailFact(string Label, params IReadOnlyList<string> Value);

/// <summary>A way from an e-mail to a page.</summary>
/// <param name="Label">What the button says.</param>
/// <param name="Address">The whole address, or only its path where the installation's address is not known.</param>
public sealed record MailLink(string Label, string Address)
{
    /// <summary>Whether a mail program can follow it.</summary>
    public bool IsWhole => Address.StartsWith("http", StringComparison.OrdinalIgnoreCase);
}
