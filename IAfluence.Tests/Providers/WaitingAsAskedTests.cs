using IAfluence.Core.Egress;
using IAfluence.Core.Providers;
using IAfluence.Core.Providers.OpenAi;
using IAfluence.Tests.Testing;

namespace IAfluence.Tests.Providers;

public sealed class WaitingAsAskedTests : IAsyncLifetime
{
    private readonly HttpMessageInvoker _http = new(EgressGuard.CreateHandler(privateNetworkAllowed: true));
    private readonly MovableTime _time = new();
    private LoopbackOpenAi _upstream = null!;

    public async Task InitializeAsync() => _upstream = await LoopbackOpenAi.StartAsync();

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _upstream.DisposeAsync();
    }

    [Theory]
    [InlineData("Slow down.", 0.5, "retry-after-ms: 500", "Retry-After: 7")]
    [InlineData("Slow down.", 7.0, "Retry-After: 7")]
    [InlineData("Slow down.", 12.0, "Retry-After: Sat, 14 Mar 2026 09:27:05 GMT")]
    [InlineData("Slow down.", 86_400.0, "Retry-After: 400000")]
    [InlineData("Slow down.", 362.5, "x-ratelimit-remaining-requests: 3", "x-ratelimit-reset-requests: 20s", "x-ratelimit-remaining-tokens: 0", "x-ratelimit-reset-tokens: 6m2.5s")]
    [InlineData("Slow down.", 0.017, "x-ratelimit-remaining-requests: 0", "x-ratelimit-reset-requests: 17ms")]
    [InlineData("Slow down.", 60.0, "anthropic-ratelimit-requests-remaining: 0", "anthropic-ratelimit-requests-reset: 2026-03-14T09:27:53Z")]
    [InlineData("Slow down.", null, "x-ratelimit-remaining-requests: 3", "x-ratelimit-reset-requests: 20s")]
    [InlineData("Slow down.", null, "Retry-After: soon")]
    [InlineData("Please try again in 7m12.5s. Visit https://example.test", 432.5)]
    [InlineData("Please retry after 1 minute.", 60.0)]
    [InlineData("Please try again in 20s.", 7.0, "Retry-After: 7")]
    [InlineData("You will regain access on 2026-03-14 at 10:26 UTC.", 3_547.0)]
    [InlineData("You will regain access on 2025-03-14 at 10:26 UTC.", 0.0)]
    public async Task The_wish_is_read_from_headers_limits_and_words(string said, double? seconds, params string[] headers)
    {
        _upstream.Behaves("m", new RefusalWithHeaders(said, headers));
        using var model = new OpenAiChatClient(_http, ChatEndpoint.Of(Catalog.Server(_upstream.BaseUrl), "m", null), "m", _time);

        var answer = await model.ReadAsync();

        Assert.Equal(ProviderFailure.RateLimited, answer.Failure?.Failure);
        Assert.Equal(seconds, answer.Failure?.RetryAfter is { } wait ? Math.Round(wait.TotalSeconds, 3) : null);
    }

    private sealed record RefusalWithHeaders(string Said, string[] Headers) : UpstreamReply
    {
        public override Task SendAsync(Microsoft.AspNetCore.Http.HttpContext context, UpstreamCall call)
        {
            foreach (var header in Headers)
                context.Response.Headers[header[..header.IndexOf(':', StringComparison.Ordinal)]] = header[(header.IndexOf(':', StringComparison.Ordinal) + 2)..];
            return Refuses(429, Said, "rate_limit_exceeded", "requests").SendAsync(context, call);
        }
    }
}
