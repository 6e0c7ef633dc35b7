using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace IAfluence.Tests.Testing;

/// <summary>
/// A real mail server on loopback that keeps what it gets: in clear, with STARTTLS or with TLS from the first byte, under a certificate it made itself,
/// open or for those who sign in; and with the faults a test asks for.
/// </summary>
internal sealed class SmtpSink : IAsyncDisposable
{
    public const string User = "alerts@agency.example";
    public const string Password = "a long\\ pâssword";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<TakenMail> _taken = new();
    private readonly ConcurrentQueue<string> _commands = new();
    private readonly ConcurrentDictionary<string, string> _answers = new();
    private readonly Task _accepting;

    private SmtpSink()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public X509Certificate2 Certificate { get; } = SelfMade("127.0.0.1");

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public bool ImplicitTls { get; init; }

    public bool OffersStartTls { get; init; }

    public bool AsksToSignIn { get; init; }

    /// <summary>What it offers when it asks to sign in.</summary>
    public string Ways { get; init; } = "PLAIN LOGIN";

    /// <summary>What it answers to a whole command instead of obeying; null to obey.</summary>
    public Func<string, string?>? Refuses { get; init; }

    public IReadOnlyList<TakenMail> Taken => [.. _taken];

    /// <summary>Every command as it came, with "TLS " before those that came encrypted.</summary>
    public IReadOnlyList<string> Commands => [.. _commands];

    public static SmtpSink Start(
        bool implicitTls = false, bool startTls = false, bool signIn = false, string ways = "PLAIN LOGIN", Func<string, string?>? refuses = null) =>
        new() { ImplicitTls = implicitTls, OffersStartTls = startTls, AsksToSignIn = signIn, Ways = ways, Refuses = refuses };

    /// <param name="verb">A command's first word, DATA for the command and "." for the end of a message; CONNECT for the greeting.</param>
    /// <param name="answer">What it says instead; "hang" to say nothing, "close" to hang up; null to be well again.</param>
    public SmtpSink Responds(string verb, string? answer)
    {
        if (answer is null)
            _answers.TryRemove(verb, out _);
        else
            _answers[verb] = answer;
        return this;
    }

    /// <summary>The settings of an installation that sends here.</summary>
    public (string, string)[] Settings(string security, bool signIn = true) =>
    [
        ("Email:Mode", "smtp"), ("Email:From", "Alertes IAfluence é <alerts@agency.example>"), ("Email:Smtp:Host", "127.0.0.1"),
        ("Email:Smtp:Port", Port.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("Email:Smtp:Security", security),
        .. signIn ? [("Email:Smtp:User", User), ("Email:Smtp:Password", Password)] : Array.Empty<(string, string)>(),
    ];

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        Certificate.Dispose();
        _end.Dispose();
    }

