using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.WidgetApi;

public sealed class PaceTests(PaceTests.Paced installation) : IClassFixture<PaceTests.Paced>
{
    [Fact]
    public async Task Address_sends_so_many_messages_a_minute_whatever_it_claims_to_be()
    {
        var statuses = new List<HttpStatusCode>();
        HttpResponseMessage? last = null;
        for (var number = 0; number < 13; number++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/widget/v1/chatbots/pk_normal/messages") { Content = JsonContent.Create(new { text = "" }) };
            request.Headers.Add("Origin", LoopbackInstallation.Origin);
            request.Headers.Add("X-Forwarded-For", $"203.0.113.{number}");
            last?.Dispose();
            last = await installation.Http.SendAsync(request);
            statuses.Add(last.StatusCode);
        }

        // The pace is checked before the body, so these are counted although they say nothing.
        Assert.Equal(12, statuses.Count(status => status == HttpStatusCode.BadRequest));
        Assert.Equal(HttpStatusCode.TooManyRequests, last!.StatusCode);
        Assert.Equal("rate_limited", (await last.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        Assert.InRange(last.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 5);
        Assert.Equal("Retry-After", last.Headers.GetValues("Access-Control-Expose-Headers").Single());
        last.Dispose();
    }

    public sealed class Paced : LoopbackInstallation
    {
        protected override IReadOnlyList<string> Settings => ["--RateLimits:PerAddressPerMinute=12"];
    }
}

public sealed class VisitorPaceTests(VisitorPaceTests.Paced installation) : IClassFixture<VisitorPaceTests.Paced>
{
    [Fact]
    public async Task Visitor_sends_fewer_messages_than_an_address()
    {
        var (hasty, other) = (installation.NewVisitor("normal"), installation.NewVisitor("normal"));
        await hasty.AskAsync("Bonjour");
        for (var number = 0; number < 3; number++)
            Assert.Null((await hasty.AskAsync("Encore")).Code);

        Assert.Equal("rate_limited", (await hasty.AskAsync("Encore une fois")).Code);
        Assert.Null((await other.AskAsync("Bonjour")).Code);
    }

    public sealed class Paced : LoopbackInstallation
    {
        protected override IReadOnlyList<string> Settings => ["--RateLimits:PerVisitorPerMinute=3"];
    }
}
