using System.Diagnostics;
using System.Net;
using System.Text;
using IAfluence.Benchmarks.Running;

namespace IAfluence.Benchmarks.Relay;

/// <summary>A question, with the byte patterns of the first token and of the regular end of its answer.</summary>
internal sealed record Question(Uri Address, string Body, string FirstToken, string End)
{
    public byte[] FirstTokenBytes { get; } = Encoding.UTF8.GetBytes(FirstToken);

    public byte[] EndBytes { get; } = Encoding.UTF8.GetBytes(End);
}

/// <param name="FirstToken">The times from sending the request to the first token.</param>
/// <param name="RepliesPerSecond">Complete answers per second over the round.</param>
internal sealed record Round(Samples FirstToken, double RepliesPerSecond, int Replies);

/// <summary>
/// Visitors who send one question after the other, each over a persistent connection. The same code measures the upstream and the product, so
/// its own cost affects both alike.
/// </summary>
internal sealed class LoadGenerator : IDisposable
{
    public const string Origin = "https://visitor.example";

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5) });

    /// <summary>Sends questions from the given number of concurrent visitors until <paramref name="answers"/> answers are received.</summary>
    public async Task<Round> AskAsync(Question question, int visitors, int answers)
    {
        var left = answers;
        var durations = new List<double>[visitors];
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, visitors).Select(visitor => Task.Run(async () =>
        {
            var own = durations[visitor] = [];
            var buffer = new byte[16 * 1024];
            while (Interlocked.Decrement(ref left) >= 0)
                own.Add(await AskOnceAsync(question, buffer));
        })));
        return new Round(new Samples(durations.SelectMany(own => own)), answers / clock.Elapsed.TotalSeconds, answers);
    }

    /// <summary>Opens a stream and keeps it open after its first token. Dispose the response to close it.</summary>
    public async Task<HttpResponseMessage> OpenAsync(Question question)
    {
        var answer = await SendAsync(question);
        var stream = await answer.Content.ReadAsStreamAsync();
        var buffer = new byte[4096];
        var filled = 0;
        while (buffer.AsSpan(0, filled).IndexOf(question.FirstTokenBytes) < 0)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(filled));
            if (read == 0)
                throw new InvalidOperationException("The stream ended before its first token: " + Encoding.UTF8.GetString(buffer, 0, filled));
            filled += read;
        }
        return answer;
    }

    public void Dispose() => _http.Dispose();

    private async Task<double> AskOnceAsync(Question question, byte[] buffer)
    {
        var begin = Stopwatch.GetTimestamp();
        using var answer = await SendAsync(question);
        await using var stream = await answer.Content.ReadAsStreamAsync();
        double? firstToken = null;
        var filled = 0;
        while (true)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(filled));
            if (read == 0)
                break;
            filled += read;
            if (firstToken is null && buffer.AsSpan(0, filled).IndexOf(question.FirstTokenBytes) >= 0)
                firstToken = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        }
        return firstToken is { } measured && buffer.AsSpan(0, filled).IndexOf(question.EndBytes) >= 0
            ? measured
            : throw new InvalidOperationException("The answer has no proper end: " + Encoding.UTF8.GetString(buffer, 0, filled));
    }

    private async Task<HttpResponseMessage> SendAsync(Question question)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, question.Address)
        {
            Version = HttpVersion.Version11,
            Content = new StringContent(question.Body, Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Origin", Origin);
        request.Headers.TryAddWithoutValidation("Accept", "text/event-stream");
        var answer = await _http.SendAsync(request, CancellationToken.None);
        return answer.StatusCode == HttpStatusCode.OK
            ? answer
            : throw new InvalidOperationException($"{question.Address} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }
}
