using System.Net;
using System.Net.Sockets;

namespace Parley.Hosting.Sidecars;

/// <summary>Free ports of the loopback address, for programs that cannot choose one themselves.</summary>
public static class Ports
{
    public static int FreeOne() => Free(1)[0];

    // All are held until all are known, or two might be one.
    public static int[] Free(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        try
        {
            listeners.ForEach(listener => listener.Start());
            return [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        }
        finally
        {
            listeners.ForEach(listener => listener.Dispose());
        }
    }
}
