using System.Net;
using System.Net.Sockets;

namespace IAfluence.Core.Egress;

/// <summary>
/// The one way out: makes the handlers through which addresses that a client or an admin can set are called. A name is resolved once
/// and the connection goes to the very address that was judged, so a name that changes its mind between the check and the call
/// (DNS rebinding) gains nothing. Redirects are not followed: whoever follows one asks again.
/// </summary>
public static class EgressGuard
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Short enough to notice that a name has moved.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>A pooled handler, to be kept as long as its target is called.</summary>
    /// <param name="privateNetworkAllowed">Whether this machine and private networks may be reached too; only the operator can say so.</param>
    public static SocketsHttpHandler CreateHandler(bool privateNetworkAllowed) => new()
    {
        ConnectCallback = (context, ct) => ConnectAsync(context.DnsEndPoint, privateNetworkAllowed, ct),
        ConnectTimeout = ConnectTimeout,
        PooledConnectionLifetime = ConnectionLifetime,
        EnableMultipleHttp2Connections = true,
        AllowAutoRedirect = false,
        UseCookies = false,
        // A proxy would resolve the name itself, behind the guard's back.
        UseProxy = false,
        ActivityHeadersPropagator = null,
    };

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint target, bool privateNetworkAllowed, CancellationToken ct)
    {
        IPAddress[] addresses = IPAddress.TryParse(target.Host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(target.Host, ct);
        var allowed = addresses.Where(address => IsAllowed(address, privateNetworkAllowed)).ToArray();
        if (allowed.Length == 0)
            throw new EgressRefusedException($"{target.Host} does not lie on the public internet, and this call may go nowhere else.");

        for (var index = 0; ; index++)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(allowed[index], target.Port), ct);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException) when (index + 1 < allowed.Length)
            {
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }

    private static bool IsAllowed(IPAddress address, bool privateNetworkAllowed) => AddressRules.ScopeOf(address) switch
    {
        AddressScope.Public => true,
        AddressScope.Private => privateNetworkAllowed,
        _ => false,
    };
}
