using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using IAfluence.Core.Notifications.Mime;
using Microsoft.Extensions.Options;

namespace IAfluence.Core.Notifications.Smtp;

/// <summary>
/// Hands e-mails to a mail server: implicit TLS, STARTTLS or in clear; AUTH PLAIN or LOGIN. Where encryption is asked for, nothing but
/// the greeting is said without it: neither user nor recipient, and never the message.
/// </summary>
internal sealed class SmtpTransport(IOptions<EmailOptions> options, SmtpTrust trust, SmtpTimeouts timeouts, TimeProvider time) : IMailTransport
{
    private readonly SmtpOptions _smtp = options.Value.Smtp;

    public void TakeBack(Email email)
    {
        // What a server took is out of reach.
    }

    public async Task DeliverAsync(Email email, CancellationToken ct)
    {
        var recipient = MailAddresses.EnvelopeOrNull(email.To) ?? throw new MailNotTakenException(MailFault.AddressUnusable);
        var sender = MailAddresses.ParseOrNull(options.Value.From!)!.Address;
        var message = MimeMessage.Write(email, options.Value.From);
        using var whole = new CancellationTokenSource(timeouts.Whole, time);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct, whole.Token);
        try
        {
            await using var connection = await Within(timeouts.Answer, token => SmtpConnection.OpenAsync(_smtp.Host!, _smtp.PortOrDefault, token), patience.Token);
            var offers = await GreetAsync(connection, patience.Token);
            if (_smtp.User is not null)
                await SignInAsync(connection, offers, patience.Token);
            await Ask(connection, $"MAIL FROM:<{sender}>", MailFault.SenderRefused, patience.Token);
            await Ask(connection, $"RCPT TO:<{recipient}>", MailFault.RecipientRefused, patience.Token);
            await Ask(connection, "DATA", MailFault.MessageRefused, patience.Token);
            await connection.WriteAsync(DotStuffed(message) + ".\r\n", patience.Token);
            Check(await Within(timeouts.Acceptance, connection.ReadAsync, patience.Token), MailFault.MessageRefused);
            await TakeLeaveAsync(connection, patience.Token);
        }
        catch (OperationCanceledException error) when (!ct.IsCancellationRequested)
        {
            throw new MailNotTakenException(MailFault.TimedOut, null, error);
        }
        catch (SocketException error)
        {
            throw new MailNotTakenException(
                error.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain ? MailFault.HostUnknown : MailFault.Unreachable, null, error);
        }
        catch (IOException error)
        {
            throw new MailNotTakenException(MailFault.Unreachable, null, error);
        }
    }

    /// <returns>What the server can do, as it says once the connection is as safe as it will be.</returns>
    private async Task<IReadOnlyList<string>> GreetAsync(SmtpConnection connection, CancellationToken ct)
    {
        if (_smtp.SecurityOrDefault == SmtpSecurity.Tls)
            await EncryptAsync(connection, ct);
        Check(await Within(timeouts.Answer, connection.ReadAsync, ct), MailFault.TryLater);
        var offers = await Ask(connection, "EHLO " + connection.OwnName, MailFault.NotSmtp, ct);
        if (_smtp.SecurityOrDefault != SmtpSecurity.StartTls)
            return offers.Lines;
        if (!offers.Lines.Any(line => line.Trim().Equals("STARTTLS", StringComparison.OrdinalIgnoreCase)))
            throw new MailNotTakenException(MailFault.TlsUnavailable);
        await Ask(connection, "STARTTLS", MailFault.TlsUnavailable, ct);
        await EncryptAsync(connection, ct);
        // What was offered in clear is forgotten with everything else said in clear.
        return (await Ask(connection, "EHLO " + connection.OwnName, MailFault.NotSmtp, ct)).Lines;
    }

    private async Task EncryptAsync(SmtpConnection connection, CancellationToken ct)
    {
        var refused = SslPolicyErrors.None;
        var tls = new SslClientAuthenticationOptions
        {
            TargetHost = _smtp.Host,
            RemoteCertificateValidationCallback = (from, certificate, chain, errors) =>
            {
                if (errors == SslPolicyErrors.None || trust.Also?.Invoke(from, certificate, chain, errors) == true)
                    return true;
                refused = errors;
                return false;
            },
        };
        try
        {
            await Within(
                timeouts.Answer,
                async token =>
                {
                    await connection.EncryptAsync(tls, token);
                    return true;
                },
                ct);
        }
        catch (AuthenticationException error)
        {
            throw new MailNotTakenException(refused == SslPolicyErrors.None ? MailFault.TlsFailed : MailFault.CertificateRefused, refused == SslPolicyErrors.None ? null : refused.ToString(), error);
        }
        catch (IOException error)
        {
            throw new MailNotTakenException(MailFault.TlsFailed, null, error);
        }
    }

    private async Task SignInAsync(SmtpConnection connection, IReadOnlyList<string> offers, CancellationToken ct)
    {
        // The settings allow a password in clear by saying "none", and only so.
        if (!connection.IsEncrypted && _smtp.SecurityOrDefault != SmtpSecurity.None)
            throw new MailNotTakenException(MailFault.TlsUnavailable);
        var ways = offers.Where(line => line.StartsWith("AUTH ", StringComparison.OrdinalIgnoreCase) || line.StartsWith("AUTH=", StringComparison.OrdinalIgnoreCase))
            .SelectMany(line => line[5..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (ways.Contains("PLAIN"))
        {
            await Ask(connection, "AUTH PLAIN " + Base64($"\0{_smtp.User}\0{_smtp.Password}"), MailFault.AuthenticationRefused, ct);
        }
        else if (ways.Contains("LOGIN"))
        {
            await Ask(connection, "AUTH LOGIN", MailFault.AuthenticationRefused, ct);
            await Ask(connection, Base64(_smtp.User!), MailFault.AuthenticationRefused, ct);
            await Ask(connection, Base64(_smtp.Password!), MailFault.AuthenticationRefused, ct);
        }
        else
        {
            throw new MailNotTakenException(MailFault.AuthenticationUnavailable);
        }
    }

    private async Task<SmtpReply> Ask(SmtpConnection connection, string line, MailFault whenRefused, CancellationToken ct) =>
        Check(await Within(timeouts.Answer, token => connection.AskAsync(line, token), ct), whenRefused);

    private static SmtpReply Check(SmtpReply reply, MailFault whenRefused) =>
        reply.IsPositive ? reply : throw new MailNotTakenException(reply.IsTemporary ? MailFault.TryLater : FaultOf(reply, whenRefused), reply.Text);

    // 530 and 538 ask to sign in, whatever was being said.
    private static MailFault FaultOf(SmtpReply reply, MailFault whenRefused) => reply.Code is 530 or 538 ? MailFault.AuthenticationRefused : whenRefused;

    private async Task TakeLeaveAsync(SmtpConnection connection, CancellationToken ct)
    {
        try
        {
            await Within(timeouts.Answer, token => connection.AskAsync("QUIT", token), ct);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or MailNotTakenException)
        {
            // The message is taken; how the server says good-bye changes nothing.
        }
    }

    private async Task<T> Within<T>(TimeSpan atMost, Func<CancellationToken, Task<T>> step, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(atMost, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        return await step(linked.Token);
    }

    /// <summary>A line of one dot ends the message: every line that begins with a dot gets another (RFC 5321, 4.5.2).</summary>
    internal static string DotStuffed(string message)
    {
        var stuffed = message.Replace("\r\n.", "\r\n..", StringComparison.Ordinal);
        return stuffed.StartsWith('.') ? "." + stuffed : stuffed;
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
