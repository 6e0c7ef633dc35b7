using System.Net;
using System.Net.Http.Json;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.WidgetApi;

public sealed class TrustedProxyTests(TrustedProxyTests.Behind installation) : IClassFixture<TrustedProxyTests.Behind>
{
    [Fact]
    public async Task The_visitors_address_is_what_the_trusted_proxy_says_and_nothing_before_it()
    {
        var first = await installation.Http.SendAsAsync("203.0.113.1");
        var others = new[] { await installation.Http.SendAsAsync("203.0.113.2"), await installation.Http.SendAsAsync("203.0.113.3") };
        // What a visitor writes into the header stands before what the proxy adds.
        var again = await installation.Http.SendAsAsync("198.51.100.7, 203.0.113.1");
        var third = await installation.Http.SendAsAsync("198.51.100.8, 203.0.113.1");

        Assert.Equal(HttpStatusCode.BadRequest, first.StatusCode);
        Assert.All(others, other => Assert.Equal(HttpStatusCode.BadRequest, other.StatusCode));
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, third.StatusCode);
        Assert.True(third.Headers.Contains("Strict-Transport-Security"));
    }

    public sealed class Behind : LoopbackInstallation
    {
        protected override IReadOnlyList<string> Settings => ["--RateLimits:PerAddressPerMinute=2", "--Proxy:Trusted=127.0.0.0/8, ::1"];
    }
}

public sealed class UntrustedProxyTests(UntrustedProxyTests.Beside installation) : IClassFixture<UntrustedProxyTests.Beside>
{
    [Fact]
    public async Task Headers_of_an_unknown_proxy_change_neither_address_nor_scheme()
    {
        HttpResponseMessage last = null!;
        for (var number = 0; number < 3; number++)
            last = await installation.Http.SendAsAsync($"203.0.113.{number}");

        Assert.Equal(HttpStatusCode.TooManyRequests, last.StatusCode);
        Assert.False(last.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task A_forged_address_buys_no_more_contacts_either()
    {
        var statuses = new List<HttpStatusCode>();
        for (var number = 0; number < 11; number++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/widget/v1/chatbots/pk_normal/contact") { Content = JsonContent.Create(new { email = "a@b.fr" }) };
            request.Headers.Add("Origin", LoopbackInstallation.Origin);
            request.Headers.Add("X-Forwarded-For", $"203.0.113.{number}");
            using var response = await installation.Http.SendAsync(request);
            statuses.Add(response.StatusCode);
        }

        // The chatbot has no form: what is counted is the call.
        Assert.Equal(10, statuses.Count(status => status == HttpStatusCode.NotFound));
        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
    }

    public sealed class Beside : LoopbackInstallation
    {
        protected override IReadOnlyList<string> Settings => ["--RateLimits:PerAddressPerMinute=2", "--Proxy:Trusted=10.0.0.0/8"];
    }
}

file static class Forwarding
{
    /// <summary>A message that says nothing, as a proxy would forward it: the pace is checked before the body.</summary>
    public static async Task<HttpResponseMessage> SendAsAsync(this HttpClient http, string forwardedFor)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/widget/v1/chatbots/pk_normal/messages") { Content = JsonContent.Create(new { text = "" }) };
        request.Headers.Add("Origin", LoopbackInstallation.Origin);
        request.Headers.Add("X-Forwarded-For", forwardedFor);
        request.Headers.Add("X-Forwarded-Proto", "https");
        return await http.SendAsync(request);
    }
}
