using System.Net;
using System.Net.Sockets;

namespace Parley.Hosting.Sidecars;

/// <summary>Free ports of the loopback address, for programs that cannot choose one themselves.</summary>
public static class Ports
{
    // Below those that the system gives to whoever connects: what is started later, or again, finds its port still free.
    private const int Lowest = 10_000;
    private const int Highest = 32_000;

    public static int FreeOne() => Free(1)[0];

    public static int[] Free(int count)
    {
        var ports = new HashSet<int>();
        while (ports.Count < count)
        {
            if (Random.Shared.Next(Lowest, Highest) is var port && IsFree(port))
            {
                ports.Add(port);
            }
        }

        return [.. ports];
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
