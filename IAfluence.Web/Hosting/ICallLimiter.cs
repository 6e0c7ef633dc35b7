using System.Net;
using System.Net.Sockets;

namespace IAfluence.Web.Hosting;

/// <summary>Limits the rate of calls. Each limit is a <see cref="CallLimit"/>.</summary>
public interface ICallLimiter
{
    /// <summary>Counts a call against every limit or, when one of them is exceeded, against none.</summary>
    /// <returns>The time to wait before the next attempt; null when the call is within all limits.</returns>
    ValueTask<TimeSpan?> TryTakeAsync(IReadOnlyCollection<CallLimit> limits, CancellationToken ct);
}

/// <summary>A number of calls per minute, refilled evenly. All calls of a minute can be made at once.</summary>
/// <param name="Kind">The kind of call, such as <c>message</c>.</param>
/// <param name="Caller">The caller whose calls are counted together: a network, a visitor, a chatbot or a user.</param>
/// <param name="PerMinute">1 or more.</param>
public readonly record struct CallLimit(string Kind, string Caller, int PerMinute)
{
    /// <summary>The number of calls that this one counts as.</summary>
    public int Cost { get; init; } = 1;

    /// <param name="context">The request; its sender's network is the caller.</param>
    public static CallLimit OfNetwork(string kind, HttpContext context, int perMinute) => new(kind, NetworkOf(context.Connection.RemoteIpAddress), perMinute);

    /// <summary>
    /// The network of an address: an IPv4 address itself, or the first 64 bits of an IPv6 address, which belong to one household or server
    /// (RFC 6177). Empty when there is no address.
    /// </summary>
    public static string NetworkOf(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };
}
