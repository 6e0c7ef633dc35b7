using IAfluence.Core.Chatbots;
using IAfluence.Core.Installation;
using IAfluence.Core.Installation.SelfTesting;
using IAfluence.Web.Hosting;
using Microsoft.Extensions.Options;

namespace IAfluence.Web.Pages.Chatbots.Installation;

/// <summary>Tests pages that should show a chatbot's widget, so many a minute for one user.</summary>
public sealed class PageTests(IOptions<SiteOptions> site, SelfTest test, ICallLimiter limiter)
{
    /// <summary>Tests by one user.</summary>
    public const int PerMinute = 10;

    /// <param name="page">The page's address, as it was typed.</param>
    /// <param name="address">This installation's, as the request has it.</param>
    /// <param name="chatbot">The chatbot that the page should show.</param>
    /// <param name="version">The version whose allowed sites count.</param>
    /// <returns>Null when the user has to wait.</returns>
    public async Task<IReadOnlyList<Finding>?> RunOrNullAsync(
        UserId by, string page, InstallationAddress address, Chatbot chatbot, ChatbotVersion version, CancellationToken ct)
    {
        if (await limiter.TryTakeAsync([new CallLimit("self-test", by.Value, PerMinute)], ct) is not null)
            return null;
        // The address that the operator has set; none when it is left to each request.
        var known = site.Value.PublicUrl is { Length: > 0 } url ? InstallationAddress.Of(url) : null;
        return await test.RunAsync(page, new SelfTestSubject(address, known, chatbot.PublicKey, version.Settings.AllowedOrigins), ct);
    }
}
