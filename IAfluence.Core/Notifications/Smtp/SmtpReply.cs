namespace IAfluence.Core.Notifications.Smtp;

/// <summary>What a mail server answers: a code, and a line or several of text.</summary>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public bool IsPositive => Code is >= 200 and < 400;

    /// <summary>Refused for now: it may be taken later.</summary>
    public bool IsTemporary => Code is >= 400 and < 500;

    /// <summary>As it was said, in one line.</summary>
    public string Text => $"{Code} {string.Join(' ', Lines)}".TrimEnd();
}
