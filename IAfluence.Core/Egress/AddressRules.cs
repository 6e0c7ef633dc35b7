using System.Net;
using System.Net.Sockets;

namespace IAfluence.Core.Egress;

/// <summary>Classifies an IP address for outgoing connections.</summary>
public enum AddressScope
{
    /// <summary>On the internet.</summary>
    Public,

    /// <summary>On the local machine or in a private network; reachable only when the operator allows it.</summary>
    Private,

    /// <summary>Never reachable: metadata services of clouds, link-local, multicast and reserved addresses.</summary>
    Forbidden,
}

/// <summary>Separates public addresses from others, based on IANA's special-purpose address registries (RFC 6890 and its successors).</summary>
public static class AddressRules
{
    /// <summary>The first matching network decides; an IPv4 address without a match is public.</summary>
    private static readonly (IPNetwork Network, AddressScope Scope)[] Version4 =
    [
        // Metadata and agent services of clouds inside ranges that are otherwise private or public.
        Rule("168.63.129.16/32", AddressScope.Forbidden),
        Rule("100.100.100.200/32", AddressScope.Forbidden),
        Rule("0.0.0.0/8", AddressScope.Forbidden),
        Rule("10.0.0.0/8", AddressScope.Private),
        Rule("100.64.0.0/10", AddressScope.Private),
        Rule("127.0.0.0/8", AddressScope.Private),
        Rule("169.254.0.0/16", AddressScope.Forbidden),
        Rule("172.16.0.0/12", AddressScope.Private),
        Rule("192.0.0.0/24", AddressScope.Forbidden),
        Rule("192.0.2.0/24", AddressScope.Forbidden),
        Rule("192.88.99.0/24", AddressScope.Forbidden),
        Rule("192.168.0.0/16", AddressScope.Private),
        Rule("198.18.0.0/15", AddressScope.Forbidden),
        Rule("198.51.100.0/24", AddressScope.Forbidden),
        Rule("203.0.113.0/24", AddressScope.Forbidden),
        Rule("224.0.0.0/4", AddressScope.Forbidden),
        Rule("240.0.0.0/4", AddressScope.Forbidden),
    ];

    /// <summary>The first matching network decides; an IPv6 address without a match is forbidden.</summary>
    private static readonly (IPNetwork Network, AddressScope Scope)[] Version6 =
    [
        Rule("fd00:ec2::254/128", AddressScope.Forbidden),
        Rule("fd20:ce::254/128", AddressScope.Forbidden),
        Rule("::1/128", AddressScope.Private),
        Rule("fc00::/7", AddressScope.Private),
        Rule("2001::/23", AddressScope.Forbidden),
        Rule("2001:db8::/32", AddressScope.Forbidden),
        Rule("3fff::/20", AddressScope.Forbidden),
        Rule("2000::/3", AddressScope.Public),
    ];

    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    public static AddressScope ScopeOf(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return Find(Version4, address) ?? AddressScope.Public;
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return AddressScope.Forbidden;

        // An address with an embedded IPv4 address is routed to that address by a gateway, so the IPv4 address decides.
        var bytes = address.GetAddressBytes();
        if (Nat64.Contains(address))
            return ScopeOf(new IPAddress(bytes.AsSpan(12, 4)));
        if (SixToFour.Contains(address))
            return ScopeOf(new IPAddress(bytes.AsSpan(2, 4)));
        return Find(Version6, address) ?? AddressScope.Forbidden;
    }

    private static AddressScope? Find((IPNetwork Network, AddressScope Scope)[] rules, IPAddress address)
    {
        foreach (var (network, scope) in rules)
        {
            if (network.Contains(address))
                return scope;
        }

        return null;
    }

    private static (IPNetwork, AddressScope) Rule(string network, AddressScope scope) => (IPNetwork.Parse(network), scope);
}
