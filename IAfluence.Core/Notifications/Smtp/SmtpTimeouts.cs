namespace IAfluence.Core.Notifications.Smtp;

/// <summary>Timeouts for the mail server.</summary>
internal sealed record SmtpTimeouts
{
    /// <summary>For the connection and for each response except the last.</summary>
    public TimeSpan Response { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For the response to the complete message, which the server may scan first.</summary>
    public TimeSpan Data { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>For the whole delivery; shorter than the outbox's claim.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromSeconds(150);
}
