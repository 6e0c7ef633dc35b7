using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.WidgetApi;

/// <summary>
/// Two nginx in a row before the product, one of them configured by our template and the other by someone who knows nothing of streams: the
/// answer arrives token by token all the same.
/// </summary>
public sealed partial class ChainedProxiesTests : LoopbackInstallation
{
    private const int Chunks = 20;
    private const string Host = "chat.agency.example";

    /// <summary>What the other nginx says of compression, and nothing else.</summary>
    private const string CompressesAll = "gzip on; gzip_proxied any; gzip_min_length 1; gzip_types *;";

    private readonly DirectoryInfo _certificates = Directory.CreateTempSubdirectory("iafluence-certificates-");

    private readonly SemaphoreSlim _gate = new(0);

    private string? _fingerprint;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Upstream.Behaves("slow", UpstreamReply.Words(Chunks) with { Gate = _gate });
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _gate.Dispose();
        _certificates.Delete(recursive: true);
    }

    [NginxTheory]
    [InlineData(true, "")]
    [InlineData(true, CompressesAll)]
    [InlineData(false, "")]
    [InlineData(false, CompressesAll)]
    public async Task An_answer_arrives_token_by_token(bool ownIsInside, string compression)
    {
        var application = new Uri(Product.Address).Authority;
        await using var inner = await Nginx.StartAsync(port => ownIsInside ? Own(port, application) : Plain(port, "http://" + application, compression));
        await using var outer = await Nginx.StartAsync(port => ownIsInside ? Plain(port, $"https://127.0.0.1:{inner.Port}", compression) : Own(port, $"127.0.0.1:{inner.Port}"));
        using var http = new HttpClient(new SocketsHttpHandler
        {
            AutomaticDecompression = DecompressionMethods.None,
            SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString() == _fingerprint },
        });
        using var request = NewRequest($"{(ownIsInside ? "http" : "https")}://127.0.0.1:{outer.Port}");
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        var text = await ReadTokenByTokenAsync(response);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(compression.Length > 0, response.Content.Headers.ContentEncoding.Contains("gzip"));
        Assert.Contains("mot" + Chunks, text, StringComparison.Ordinal);
        Assert.Contains("event: done", text, StringComparison.Ordinal);
    }

    private static HttpRequestMessage NewRequest(string address)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{address}/widget/v1/chatbots/{KeyOf("slow")}/messages") { Content = JsonContent.Create(new { text = "Racontez" }) };
        request.Headers.Host = Host;
        request.Headers.Add("Origin", Origin);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        return request;
    }

    // The provider gives each token only when the one before has arrived here: a proxy that holds tokens back never lets it end.
    private async Task<string> ReadTokenByTokenAsync(HttpResponseMessage response)
    {
        using var limit = new CancellationTokenSource(Eventually.Limit);
        var body = await response.Content.ReadAsStreamAsync();
        await using var plain = response.Content.Headers.ContentEncoding.Contains("gzip") ? new System.IO.Compression.GZipStream(body, System.IO.Compression.CompressionMode.Decompress) : body;
        var (text, buffer) = (new StringBuilder(), new byte[64 * 1024]);
        for (var token = 1; token <= Chunks; token++)
        {
            _gate.Release();
            while (!text.ToString().Contains($"mot{token}\"", StringComparison.Ordinal))
            {
                var read = await plain.ReadAsync(buffer, limit.Token);
                Assert.True(read > 0, text.ToString());
                text.Append(Encoding.UTF8.GetString(buffer, 0, read));
            }
        }

        while (await plain.ReadAsync(buffer, limit.Token) is var read and > 0)
            text.Append(Encoding.UTF8.GetString(buffer, 0, read));
        return text.ToString();
    }

    /// <summary>The template as an operator fills it in; only where it listens is this machine's.</summary>
    private string Own(int port, string upstream)
    {
        CertifyHost();
        var template = File.ReadAllText(Path.Combine(Repository.Root, "deploy", "nginx", "iafluence.conf.template"));
        var filled = template
            .Replace("${IAFLUENCE_HOST}", Host, StringComparison.Ordinal)
            .Replace("${IAFLUENCE_UPSTREAM}", upstream, StringComparison.Ordinal)
            .Replace("${IAFLUENCE_CERTIFICATES}", _certificates.FullName, StringComparison.Ordinal);
        var withoutPlain = PlainServer().Replace(filled, "");
        return AnyAddress().Replace(withoutPlain, "").Replace("listen 443", $"listen 127.0.0.1:{port}", StringComparison.Ordinal);
    }

    private static string Plain(int port, string upstream, string compression) =>
        $"server {{ listen 127.0.0.1:{port}; {compression} location / {{ proxy_pass {upstream}; }} }}";

    private void CertifyHost()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_certificates.FullName, Host)).FullName;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=" + Host, key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
        _fingerprint = certificate.GetCertHashString();
        File.WriteAllText(Path.Combine(folder, "fullchain.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "privkey.pem"), key.ExportPkcs8PrivateKeyPem());
    }

    [GeneratedRegex(@"server \{\s+listen 80;.*?\n\}\n", RegexOptions.Singleline)]
    private static partial Regex PlainServer();

    [GeneratedRegex(@"^ *listen \[::\].*\n", RegexOptions.Multiline)]
    private static partial Regex AnyAddress();
}
