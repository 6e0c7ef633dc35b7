using IAfluence.Core.Chatbots;
using IAfluence.Web.Hosting;
using Microsoft.Extensions.Options;

namespace IAfluence.Web.WidgetApi;

/// <summary>Limits the rate of calls to the widget API: per network, per visitor, and for all visitors of a chatbot.</summary>
public sealed class WidgetPace(ICallLimiter limiter, IOptions<RateLimitOptions> options)
{
    /// <summary>Contacts, consents and other rare calls from one network, counted separately for each kind.</summary>
    public const int CallsPerMinute = 10;

    public const int PluginChecksPerMinute = 30;
    public const int PluginDownloadsPerMinute = 20;
    public const int ProbesPerMinute = 20;

    /// <returns>The time to wait; null when the message is within all limits.</returns>
    public ValueTask<TimeSpan?> TryMessageAsync(HttpContext context, VisitorId? visitor, PublishedChatbot chatbot)
    {
        var limits = chatbot.Settings.Limits;
        var taken = new List<CallLimit>(3) { CallLimit.OfNetwork("message", context, options.Value.PerAddressPerMinute) };
        if (visitor is { } known)
            taken.Add(new CallLimit("visitor", known.Value, limits.MessagesPerMinute ?? options.Value.PerVisitorPerMinute));
        if (limits.MessagesPerMinuteOfAll is { } ofAll)
            taken.Add(new CallLimit("chatbot", chatbot.Chatbot.Id.Value, ofAll));
        return limiter.TryTakeAsync(taken, context.RequestAborted);
    }

    /// <param name="kind">The kind of call; each kind is counted separately.</param>
    /// <param name="perMinute">Calls per minute from one network.</param>
    /// <returns>The time to wait; null when the call is within the limit.</returns>
    public ValueTask<TimeSpan?> TryCallAsync(string kind, HttpContext context, int perMinute = CallsPerMinute) =>
        limiter.TryTakeAsync([CallLimit.OfNetwork(kind, context, perMinute)], context.RequestAborted);
}
