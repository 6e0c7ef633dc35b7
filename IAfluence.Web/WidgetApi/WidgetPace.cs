using System.Net;
using System.Net.Sockets;
using IAfluence.Web.Hosting;
using Microsoft.Extensions.Options;

namespace IAfluence.Web.WidgetApi;

/// <summary>
/// The pace of messages: so many a minute from one address and of one visitor. The generic cell rate algorithm (ITU-T I.371) keeps one
/// instant per sender, allows a whole minute's messages at once, and knows exactly how long a refused sender has to wait.
/// </summary>
public sealed class WidgetPace(IOptions<RateLimitOptions> options, TimeProvider time)
{
    private const int SweepAbove = 10_000;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _freeAt = new(StringComparer.Ordinal);
    private int _sweepAt = SweepAbove;

    /// <returns>How long to wait; null when it may pass.</returns>
    public TimeSpan? Refuse(IPAddress? address, string? visitor, int? visitorPerMinute)
    {
        if (!options.Value.Enabled)
            return null;
        lock (_gate)
        {
            var now = time.GetTimestamp();
            var byAddress = Wait("a:" + Prefix(address), options.Value.PerAddressPerMinute, now);
            var byVisitor = visitor is null ? null : Wait("v:" + visitor, visitorPerMinute ?? options.Value.PerVisitorPerMinute, now);
            if (byAddress is not null || byVisitor is not null)
                return byAddress > byVisitor || byVisitor is null ? byAddress : byVisitor;
            // Counted only when both let it pass: a refused message must not lengthen the wait.
            Count("a:" + Prefix(address), options.Value.PerAddressPerMinute, now);
            if (visitor is not null)
                Count("v:" + visitor, visitorPerMinute ?? options.Value.PerVisitorPerMinute, now);
            Sweep(now);
            return null;
        }
    }

    private long Minute => time.TimestampFrequency * 60;

    private TimeSpan? Wait(string sender, int perMinute, long now)
    {
        var early = _freeAt.GetValueOrDefault(sender, now) - now - (Minute - (Minute / perMinute));
        return early <= 0 ? null : time.GetElapsedTime(0, early);
    }

    private void Count(string sender, int perMinute, long now) =>
        _freeAt[sender] = Math.Max(_freeAt.GetValueOrDefault(sender, now), now) + (Minute / perMinute);

    private void Sweep(long now)
    {
        if (_freeAt.Count < _sweepAt)
            return;
        foreach (var (sender, free) in _freeAt)
        {
            if (free <= now)
                _freeAt.Remove(sender);
        }

        _sweepAt = Math.Max(SweepAbove, _freeAt.Count * 2);
    }

    // One household or server has a whole /64 of IPv6: its addresses are one sender.
    private static string Prefix(IPAddress? address)
    {
        if (address is null)
            return "";
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4().ToString();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }
}
