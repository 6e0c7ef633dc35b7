namespace IAfluence.Core.Notifications.Smtp;

/// <summary>Timeouts for the mail server.</summary>
internal sealed record SmtpTimeouts
{
    /// <summary>For the connection and for each reply except the last.</summary>
    public TimeSpan Answer { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For the reply to the complete message, which the server may scan first.</summary>
    public TimeSpan Acceptance { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>For the whole delivery; shorter than the outbox's claim.</summary>
    public TimeSpan Whole { get; init; } = TimeSpan.FromSeconds(150);
}
