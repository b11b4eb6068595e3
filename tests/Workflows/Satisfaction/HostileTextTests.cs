using Xunit;

namespace Parley.Workflows.Tests.Satisfaction;

public sealed class HostileTextTests
{
    private const int Length = 5000;

    [Theory]
    [InlineData("不")]
    [InlineData("不太")]
    [InlineData("好")]
    [InlineData("再也不")]
    [InlineData("not ")]
    [InlineData("n")]
    [InlineData("never come ")]
    [InlineData("!?")]
    [InlineData("，")]
    [InlineData("\uD83D")]
    [InlineData("😡")]
    [InlineData("\0")]
    [InlineData(" ")]
    [InlineData("但是")]
    public void A_long_text_of_one_piece_is_judged(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, Length))[..Length];

        var judgement = Said.Judge(text, text, text);

        Assert.InRange(judgement.Score, 1, 5);
        Assert.InRange(judgement.Confidence, 0, 1);
        Assert.All(judgement.Evidence, item => Assert.InRange(item.Length, 1, 60));
    }

    [Fact]
    public void Any_text_is_judged_and_judged_alike_each_time()
    {
        const int Seed = 20240117;
        var random = new Random(Seed);
        var pieces = Messages.Chinese.Concat(Messages.English).SelectMany(group => group.Texts).ToArray();
        for (var round = 0; round < 200; round++)
        {
            var text = string.Concat(Enumerable.Range(0, 20).Select(_ => Piece(random, pieces)));
            var (first, second) = (Said.Judge(text), Said.Judge(text));

            Assert.True(first.Score is >= 1 and <= 5 && first.Confidence is >= 0 and <= 1, $"seed {Seed}, round {round}: '{text}'");
            Assert.True(first.Score == second.Score && first.Evidence.SequenceEqual(second.Evidence), $"seed {Seed}, round {round}: '{text}'");
        }
    }

    private static string Piece(Random random, string[] pieces)
    {
        var piece = pieces[random.Next(pieces.Length)];
        return piece[random.Next(piece.Length)..];
    }
}
