using System.Text;

namespace Dapr.Sidecar.Actors;

/// <summary>How the official SDK numbers interfaces and methods: the low half of a CRC-64/WE of their names.</summary>
internal static class WireId
{
    public const string Namespace = "urn:actors";

    private const ulong Polynomial = 0x42F0E1EBA9EA3693;

    public static int Of(string name)
    {
        var crc = ulong.MaxValue;
        foreach (var octet in Encoding.UTF8.GetBytes(name))
        {
            crc ^= (ulong)octet << 56;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 63) == 1 ? (crc << 1) ^ Polynomial : crc << 1;
            }
        }

        return unchecked((int)~crc);
    }
}
