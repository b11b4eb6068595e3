using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Dapr.Embedded.State.Redis;

/// <summary>A Lua script, and the hash by which a server knows it.</summary>
internal sealed class RedisScript(string text)
{
    public string Text => text;

    public byte[] Hash { get; } = Sha1(text);

    [SuppressMessage("Security", "CA5350", Justification = "The protocol names scripts by it.")]
    private static byte[] Sha1(string text) => SHA1.HashData(Encoding.UTF8.GetBytes(text));
}
