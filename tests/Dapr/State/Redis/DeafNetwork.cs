using System.Net;
using System.Net.Sockets;

namespace Parley.Dapr.Tests.State.Redis;

/// <summary>A way to a server that can lose what is sent on its open connections, as when a host vanishes; new ones work.</summary>
internal sealed class DeafNetwork : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ending = new();
    private readonly int target;
    private readonly Task accepting;
    private volatile int epoch;

    public DeafNetwork(int target)
    {
        this.target = target;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void Deafen() => epoch++;

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await accepting;
        listener.Dispose();
        ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(JoinAsync(await listener.AcceptTcpClientAsync(ending.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task JoinAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        await far.ConnectAsync(IPAddress.Loopback, target);
        var born = epoch;
        await Task.WhenAll(CarryAsync(near, far, born), CarryAsync(far, near, born));
    }

    private async Task CarryAsync(TcpClient from, TcpClient to, int born)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.GetStream().ReadAsync(buffer, ending.Token) is var count && count > 0)
            {
                if (epoch == born)
                {
                    await to.GetStream().WriteAsync(buffer.AsMemory(0, count), ending.Token);
                }
            }

            to.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException or SocketException)
        {
            // The connection ends.
        }
    }
}
