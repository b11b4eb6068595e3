using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley.Sessions;

/// <summary>The latest commands of an actor and the sequence that each made: 16 bytes a command, a hash and a result.</summary>
[JsonConverter(typeof(Converter))]
public sealed class RecentCommands
{
    private const int Default = 32;
    private const int EntrySize = 16;

    private byte[] entries = [];

    public long? Find(string commandId)
    {
        var hash = HashOf(commandId);
        for (var i = 0; i < entries.Length; i += EntrySize)
        {
            if (BinaryPrimitives.ReadInt64LittleEndian(entries.AsSpan(i)) == hash)
            {
                return BinaryPrimitives.ReadInt64LittleEndian(entries.AsSpan(i + 8));
            }
        }

        return null;
    }

    /// <param name="commandId">The command.</param>
    /// <param name="sequence">What it led to.</param>
    /// <param name="capacity">How many are kept.</param>
    public void Add(string commandId, long sequence, int capacity = Default)
    {
        var kept = entries.AsSpan(entries.Length >= capacity * EntrySize ? EntrySize : 0);
        var next = new byte[kept.Length + EntrySize];
        kept.CopyTo(next);
        BinaryPrimitives.WriteInt64LittleEndian(next.AsSpan(kept.Length), HashOf(commandId));
        BinaryPrimitives.WriteInt64LittleEndian(next.AsSpan(kept.Length + 8), sequence);
        entries = next;
    }

    // FNV-1a: ids are made by us, so nobody looks for collisions, and 32 of them hardly meet by chance.
    private static long HashOf(string commandId)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in commandId)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        return (long)hash;
    }

    internal sealed class Converter : JsonConverter<RecentCommands>
    {
        public override RecentCommands Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new() { entries = reader.GetBytesFromBase64() };

        public override void Write(Utf8JsonWriter writer, RecentCommands value, JsonSerializerOptions options) =>
            writer.WriteBase64StringValue(value.entries);
    }
}
