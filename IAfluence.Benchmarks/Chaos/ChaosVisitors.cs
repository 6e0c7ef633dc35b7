using System.Net;
using System.Text;
using System.Text.Json;

namespace IAfluence.Benchmarks.Chaos;

/// <summary>The answers that the visitors of a run received.</summary>
/// <param name="Exact">Answers equal to the expected text that end with <c>done</c>.</param>
/// <param name="Wrong">Answers that end with <c>done</c> but have missing, repeated or additional text.</param>
/// <param name="Errors">Answers with an error, or no answer.</param>
/// <param name="Samples">Some of the wrong answers, for inspection.</param>
internal sealed record ChaosOutcome(int Exact, int Wrong, int Errors, IReadOnlyList<string> Samples);

/// <summary>Visitors who send one question after the other, each in a new conversation, and read every answer to its end.</summary>
internal sealed class ChaosVisitors(Uri product, IReadOnlyList<string> chatbots) : IDisposable
{
    public const string Origin = "https://visitor.example";
    private const int MaxSamples = 5;

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false }) { BaseAddress = product, Timeout = TimeSpan.FromMinutes(2) };
    private readonly List<string> _samples = [];
    private int _exact;
    private int _wrong;
    private int _errors;

    /// <param name="visitors">The number of concurrent visitors.</param>
    /// <param name="from">The number of the first question.</param>
    /// <param name="count">The number of questions.</param>
    public async Task<ChaosOutcome> AskAsync(int visitors, int from, int count)
    {
        (_exact, _wrong, _errors) = (0, 0, 0);
        _samples.Clear();
        var next = from - 1;
        await Task.WhenAll(Enumerable.Range(0, visitors).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var number && number < from + count)
                await AskAsync(number);
        })));
        return new ChaosOutcome(_exact, _wrong, _errors, [.. _samples]);
    }

    public void Dispose() => _http.Dispose();

    private async Task AskAsync(int number)
    {
        var body = JsonSerializer.Serialize(new { text = $"Question n° {number} ?", locale = "fr", page = Origin + "/" });
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/widget/v1/chatbots/{chatbots[number % chatbots.Count]}/messages")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Origin", Origin);
        request.Headers.TryAddWithoutValidation("Accept", "text/event-stream");
        using var answer = await _http.SendAsync(request);
        var stream = await answer.Content.ReadAsStringAsync();
        if (answer.StatusCode != HttpStatusCode.OK || !stream.Contains("event: done\n", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _errors);
            Keep($"question {number}: HTTP {(int)answer.StatusCode} …{stream[^Math.Min(stream.Length, 250)..].ReplaceLineEndings(" ")}");
            return;
        }

        var text = TextOf(stream);
        if (text == FlakyUpstream.ReplyTo(number))
        {
            Interlocked.Increment(ref _exact);
            return;
        }

        Interlocked.Increment(ref _wrong);
        Keep($"question {number}: {text}");
    }

    private static string TextOf(string stream)
    {
        var text = new StringBuilder();
        var isToken = false;
        foreach (var line in stream.AsSpan().EnumerateLines())
        {
            if (line.StartsWith("event: "))
            {
                isToken = line is "event: token";
            }
            else if (isToken && line.StartsWith("data: "))
            {
                using var data = JsonDocument.Parse(line[6..].ToString());
                text.Append(data.RootElement.GetProperty("text").GetString());
            }
        }

        return text.ToString();
    }

    private void Keep(string sample)
    {
        lock (_samples)
        {
            if (_samples.Count < MaxSamples)
                _samples.Add(sample);
        }
    }
}
