namespace IAfluence.Core.Notifications;

/// <summary>The visual tone of an e-mail.</summary>
public enum MailTone
{
    Neutral,
    Good,
    Warning,
    Bad,
}

/// <summary>The content of an e-mail before rendering, as plain text in one language.</summary>
public sealed record MailContent
{
    /// <summary>fr or en.</summary>
    public required string Locale { get; init; }

    public required string Subject { get; init; }

    public required string Heading { get; init; }

    public MailTone Tone { get; init; }

    /// <summary>The paragraphs at the beginning.</summary>
    public IReadOnlyList<string> Lead { get; init; } = [];

    public IReadOnlyList<MailFact> Facts { get; init; } = [];

    /// <summary>A link to the relevant page; null for none.</summary>
    public MailLink? Link { get; init; }

    /// <summary>The Reply-To address; null to use the sender.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>Lines that explain why the recipient gets the e-mail and how to stop it.</summary>
    public IReadOnlyList<string> Footer { get; init; } = [];
}

/// <summary>A labelled fact.</summary>
/// <param name="Label">Such as "Since".</param>
/// <param name="Value">The value; several lines for a list.</param>
public sealed record MailFact(string Label, params IReadOnlyList<string> Value);

/// <summary>A link from an e-mail to a page.</summary>
/// <param name="Label">The text of the button.</param>
/// <param name="Address">An absolute URL, or only the path when the installation's address is not configured.</param>
public sealed record MailLink(string Label, string Address)
{
    /// <summary>Whether a mail program can open the link.</summary>
    public bool IsWhole => Address.StartsWith("http", StringComparison.OrdinalIgnoreCase);
}
