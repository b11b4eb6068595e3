using System.Globalization;

namespace Parley.Crash.Tests;

/// <summary>Where the random moments of a run come from: <c>PARLEY_SEED</c>, when a failure is to be looked at again.</summary>
internal static class Seed
{
    public static int Next() => int.TryParse(Environment.GetEnvironmentVariable("PARLEY_SEED"), CultureInfo.InvariantCulture, out var given)
        ? given
        : Random.Shared.Next();
}
