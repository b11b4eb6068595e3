using Parley.Api.Chat;
using Xunit;

namespace Parley.Api.Tests.Chat;

public sealed class StreamedTextTests
{
    private static readonly Guid One = Guid.NewGuid();
    private static readonly Guid Another = Guid.NewGuid();
    private static readonly string[] Parts = ["*", "**", "***", "你好", "a", " ", "\n", "😀", "**重点**", "* item", "x*"];

    [Fact]
    public void Pieces_and_rest_are_the_stored_reply_without_double_stars_wherever_the_borders_fall()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var round = 0; round < 2000; round++)
        {
            var raw = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => Parts[random.Next(Parts.Length)]));
            var most = random.Next(4) == 0 ? random.Next(1, 20) : 1000;
            var stored = Cut(raw.Trim(), most);
            var text = new StreamedText(most);
            var sent = new List<string>();
            for (var offset = 0; offset < raw.Length && random.Next(20) > 0;)
            {
                var length = random.Next(1, raw.Length - offset + 1);
                sent.Add(text.Add(One, offset, raw.Substring(offset, length)));
                offset += length;
            }

            Assert.All(sent, piece => Assert.True(piece.Length == 0 || (!char.IsLowSurrogate(piece[0]) && !char.IsHighSurrogate(piece[^1])), $"seed {seed}, round {round}: half a character in '{piece}'"));
            var rest = text.End(stored);
            Assert.True(stored.Replace("**", "", StringComparison.Ordinal) == string.Concat(sent) + rest, $"seed {seed}, round {round}: '{raw}' became '{string.Join('|', sent)}|{rest}'");
        }
    }

    [Fact]
    public void Only_the_first_attempt_counts_up_to_its_first_gap()
    {
        var text = new StreamedText(1000);

        Assert.Equal("ab", text.Add(One, 0, "ab"));
        Assert.Equal("", text.Add(Another, 0, "xy"));
        Assert.Equal("", text.Add(One, 3, "d"));
        Assert.Equal("cd", text.End("abcd"));
    }

    [Fact]
    public void A_reply_that_begins_otherwise_is_told_apart()
    {
        var text = new StreamedText(1000);
        text.Add(One, 0, "ab");

        Assert.Null(text.End("ba"));
    }

    private static string Cut(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
