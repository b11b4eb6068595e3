using System.Security.Cryptography;
using System.Text;

namespace Parley.Sessions;

/// <summary>The one place where ids of the world become ids of actors and parts of document keys.</summary>
public static class ActorKey
{
    private const string Base32 = "abcdefghijklmnopqrstuvwxyz234567";

    public static string Of(string id) => IsPlain(id) ? id : "x-" + Encode(SHA256.HashData(Encoding.UTF8.GetBytes(id)));

    private static bool IsPlain(string id)
    {
        if (id.Length is 0 or > 64 || id.StartsWith("x-", StringComparison.Ordinal))
        {
            return false;
        }

        foreach (var c in id)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c is not ('_' or '-'))
            {
                return false;
            }
        }

        return true;
    }

    private static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length * 8 / 5 + 1);
        int buffer = 0, bits = 0;
        foreach (var b in bytes)
        {
            buffer = (buffer << 8) | b;
            for (bits += 8; bits >= 5; bits -= 5)
            {
                text.Append(Base32[(buffer >> (bits - 5)) & 31]);
            }
        }

        return bits == 0 ? text.ToString() : text.Append(Base32[(buffer << (5 - bits)) & 31]).ToString();
    }
}
