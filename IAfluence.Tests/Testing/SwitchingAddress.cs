using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace IAfluence.Tests.Testing;

/// <summary>
/// One address behind which stand several processes, as behind a load balancer: it passes bytes on and nothing else. Connections can be cut, as a network cuts them,
/// and led to another process from then on.
/// </summary>
public sealed class SwitchingAddress : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, byte> _open = new();
    private readonly Task _accepting;
    private int _accepted;

    public SwitchingAddress()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>The processes' own addresses: connections go to each in turn; with none, they are cut at once.</summary>
    public IReadOnlyList<string> Leads { get; set; } = [];

    /// <summary>Cuts every connection there is.</summary>
    public void Cut()
    {
        foreach (var socket in _open.Keys)
            Close(socket);
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        Cut();
        await _accepting;
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket caller;
            try
            {
                caller = await _listener.AcceptSocketAsync();
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            _ = ServeAsync(caller);
        }
    }

    private async Task ServeAsync(Socket caller)
    {
        _open[caller] = 0;
        if (Leads is not { Count: > 0 } leads)
        {
            Close(caller);
            return;
        }

        var there = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        caller.NoDelay = true;
        _open[there] = 0;
        try
        {
            await there.ConnectAsync(IPEndPoint.Parse(new Uri(leads[Interlocked.Increment(ref _accepted) % leads.Count]).Authority));
            await Task.WhenAny(PassAsync(caller, there), PassAsync(there, caller));
        }
        catch (SocketException)
        {
            // The process is not there.
        }

        Close(caller);
        Close(there);
    }

    private static async Task PassAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is var read and > 0)
                await to.SendAsync(buffer.AsMemory(0, read));
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Cut on either side.
        }
    }

    private void Close(Socket socket)
    {
        if (!_open.TryRemove(socket, out _))
            return;
        // Reset, not ended: nobody may take what came so far for the whole.
        socket.LingerState = new LingerOption(true, 0);
        socket.Dispose();
    }
}
