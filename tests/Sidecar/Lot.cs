using System.Security.Cryptography;
using System.Text;

namespace Parley.Sidecar;

/// <summary>What somebody draws for something: the same each time, and whoever draws the highest has it. When one of them goes, only
/// what it had moves.</summary>
internal static class Lot
{
    public static ulong Of(string drawer, string something) =>
        BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes($"{drawer}\n{something}")));
}
