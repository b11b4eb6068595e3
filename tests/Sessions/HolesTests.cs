using System.Text.Json;
using Parley.Sessions.Documents;

namespace Parley.Sessions.Tests;

/// <summary>Holes are the positions that were taken out, whatever the order.</summary>
public sealed class HolesTests
{
    [Fact]
    public void Positions_are_those_of_a_list_from_which_the_holes_were_taken()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var count = random.Next(1, 60);
            var holes = new Holes();
            var present = Enumerable.Range(1, count).Select(position => (long)position).ToList();
            for (var i = random.Next(count); i > 0; i--)
            {
                var position = random.Next(1, count + 1);
                Assert.True(present.Remove(position) == holes.Add(position), $"Seed {seed}: {position} in round {round}.");
            }

            holes = JsonSerializer.Deserialize<Holes>(JsonSerializer.Serialize(holes))!;
            var from = random.Next(1, present.Count + 2);
            var to = random.Next(from - 1, present.Count + 1);
            var expected = present.Skip(from - 1).Take(to - from + 1);
            Assert.True(expected.SequenceEqual(holes.Positions(from, to)), $"Seed {seed}: {from}..{to} in round {round}.");
            Assert.True(holes.Ranges <= (count + 1) / 2, $"Seed {seed}: neighbours make one range.");
        }
    }
}
