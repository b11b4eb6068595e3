using System.Net.Sockets;
using Npgsql;

namespace Dapr.Embedded.State.PostgreSql;

/// <summary>The driver lets pass what the network says to a new connection as it is.</summary>
internal static class PostgreSqlFailure
{
    /// <summary>Whether the server, the way to it or the end of the pool is to blame.</summary>
    public static bool Is(Exception failure) =>
        failure is NpgsqlException or SocketException or TimeoutException or IOException or ObjectDisposedException;
}
