using IAfluence.Core.Chatbots;
using IAfluence.Core.Installation;
using IAfluence.Core.Installation.SelfTesting;
using IAfluence.Web.Hosting;
using Microsoft.Extensions.Options;

namespace IAfluence.Web.Pages.Chatbots.Installation;

/// <summary>Tests pages that should show a chatbot's widget, with a rate limit for each user.</summary>
public sealed class PageTests(IOptions<SiteOptions> site, SelfTest test, ICallLimiter limiter)
{
    /// <summary>The number of tests per user and minute.</summary>
    public const int PerMinute = 10;

    /// <param name="page">The page's address as typed.</param>
    /// <param name="address">This installation's address from the request.</param>
    /// <param name="chatbot">The chatbot that the page should show.</param>
    /// <param name="version">The version with the allowed origins to use.</param>
    /// <returns>Null when the rate limit is exceeded.</returns>
    public async Task<IReadOnlyList<Finding>?> RunOrNullAsync(
        UserId by, string page, InstallationAddress address, Chatbot chatbot, ChatbotVersion version, CancellationToken ct)
    {
        if (await limiter.TryTakeAsync([new CallLimit("self-test", by.Value, PerMinute)], ct) is not null)
            return null;
        // The configured address; null when each request's address is used.
        var known = site.Value.PublicUrl is { Length: > 0 } url ? InstallationAddress.Of(url) : null;
        return await test.RunAsync(page, new SelfTestSubject(address, known, chatbot.PublicKey, version.Settings.AllowedOrigins), ct);
    }
}
