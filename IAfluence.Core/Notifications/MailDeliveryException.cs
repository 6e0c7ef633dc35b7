namespace IAfluence.Core.Notifications;

/// <summary>An e-mail was not accepted for delivery.</summary>
/// <param name="reply">The mail server's reply; null when there was none.</param>
/// <param name="inner">The cause, for the log.</param>
public sealed class MailDeliveryException(MailFault fault, string? reply = null, Exception? inner = null)
    : Exception($"The e-mail was not accepted: {fault}{(reply is null ? "" : $" ({reply})")}", inner)
{
    public MailFault Fault { get; } = fault;

    public string? Reply { get; } = reply;

    /// <summary>
    /// Whether another attempt is useless, because the fault concerns this recipient or message. Faults of the settings or the server concern
    /// every e-mail and can be fixed in the meantime.
    /// </summary>
    public bool IsFinal => Fault is MailFault.RecipientRefused or MailFault.MessageRefused or MailFault.AddressUnusable;
}
