using System.Net;
using System.Net.Security;
using System.Text;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace IAfluence.Core.Notifications.Smtp;

/// <summary>
/// Sends e-mails to a mail server with MailKit: implicit TLS, STARTTLS or unencrypted. When encryption is required, only the greeting is
/// unencrypted; credentials, recipients and messages are not.
/// </summary>
internal sealed class SmtpTransport(IOptions<EmailOptions> options, SmtpTrust trust, SmtpTimeouts timeouts, TimeProvider time) : IMailTransport
{
    /// <summary>MailKit writes the address as the literal <c>[127.0.0.1]</c>.</summary>
    private const string AddressLiteral = "127.0.0.1";

    private readonly SmtpOptions _smtp = options.Value.Smtp;

    public void DeleteCopy(Email email)
    {
        // An accepted e-mail cannot be recalled.
    }

    public async Task DeliverAsync(Email email, CancellationToken ct)
    {
        using var message = MimeMessages.Of(email, options.Value.From);
        using var whole = new CancellationTokenSource(timeouts.Total, time);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct, whole.Token);
        // A server that refuses the sender's domain in EHLO may accept an address literal (RFC 5321, 4.1.3).
        if (!await TryDeliverAsync(message, message.From.Mailboxes.First().Domain, mayGreetAgain: true, timeout.Token, ct))
            await TryDeliverAsync(message, AddressLiteral, mayGreetAgain: false, timeout.Token, ct);
    }

    /// <returns>False when the server refuses the EHLO name and another name can be tried.</returns>
    private async Task<bool> TryDeliverAsync(MimeMessage message, string ownName, bool mayGreetAgain, CancellationToken timeout, CancellationToken ct)
    {
        using var trace = new ServerTrace();
        using var smtp = new SmtpClient(trace) { LocalDomain = ownName, CheckCertificateRevocation = false };
        var certificate = SslPolicyErrors.None;
        smtp.ServerCertificateValidationCallback = (from, shown, chain, errors) =>
        {
            if (errors == SslPolicyErrors.None || trust.Also?.Invoke(from, shown, chain, errors) == true)
                return true;
            certificate = errors;
            return false;
        };
        var step = SmtpStep.Connecting;
        try
        {
            await Within(timeouts.Response, token => smtp.ConnectAsync(_smtp.Host!, _smtp.PortOrDefault, Security, token), timeout);
            step = SmtpStep.SigningIn;
            if (_smtp.User is not null)
                await Within(timeouts.Response, token => SignInAsync(smtp, token), timeout);
            step = SmtpStep.Sending;
            await Within(timeouts.Data, token => smtp.SendAsync(message, token), timeout);
        }
        catch (SslHandshakeException error) when (certificate != SslPolicyErrors.None)
        {
            throw new MailDeliveryException(MailFault.CertificateRefused, certificate.ToString(), error);
        }
        catch (OperationCanceledException error) when (!ct.IsCancellationRequested)
        {
            throw new MailDeliveryException(MailFault.TimedOut, null, error);
        }
        catch (SmtpCommandException refused) when (step == SmtpStep.Connecting && mayGreetAgain && trace.HasSentCommand && (int)refused.StatusCode >= 500)
        {
            return false;
        }
        catch (Exception error) when (SmtpFaults.OfOrNull(error, step, trace) is { } fault)
        {
            throw fault;
        }

        await DisconnectAsync(smtp, timeout);
        return true;
    }

    private SecureSocketOptions Security => _smtp.SecurityOrDefault switch
    {
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
        SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.None,
    };

    private Task SignInAsync(SmtpClient smtp, CancellationToken ct)
    {
        // These mechanisms need tokens or Kerberos and would only fail first.
        smtp.AuthenticationMechanisms.ExceptWith(["XOAUTH2", "OAUTHBEARER", "GSSAPI", "NTLM"]);
        return smtp.AuthenticateAsync(Encoding.UTF8, new NetworkCredential(_smtp.User, _smtp.Password), ct);
    }

    private async Task DisconnectAsync(SmtpClient smtp, CancellationToken ct)
    {
        try
        {
            await Within(timeouts.Response, token => smtp.DisconnectAsync(quit: true, token), ct);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or SmtpProtocolException or SmtpCommandException)
        {
            // The message is already accepted, so errors while closing the connection do not matter.
        }
    }

    private async Task Within(TimeSpan atMost, Func<CancellationToken, Task> step, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(atMost, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        await step(linked.Token);
    }
}

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

/// <summary>
/// An additional certificate check, besides the machine's trusted authorities. Only tests use it; to trust a private authority, add it to
/// the machine's store.
/// </summary>
/// <param name="Also">Called when the machine does not trust the certificate; null to refuse such certificates.</param>
internal sealed record SmtpTrust(RemoteCertificateValidationCallback? Also);
