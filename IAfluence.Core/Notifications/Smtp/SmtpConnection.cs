using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace IAfluence.Core.Notifications.Smtp;

/// <summary>The conversation with a mail server, line by line (RFC 5321). Knows no message.</summary>
internal sealed class SmtpConnection : IAsyncDisposable
{
    private const int MaxLineBytes = 4096;
    private const int MaxLines = 200;

    private readonly TcpClient _tcp;
    private readonly byte[] _buffer = new byte[MaxLineBytes];
    private Stream _stream;
    private int _start;
    private int _end;

    private SmtpConnection(TcpClient tcp) => (_tcp, _stream) = (tcp, tcp.GetStream());

    /// <summary>Whether what is said is encrypted.</summary>
    public bool IsEncrypted => _stream is SslStream;

    /// <summary>How this machine names itself where it has no name that others know: the address of its end (RFC 5321, 4.1.3).</summary>
    public string OwnName => _tcp.Client.LocalEndPoint is IPEndPoint { Address: var address }
        ? address.IsIPv4MappedToIPv6 || address.AddressFamily == AddressFamily.InterNetwork ? $"[{address.MapToIPv4()}]" : $"[IPv6:{new IPAddress(address.GetAddressBytes())}]"
        : "[127.0.0.1]";

    public static async Task<SmtpConnection> OpenAsync(string host, int port, CancellationToken ct)
    {
        var tcp = new TcpClient { NoDelay = true };
        try
        {
            await tcp.ConnectAsync(host, port, ct);
            return new SmtpConnection(tcp);
        }
        catch
        {
            tcp.Dispose();
            throw;
        }
    }

    /// <summary>Goes on encrypted. What the server said in clear and was not read is not believed: someone between could have said it.</summary>
    public async Task EncryptAsync(SslClientAuthenticationOptions tls, CancellationToken ct)
    {
        if (_start < _end)
            throw new MailNotTakenException(MailFault.NotSmtp, "The server went on in clear after STARTTLS.");
        var encrypted = new SslStream(_stream, leaveInnerStreamOpen: false);
        _stream = encrypted;
        await encrypted.AuthenticateAsClientAsync(tls, ct);
    }

    /// <param name="line">Without its end; a line break in it would be a second command, and is refused.</param>
    public async Task<SmtpReply> AskAsync(string line, CancellationToken ct)
    {
        if (line.AsSpan().ContainsAny('\r', '\n', '\0'))
            throw new MailNotTakenException(MailFault.AddressUnusable);
        await WriteAsync(line + "\r\n", ct);
        return await ReadAsync(ct);
    }

    public async Task WriteAsync(string text, CancellationToken ct)
    {
        await _stream.WriteAsync(Encoding.ASCII.GetBytes(text), ct);
        await _stream.FlushAsync(ct);
    }

    /// <summary>One whole reply, of however many lines.</summary>
    public async Task<SmtpReply> ReadAsync(CancellationToken ct)
    {
        var lines = new List<string>();
        var code = 0;
        while (lines.Count < MaxLines)
        {
            var line = await ReadLineAsync(ct);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), System.Globalization.NumberStyles.None, null, out var given) || given < 200 || (lines.Count > 0 && given != code)
                || (line.Length > 3 && line[3] is not (' ' or '-')))
                throw new MailNotTakenException(MailFault.NotSmtp, line);
            code = given;
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] == ' ')
                return new SmtpReply(code, lines);
        }

        throw new MailNotTakenException(MailFault.NotSmtp, "The server's answer does not end.");
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _stream.DisposeAsync();
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Hanging up on a server that has hung up is no fault.
        }

        _tcp.Dispose();
    }

    private async Task<string> ReadLineAsync(CancellationToken ct)
    {
        while (true)
        {
            var length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (length >= 0)
            {
                var line = Encoding.UTF8.GetString(_buffer, _start, length).TrimEnd('\r');
                _start += length + 1;
                return line;
            }

            if (_start > 0)
            {
                _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
                (_start, _end) = (0, _end - _start);
            }

            if (_end == _buffer.Length)
                throw new MailNotTakenException(MailFault.NotSmtp, "The server's line does not end.");
            var read = await _stream.ReadAsync(_buffer.AsMemory(_end), ct);
            if (read == 0)
                throw new IOException("The mail server hung up.");
            _end += read;
        }
    }
}
