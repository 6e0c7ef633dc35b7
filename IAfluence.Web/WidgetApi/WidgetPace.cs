using System.Net;
using System.Net.Sockets;
using IAfluence.Core.Chatbots;
using IAfluence.Web.Hosting;
using Microsoft.Extensions.Options;

namespace IAfluence.Web.WidgetApi;

/// <summary>
/// The pace of messages: so many a minute from one address, of one visitor, and of all visitors of a chatbot. The generic cell rate
/// algorithm (ITU-T I.371) keeps one instant per sender, allows a whole minute's messages at once, and knows exactly how long a refused
/// sender has to wait.
/// </summary>
public sealed class WidgetPace(IOptions<RateLimitOptions> options, TimeProvider time)
{
    /// <summary>Contacts, consents and other rare calls that one address may make in a minute, of each kind.</summary>
    public const int CallsPerMinute = 10;

    private const int SweepAbove = 10_000;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _freeAt = new(StringComparer.Ordinal);
    private int _sweepAt = SweepAbove;

    /// <returns>How long to wait; null when the message may pass.</returns>
    public TimeSpan? Refuse(IPAddress? address, string? visitor, PublishedChatbot chatbot)
    {
        if (!options.Value.Enabled)
            return null;
        var limits = chatbot.Settings.Limits;
        var byAddress = new Sender("a:" + Prefix(address), options.Value.PerAddressPerMinute);
        var byVisitor = visitor is null ? default(Sender?) : new("v:" + visitor, limits.MessagesPerMinute ?? options.Value.PerVisitorPerMinute);
        var byAll = limits.MessagesPerMinuteOfAll is { } ofAll ? new Sender("c:" + chatbot.Chatbot.Id, ofAll) : default(Sender?);
        return Refuse(byAddress, byVisitor, byAll);
    }

    /// <summary>The same for a rare call, which has a pace of its own.</summary>
    /// <param name="what">Which call.</param>
    /// <param name="address">Who makes it.</param>
    public TimeSpan? RefuseCall(string what, IPAddress? address) =>
        options.Value.Enabled ? Refuse(new Sender($"{what}:{Prefix(address)}", CallsPerMinute), null, null) : null;

    /// <summary>One household or server has a whole /64 of IPv6: its addresses are one sender.</summary>
    internal static string Prefix(IPAddress? address)
    {
        if (address is null)
            return "";
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4().ToString();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }

    private long Minute => time.TimestampFrequency * 60;

    private TimeSpan? Refuse(Sender first, Sender? second, Sender? third)
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            var early = Math.Max(Early(first, now), Math.Max(Early(second, now), Early(third, now)));
            if (early > 0)
                return time.GetElapsedTime(0, early);
            // Counted only when all let it pass: a refused message must not lengthen the wait.
            Count(first, now);
            Count(second, now);
            Count(third, now);
            Sweep(now);
            return null;
        }
    }

    private long Early(Sender? sender, long now) =>
        sender is { } known ? _freeAt.GetValueOrDefault(known.Name, now) - now - (Minute - (Minute / known.PerMinute)) : 0;

    private void Count(Sender? sender, long now)
    {
        if (sender is { } known)
            _freeAt[known.Name] = Math.Max(_freeAt.GetValueOrDefault(known.Name, now), now) + (Minute / known.PerMinute);
    }

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

    private readonly record struct Sender(string Name, int PerMinute);
}
