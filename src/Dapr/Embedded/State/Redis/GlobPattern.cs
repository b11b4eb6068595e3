using System.Text;

namespace Dapr.Embedded.State.Redis;

/// <summary>Patterns as <c>SCAN</c> takes them.</summary>
internal static class GlobPattern
{
    /// <summary>Matches the keys that begin with a text, whatever is in it.</summary>
    public static string Prefix(string prefix)
    {
        var pattern = new StringBuilder(prefix.Length + 1);
        foreach (var character in prefix)
        {
            if (character is '*' or '?' or '[' or ']' or '\\')
            {
                pattern.Append('\\');
            }

            pattern.Append(character);
        }

        return pattern.Append('*').ToString();
    }
}
