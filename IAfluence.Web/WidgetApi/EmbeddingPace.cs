using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using IAfluence.Web.Hosting;
using Microsoft.Extensions.Options;

namespace IAfluence.Web.WidgetApi;

/// <summary>The pace of calls that anybody may make without speaking to a chatbot: update checks, downloads, the probe. So many a minute from one address.</summary>
public sealed class EmbeddingPace(IOptions<RateLimitOptions> options) : IDisposable
{
    public const int ChecksPerMinute = 30;
    public const int DownloadsPerMinute = 20;
    public const int ProbesPerMinute = 20;

    /// <summary>Tests of pages by one user.</summary>
    public const int SelfTestsPerMinute = 10;

    private readonly PartitionedRateLimiter<(string Call, int PerMinute, string Caller)> _calls =
        PartitionedRateLimiter.Create<(string Call, int PerMinute, string Caller), (string, string)>(
            call => RateLimitPartition.GetTokenBucketLimiter((call.Call, call.Caller), _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = call.PerMinute,
                TokensPerPeriod = 1,
                ReplenishmentPeriod = TimeSpan.FromMinutes(1) / call.PerMinute,
                QueueLimit = 0,
            }));

    /// <returns>How long to wait; null when it may pass.</returns>
    public TimeSpan? Refuse(string call, int perMinute, IPAddress? address) => Refuse(call, perMinute, Prefix(address));

    /// <inheritdoc cref="Refuse(string,int,IPAddress?)"/>
    public TimeSpan? Refuse(string call, int perMinute, string caller)
    {
        if (!options.Value.Enabled)
            return null;
        using var lease = _calls.AttemptAcquire((call, perMinute, caller));
        return lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromMinutes(1);
    }

    public void Dispose() => _calls.Dispose();

    // One household or server has a whole /64 of IPv6: its addresses are one caller.
    private static string Prefix(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };
}
