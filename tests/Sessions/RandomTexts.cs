using System.Text.Json;

namespace Parley.Sessions.Tests;

/// <summary>Contents around every limit there is, in letters of one to four bytes.</summary>
public static class RandomTexts
{
    private static readonly string[] Letters = ["a", "中", "😀", "\u0001", "\"", "é", "\\", "<"];

    public static string NextContent(this Random random) => random.Next(40) switch
    {
        < 28 => $"message {random.Next()}",
        < 32 => Words[random.Next(Words.Length)],
        < 35 => Repeat(random, random.Next(4090, 4101)),
        < 37 => Repeat(random, random.Next(1300, 1400)),
        < 39 => Repeat(random, random.Next(300, 1100)),
        _ => Repeat(random, 7000),
    };

    private static readonly string[] Words = ["[恢复回复]", "[暂停回复]", "[已解决] 谢谢", "我要投诉"];

    public static JsonElement? NextMetadata(this Random random) => random.Next(6) switch
    {
        0 => JsonSerializer.SerializeToElement(new { note = Repeat(random, random.Next(10, 1000)) }),
        1 => JsonSerializer.SerializeToElement(new { note = Repeat(random, 2500), more = 1.5 }),
        _ => null,
    };

    private static string Repeat(Random random, int times) =>
        string.Concat(Enumerable.Repeat(Letters[random.Next(Letters.Length)], times));
}
