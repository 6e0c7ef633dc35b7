namespace IAfluence.Core.Notifications.Smtp;

/// <summary>How long a mail server may take.</summary>
internal sealed record SmtpTimeouts
{
    /// <summary>For the connection and each response but the last.</summary>
    public TimeSpan Response { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For its yes to the whole message: it may look for viruses first.</summary>
    public TimeSpan Acceptance { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>For everything; less than the outbox's claim.</summary>
    public TimeSpan Whole { get; init; } = TimeSpan.FromSeconds(150);
}
