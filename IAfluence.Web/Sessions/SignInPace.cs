using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using IAfluence.Web.Hosting;
using Microsoft.Extensions.Options;

namespace IAfluence.Web.Sessions;

/// <summary>How many passwords one address may try. An IPv6 address counts with its network of 64 bits, which is one household's.</summary>
public sealed class SignInPace : IDisposable
{
    public const int PerMinute = 30;

    private readonly PartitionedRateLimiter<IPAddress> _limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(
        address => RateLimitPartition.GetSlidingWindowLimiter(address, _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = PerMinute,
            Window = TimeSpan.FromMinutes(1),
            SegmentsPerWindow = 6,
        }));

    private readonly bool _enabled;

    public SignInPace(IOptions<RateLimitOptions> options) => _enabled = options.Value.Enabled;

    /// <returns>False when the address has tried too often; it may try again within a minute.</returns>
    public bool TryTake(HttpContext context)
    {
        if (!_enabled)
            return true;
        using var lease = _limiter.AttemptAcquire(Network(context.Connection.RemoteIpAddress ?? IPAddress.None));
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();

    private static IPAddress Network(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
