using System.Globalization;
using Dapr.Embedded.Components;

namespace Dapr.Embedded.State.Redis;

/// <summary>The metadata of a <c>state.redis</c> component, by daprd's names and with daprd's defaults.</summary>
/// <param name="Host">The name or address of the one server.</param>
/// <param name="Port">Its port.</param>
/// <param name="Password">Its password; empty for none.</param>
/// <param name="Database">The number of the database.</param>
/// <param name="EnableTls">Whether the connection is encrypted and the server's certificate checked.</param>
internal sealed record RedisSettings(string Host, int Port, string Password, int Database, bool EnableTls)
{
    private const int DefaultPort = 6379;

    private static readonly ItemName RedisHost = new("redisHost");
    private static readonly ItemName RedisPort = new("redisPort");
    private static readonly ItemName RedisPassword = new("redisPassword");
    private static readonly ItemName RedisDatabase = new("redisDB");
    private static readonly ItemName Tls = new("enableTLS");

    public static IReadOnlyList<ItemName> Items { get; } = [RedisHost, RedisPort, RedisPassword, RedisDatabase, Tls];

    /// <summary>The server and database, for messages.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}/{Database}");

    public static RedisSettings Read(ComponentItems items)
    {
        var address = items.Required(RedisHost);
        if (!Uri.TryCreate($"redis://{address}", UriKind.Absolute, out var server) || server.PathAndQuery.Trim('/').Length > 0)
        {
            throw items.Unreadable(RedisHost, "it must be one server, such as redis.example:6379");
        }

        var port = Number(items, RedisPort, ushort.MaxValue);
        return server.Port > 0 && port > 0 && port != server.Port
            ? throw items.Unreadable(RedisPort, $"redisHost says {server.Port}")
            : new RedisSettings(
                server.DnsSafeHost,
                server.Port > 0 ? server.Port : port ?? DefaultPort,
                items.Text(RedisPassword) ?? "",
                Number(items, RedisDatabase, ushort.MaxValue) ?? 0,
                items.Flag(Tls));
    }

    private static int? Number(ComponentItems items, ItemName item, int max) =>
        items.Text(item) is not { Length: > 0 } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= max ? number
        : throw items.Unreadable(item, $"it must be a whole number up to {max}");
}
