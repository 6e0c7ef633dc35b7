using System.Net;
using System.Net.Sockets;

namespace IAfluence.Web.Hosting;

/// <summary>Limits how often something is done. The one limiter of the host: what is limited is said by <see cref="CallLimit"/>.</summary>
public interface ICallLimiter
{
    /// <summary>Counts a call against every limit, or, when one of them is exceeded, against none.</summary>
    /// <returns>How long to wait before the next try; null when the call is within all limits.</returns>
    ValueTask<TimeSpan?> TryTakeAsync(IReadOnlyCollection<CallLimit> limits, CancellationToken ct);
}

/// <summary>So many calls a minute, refilled evenly; all of a minute's may be made at once.</summary>
/// <param name="Kind">What is limited, such as <c>message</c>.</param>
/// <param name="Caller">Whose calls are counted together: a network, a visitor, a chatbot, a user.</param>
/// <param name="PerMinute">1 or more.</param>
public readonly record struct CallLimit(string Kind, string Caller, int PerMinute)
{
    /// <summary>How much this call counts.</summary>
    public int Cost { get; init; } = 1;

    /// <param name="kind">What is limited.</param>
    /// <param name="context">The request, whose sender's network is the caller.</param>
    /// <param name="perMinute">1 or more.</param>
    public static CallLimit OfNetwork(string kind, HttpContext context, int perMinute) => new(kind, NetworkOf(context.Connection.RemoteIpAddress), perMinute);

    /// <summary>
    /// The network that stands for a sender: an IPv4 address, or the first 64 bits of an IPv6 address, all of whose addresses one household or server has
    /// (RFC 6177). Empty where there is no address.
    /// </summary>
    public static string NetworkOf(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };
}
