using System.Text;
using MailKit;

namespace IAfluence.Core.Notifications.Smtp;

/// <summary>
/// Keeps the last line of a mail server, so that errors can quote it. Client commands, which include the password, are never kept.
/// </summary>
internal sealed class ServerTrace : IProtocolLogger
{
    private const int MaxCharacters = 500;

    private readonly StringBuilder _line = new();

    /// <summary>The server's last line; null when there is none.</summary>
    public string? LastLine { get; private set; }

    /// <summary>Whether the client has sent a command; before that, the server has only greeted.</summary>
    public bool HasSentCommand { get; private set; }

    /// <summary>
    /// Whether the server's last line has the SMTP form: a code of three digits, then a space, a hyphen or nothing (RFC 5321, 4.2).
    /// </summary>
    public bool SpeaksSmtp => LastLine is null || (LastLine.Length >= 3 && LastLine.AsSpan(0, 3).IndexOfAnyExceptInRange('0', '9') < 0 && (LastLine.Length == 3 || LastLine[3] is ' ' or '-'));

    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    public void LogConnect(Uri uri)
    {
        // The address is in the settings.
    }

    public void LogClient(byte[] buffer, int offset, int count) => HasSentCommand = true;

    public void LogServer(byte[] buffer, int offset, int count)
    {
        foreach (var letter in Encoding.UTF8.GetString(buffer, offset, count))
        {
            if (letter == '\n')
                _line.Clear();
            else if (letter != '\r' && _line.Length < MaxCharacters)
                LastLine = _line.Append(letter).ToString();
        }
    }

    public void Dispose()
    {
        // There is nothing to release.
    }
}
