using System.Globalization;
using System.Security.Cryptography;

namespace Dapr.Embedded.State;

/// <summary>ETags that no store has had before: a number of this process behind a random name of it.</summary>
internal sealed class ETags
{
    private readonly string prefix = RandomNumberGenerator.GetHexString(16, lowercase: true) + "-";
    private long last;

    /// <summary>The next one. Callers take turns.</summary>
    public string Next() => string.Create(CultureInfo.InvariantCulture, $"{prefix}{++last:x}");
}
