using System.Text.Json;

namespace Parley.Sessions.Tests;

/// <summary>Contents around every limit there is, in letters of one to four bytes.</summary>
public static class RandomTexts
{
    private static readonly string[] Letters = ["a", "中", "😀", "\u0001", "\"", "é", "\\", "<"];

    public static string NextContent(this Random random) => random.Next(40) switch
    {
        < 32 => $"message {random.Next()}",
        < 35 => Repeat(random, random.Next(4090, 4101)),
        < 37 => Repeat(random, random.Next(1300, 1400)),
        < 39 => Repeat(random, random.Next(300, 1100)),
        _ => Repeat(random, 7000),
    };

    public static JsonElement? NextMetadata(this Random random) => random.Next(6) switch
    {
        0 => JsonSerializer.SerializeToElement(new { note = Repeat(random, random.Next(10, 1000)) }),
        1 => JsonSerializer.SerializeToElement(new { note = Repeat(random, 2500), more = 1.5 }),
        _ => null,
    };

    private static string Repeat(Random random, int times) =>
        string.Concat(Enumerable.Repeat(Letters[random.Next(Letters.Length)], times));
}
