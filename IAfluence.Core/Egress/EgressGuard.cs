using System.Net;
using System.Net.Sockets;

namespace IAfluence.Core.Egress;

/// <summary>
/// Creates the HTTP handlers for addresses that a client or an admin can configure. A name is resolved once, and the connection goes to the
/// checked address, so that DNS rebinding has no effect. Redirects are not followed automatically; a caller that follows one must go through
/// the guard again.
/// </summary>
public static class EgressGuard
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Short, so that a changed DNS record is noticed.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>Creates a handler with a connection pool. Keep it as long as its target is called.</summary>
    /// <param name="privateNetworkAllowed">Whether the local machine and private networks are reachable too; only the operator can allow it.</param>
    public static SocketsHttpHandler CreateHandler(bool privateNetworkAllowed) => new()
    {
        ConnectCallback = (context, ct) => ConnectAsync(context.DnsEndPoint, privateNetworkAllowed, ct),
        ConnectTimeout = ConnectTimeout,
        PooledConnectionLifetime = ConnectionLifetime,
        EnableMultipleHttp2Connections = true,
        AllowAutoRedirect = false,
        UseCookies = false,
        // A proxy would resolve the name itself and bypass the guard.
        UseProxy = false,
        ActivityHeadersPropagator = null,
    };

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint target, bool privateNetworkAllowed, CancellationToken ct)
    {
        IPAddress[] addresses = IPAddress.TryParse(target.Host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(target.Host, ct);
        var allowed = addresses.Where(address => IsAllowed(address, privateNetworkAllowed)).ToArray();
        if (allowed.Length == 0)
            throw new EgressRefusedException($"'{target.Host}' is not an address on the public internet. Use a public address, or allow private networks for this call.");

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

/// <summary>The target host is in a network that this call is not allowed to reach. The message is for operators.</summary>
public sealed class EgressRefusedException(string message) : Exception(message);
