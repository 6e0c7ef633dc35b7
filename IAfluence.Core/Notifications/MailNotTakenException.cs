namespace IAfluence.Core.Notifications;

/// <summary>An e-mail was not handed over.</summary>
/// <param name="reply">What the mail server said; null when it said nothing.</param>
/// <param name="inner">What lies behind it, for the log.</param>
public sealed class MailNotTakenException(MailFault fault, string? reply = null, Exception? inner = null)
    : Exception($"The e-mail was not taken: {fault}{(reply is null ? "" : $" ({reply})")}", inner)
{
    public MailFault Fault { get; } = fault;

    public string? Reply { get; } = reply;

    /// <summary>
    /// Whether trying again is of no use: the fault is this recipient's or this message's. A fault of the settings or of the server
    /// concerns every e-mail and may be put right meanwhile.
    /// </summary>
    public bool IsFinal => Fault is MailFault.RecipientRefused or MailFault.MessageRefused or MailFault.AddressUnusable;
}
