using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using IAfluence.Benchmarks.Running;
using static IAfluence.Benchmarks.Running.Table;

namespace IAfluence.Benchmarks.Admin;

/// <summary>Signs in and opens every page that the admin links to, one page for each route.</summary>
internal sealed partial class AdminVisit(Uri address) : IDisposable
{
    public const string Email = "owner@benchmark.example";
    public const string Password = "benchmark passphrase 7";
    private const int WarmUp = 20;

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, CookieContainer = new CookieContainer() }) { BaseAddress = address };

    /// <summary>Posts the fields of the rendered sign-in form.</summary>
    public async Task SignInAsync()
    {
        var page = await _http.GetStringAsync(new Uri("/login", UriKind.Relative));
        var fields = Inputs().Matches(SignInForm().Match(page).Value).Select(match => match.Value).Where(input => Attribute(input, "name").Length > 0)
            .Select(input => KeyValuePair.Create(Attribute(input, "name"), Attribute(input, "type") switch
            {
                "email" => Email,
                "password" => Password,
                _ => Attribute(input, "value"),
            }));
        using var form = new FormUrlEncodedContent(fields);
        using var answer = await _http.PostAsync(new Uri("/login", UriKind.Relative), form);
        answer.EnsureSuccessStatusCode();
        if (answer.RequestMessage!.RequestUri!.AbsolutePath is "/login" or "/setup")
            throw new InvalidOperationException("Signing in led to " + answer.RequestMessage.RequestUri);
    }

    public async Task<List<string[]>> MeasureEveryPageAsync(int times)
    {
        var shapes = new Dictionary<string, string>();
        var waiting = new Queue<string>(["/admin"]);
        var rows = new List<string[]>();
        while (waiting.TryDequeue(out var link))
        {
            var shape = ShapeOf(link);
            if (!shapes.TryAdd(shape, link))
                continue;
            var page = await GetAsync(link);
            if (page is null)
                continue;
            foreach (var found in Links().Matches(page).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)))
                waiting.Enqueue(found);
            rows.Add(await MeasureAsync(shape, link, page.Length, times));
        }
        rows.Sort((one, other) => string.CompareOrdinal(one[0], other[0]));
        return rows;
    }

    public void Dispose() => _http.Dispose();

    private async Task<string[]> MeasureAsync(string shape, string link, int length, int times)
    {
        for (var n = 0; n < Math.Min(WarmUp, times); n++)
            await GetAsync(link);
        var samples = new List<double>(times);
        for (var n = 0; n < times; n++)
        {
            var begin = Stopwatch.GetTimestamp();
            await GetAsync(link);
            samples.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
        }
        var measured = new Samples(samples);
        return [$"`{shape}`", Number(length / 1024.0, 0), Number(measured.Median, 1), Number(measured.Percentile(0.99), 1)];
    }

    /// <returns>Null when the response is not a page, for example a download.</returns>
    private async Task<string?> GetAsync(string link)
    {
        using var answer = await _http.GetAsync(new Uri(link, UriKind.Relative));
        if (answer.Content.Headers.ContentType?.MediaType != "text/html")
            return null;
        return answer.IsSuccessStatusCode
            ? await answer.Content.ReadAsStringAsync()
            : throw new InvalidOperationException($"{link} answered {(int)answer.StatusCode}");
    }

    /// <summary>Treats pages that differ only in an id, a key or a cursor as the same.</summary>
    private static string ShapeOf(string link) => Values().Replace(Ids().Replace(link, "{id}"), "=…");

    private static string Attribute(string element, string name) =>
        WebUtility.HtmlDecode(Regex.Match(element, $"\\b{name}=\"([^\"]*)\"").Groups[1].Value);

    [GeneratedRegex("<form[^>]*action=\"/login[^>]*>.*?</form>", RegexOptions.Singleline)]
    private static partial Regex SignInForm();

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex Inputs();

    [GeneratedRegex("<a[^>]*?\\shref=\"((?:/admin|/account)[^\"#]*)")]
    private static partial Regex Links();

    [GeneratedRegex("[0-9a-f]{32}")]
    private static partial Regex Ids();

    [GeneratedRegex("=[^&]*")]
    private static partial Regex Values();
}