    private static X509Certificate2 SelfMade(string address)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + address, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Parse(address));
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test ends.
        }
    }

    private async Task ServeAsync(TcpClient tcp)
    {
        using var closing = tcp;
        try
        {
            await new Conversation(this, tcp.GetStream()).HoldAsync(_end.Token);
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException or ObjectDisposedException)
        {
            // Whoever called has hung up, or did not like the certificate.
        }
    }

    /// <param name="From">The envelope's sender.</param>
    /// <param name="To">The envelope's recipients.</param>
    /// <param name="Data">The message with its dots as they were written.</param>
    /// <param name="Encrypted">Whether it came through TLS.</param>
    /// <param name="SignedInAs">Null when nobody had signed in.</param>
    internal sealed record TakenMail(string From, IReadOnlyList<string> To, string Data, bool Encrypted, string? SignedInAs)
    {
        public ReadMail Read() => ReadMail.Of(Data);
    }

    private sealed class Conversation(SmtpSink sink, Stream stream)
    {
        private readonly List<string> _to = [];
        private Stream _stream = stream;
        private string? _from;
        private string? _user;

        private bool Encrypted => _stream is SslStream;

        public async Task HoldAsync(CancellationToken ct)
        {
            if (sink.ImplicitTls)
                await EncryptAsync(ct);
            if (!await SayAsync("CONNECT", "220 sink.example ESMTP\r\n", ct))
                return;
            while (await ReadLineAsync(ct) is { } line)
            {
                sink._commands.Enqueue((Encrypted ? "TLS " : "") + line);
                var verb = line.Split(' ')[0].ToUpperInvariant();
                if (!await ObeyAsync(verb, line, ct))
                    return;
            }
        }

        private async Task<bool> ObeyAsync(string verb, string line, CancellationToken ct)
        {
            if (sink.Refuses?.Invoke(line) is { } refusal)
            {
                await WriteAsync(refusal + "\r\n", ct);
                return true;
            }

            switch (verb)
            {
                case "HELO":
                    return await SayAsync(verb, "250 sink.example\r\n", ct);
                case "EHLO":
                    var offers = "250-sink.example greets you\r\n250-SIZE 10000000\r\n"
                        + (sink.OffersStartTls && !Encrypted ? "250-STARTTLS\r\n" : "")
                        + (sink.AsksToSignIn ? $"250-AUTH {sink.Ways}\r\n" : "") + "250 8BITMIME\r\n";
                    return await SayAsync(verb, offers, ct);
                case "STARTTLS":
                    if (!await SayAsync(verb, "220 go on\r\n", ct))
                        return false;
                    if (!sink._answers.ContainsKey(verb))
                        await EncryptAsync(ct);
                    return true;
                case "AUTH":
                    return await SignInAsync(line, ct);
                case "MAIL" when sink.AsksToSignIn && _user is null:
                    return await SayAsync("", "530 5.7.0 Authentication required\r\n", ct);
                case "MAIL":
                    (_from, _) = (Between(line), _to.RemoveAll(_ => true));
                    return await SayAsync(verb, "250 2.1.0 ok\r\n", ct);
                case "RCPT":
                    _to.Add(Between(line));
                    return await SayAsync(verb, "250 2.1.5 ok\r\n", ct);
                case "DATA":
                    return await SayAsync(verb, "354 go on\r\n", ct) && (sink._answers.ContainsKey(verb) || await TakeAsync(ct));
                case "QUIT":
                    await SayAsync(verb, "221 good-bye\r\n", ct);
                    return false;
                default:
                    return await SayAsync(verb, "502 5.5.1 not known\r\n", ct);
            }
        }

        private async Task<bool> SignInAsync(string line, CancellationToken ct)
        {
            var words = line.Split(' ');
            string user, password;
            if (words[1] == "PLAIN" && sink.Ways.Contains("PLAIN", StringComparison.Ordinal))
            {
                var parts = Clear(words[2]).Split('\0');
                (user, password) = (parts[1], parts[2]);
            }
            else if (words[1] == "LOGIN" && sink.Ways.Contains("LOGIN", StringComparison.Ordinal))
            {
                await WriteAsync("334 VXNlcm5hbWU6\r\n", ct);
                user = Clear((await ReadLineAsync(ct))!);
                await WriteAsync("334 UGFzc3dvcmQ6\r\n", ct);
                password = Clear((await ReadLineAsync(ct))!);
            }
            else
            {
                return await SayAsync("", "504 5.5.4 not offered\r\n", ct);
            }

            _user = (user, password) == (User, Password) ? user : null;
            return await SayAsync("AUTH", _user is null ? "535-5.7.8 No.\r\n535 5.7.8 Wrong user or password\r\n" : "235 2.7.0 welcome\r\n", ct);
        }

        private async Task<bool> TakeAsync(CancellationToken ct)
        {
            var data = new StringBuilder();
            while (await ReadLineAsync(ct) is { } line && line != ".")
                data.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
            if (!sink._answers.TryGetValue(".", out var answer) || answer == "close-after")
                sink._taken.Enqueue(new TakenMail(_from!, [.. _to], data.ToString(), Encrypted, _user));
            return await SayAsync(".", "250 2.0.0 taken\r\n", ct);
        }

        private async Task<bool> SayAsync(string verb, string usual, CancellationToken ct)
        {
            switch (sink._answers.GetValueOrDefault(verb))
            {
                case null:
                    await WriteAsync(usual, ct);
                    return true;
                case "hang":
                    await Task.Delay(Timeout.Infinite, ct);
                    return false;
                case "close" or "close-after":
                    return false;
                case { } answer:
                    await WriteAsync(answer + "\r\n", ct);
                    return true;
            }
        }

        private async Task EncryptAsync(CancellationToken ct)
        {
            var encrypted = new SslStream(_stream);
            await encrypted.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = sink.Certificate }, ct);
            _stream = encrypted;
        }

        private async Task WriteAsync(string text, CancellationToken ct)
        {
            await _stream.WriteAsync(Encoding.ASCII.GetBytes(text), ct);
            await _stream.FlushAsync(ct);
        }

        private async Task<string?> ReadLineAsync(CancellationToken ct)
        {
            var line = new List<byte>();
            var one = new byte[1];
            while (await _stream.ReadAsync(one, ct) == 1)
            {
                if (one[0] == '\n')
                    return Encoding.Latin1.GetString([.. line]).TrimEnd('\r');
                line.Add(one[0]);
            }

            return null;
        }

        private static string Between(string line) => line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.LastIndexOf('>')];

        private static string Clear(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));
    }
}
