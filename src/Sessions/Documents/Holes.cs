using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley.Sessions.Documents;

/// <summary>The positions that a list lacks, as ranges in order, none touching the next.</summary>
[JsonConverter(typeof(Converter))]
public sealed class Holes
{
    private readonly List<(long From, long To)> ranges = [];

    public int Ranges => ranges.Count;

    /// <returns>False when it was there already.</returns>
    public bool Add(long position)
    {
        var next = ranges.FindIndex(range => range.To >= position - 1);
        if (next < 0)
        {
            ranges.Add((position, position));
            return true;
        }

        var (from, to) = ranges[next];
        if (position >= from && position <= to)
        {
            return false;
        }

        if (position < from - 1)
        {
            ranges.Insert(next, (position, position));
        }
        else
        {
            ranges[next] = (Math.Min(from, position), Math.Max(to, position));
            if (next + 1 < ranges.Count && ranges[next + 1].From == ranges[next].To + 1)
            {
                ranges[next] = (ranges[next].From, ranges[next + 1].To);
                ranges.RemoveAt(next + 1);
            }
        }

        return true;
    }

    /// <summary>How many positions up to this one are lacking.</summary>
    public long CountUpTo(long position) => ranges.Sum(range => Math.Max(0, Math.Min(range.To, position) - range.From + 1));

    /// <summary>The positions of the from-th to the to-th item that is there.</summary>
    public List<long> Positions(long from, long to)
    {
        var positions = new List<long>();
        long holes = 0;
        var next = 0;
        for (var item = Math.Max(1, from); item <= to; item++)
        {
            while (next < ranges.Count && ranges[next].From <= item + holes)
            {
                holes += ranges[next].To - ranges[next].From + 1;
                next++;
            }

            positions.Add(item + holes);
        }

        return positions;
    }

    internal sealed class Converter : JsonConverter<Holes>
    {
        public override Holes Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var holes = new Holes();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                var from = reader.GetInt64();
                reader.Read();
                holes.ranges.Add((from, reader.GetInt64()));
            }

            return holes;
        }

        public override void Write(Utf8JsonWriter writer, Holes value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (var (from, to) in value.ranges)
            {
                writer.WriteNumberValue(from);
                writer.WriteNumberValue(to);
            }

            writer.WriteEndArray();
        }
    }
}
