using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace IAfluence.Core.Notifications.Smtp;

/// <summary>The step during which a delivery failed.</summary>
internal enum SmtpStep
{
    Connecting,
    SigningIn,
    Sending,
}

/// <summary>Maps exceptions of the SMTP client to faults.</summary>
internal static class SmtpFaults
{
    /// <returns>Null when the exception is not a delivery fault.</returns>
    public static MailDeliveryException? OfOrNull(Exception error, SmtpStep step, ServerTrace trace) => error switch
    {
        SslHandshakeException => new(MailFault.TlsFailed, null, error),
        NotSupportedException => new(step == SmtpStep.SigningIn ? MailFault.AuthenticationUnavailable : MailFault.TlsUnavailable, null, error),
        AuthenticationException { InnerException: SmtpCommandException refused } => OfReply(refused, MailFault.AuthenticationRefused),
        AuthenticationException or ServiceNotAuthenticatedException => new(MailFault.AuthenticationRefused, trace.LastLine, error),
        SmtpCommandException refused => OfReply(refused, FaultOf(refused, step, trace)),
        SmtpProtocolException or ServiceNotConnectedException => new(trace.SpeaksSmtp ? MailFault.Unreachable : MailFault.NotSmtp, trace.SpeaksSmtp ? null : trace.LastLine, error),
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => new(MailFault.HostUnknown, null, error),
        SocketException or IOException => new(MailFault.Unreachable, null, error),
        _ => null,
    };

    private static MailDeliveryException OfReply(SmtpCommandException refused, MailFault fault) => new(
        (int)refused.StatusCode is >= 400 and < 500 ? MailFault.TryLater : fault, $"{(int)refused.StatusCode} {refused.Message}".TrimEnd(), refused);

    private static MailFault FaultOf(SmtpCommandException refused, SmtpStep step, ServerTrace trace) => refused switch
    {
        // 530 and 538 mean that authentication is required, whatever the command was (RFC 4954, 6).
        { StatusCode: (SmtpStatusCode)530 or (SmtpStatusCode)538 } => MailFault.AuthenticationRefused,
        { ErrorCode: SmtpErrorCode.SenderNotAccepted } => MailFault.SenderRefused,
        { ErrorCode: SmtpErrorCode.RecipientNotAccepted } => MailFault.RecipientRefused,
        _ when step == SmtpStep.Sending => MailFault.MessageRefused,
        // A server that refuses in its greeting may accept mail later; a server that refuses EHLO and HELO does not speak SMTP.
        _ => trace.HasSentCommand ? MailFault.NotSmtp : MailFault.TryLater,
    };
}
