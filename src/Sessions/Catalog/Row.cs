using System.Buffers.Binary;
using Parley.Sessions.Messages;

namespace Parley.Sessions.Catalog;

/// <summary>A message of a day: what lists filter, sort and count by, in 63 bytes. Texts are numbers of the day's texts.</summary>
internal readonly record struct Row
{
    public const int Bytes = 63;

    public long Number { get; init; }

    public int Sequence { get; init; }

    /// <summary>Of the session.</summary>
    public int Ordinal { get; init; }

    /// <summary>Milliseconds since the day began.</summary>
    public int CreatedAt { get; init; }

    /// <summary>Milliseconds since the Unix epoch.</summary>
    public long UpdatedAt { get; init; }

    public int Sender { get; init; }

    public int SenderName { get; init; }

    public int Robot { get; init; }

    public int Version { get; init; }

    public double? Confidence { get; init; }

    /// <summary>Milliseconds from message to reply.</summary>
    public long? RepliedAfter { get; init; }

    public MessageType Type { get; init; }

    /// <summary>0 for none.</summary>
    public byte Score { get; init; }

    public bool HumanIntervened { get; init; }

    public bool Replied { get; init; }

    public bool Deleted { get; init; }

    public static Row Read(ReadOnlySpan<byte> bytes)
    {
        var flags = (Flags)bytes[62];
        return new Row
        {
            Number = BinaryPrimitives.ReadInt64LittleEndian(bytes),
            UpdatedAt = BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]),
            Confidence = flags.HasFlag(Flags.Confidence) ? BinaryPrimitives.ReadDoubleLittleEndian(bytes[16..]) : null,
            RepliedAfter = flags.HasFlag(Flags.RepliedAfter) ? BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]) : null,
            Sequence = BinaryPrimitives.ReadInt32LittleEndian(bytes[32..]),
            Ordinal = BinaryPrimitives.ReadInt32LittleEndian(bytes[36..]),
            CreatedAt = BinaryPrimitives.ReadInt32LittleEndian(bytes[40..]),
            Sender = BinaryPrimitives.ReadInt32LittleEndian(bytes[44..]),
            SenderName = BinaryPrimitives.ReadInt32LittleEndian(bytes[48..]),
            Robot = BinaryPrimitives.ReadInt32LittleEndian(bytes[52..]),
            Version = BinaryPrimitives.ReadInt32LittleEndian(bytes[56..]),
            Type = (MessageType)bytes[60],
            Score = bytes[61],
            HumanIntervened = flags.HasFlag(Flags.HumanIntervened),
            Replied = flags.HasFlag(Flags.Replied),
            Deleted = flags.HasFlag(Flags.Deleted),
        };
    }

    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteInt64LittleEndian(bytes, Number);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], UpdatedAt);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes[16..], Confidence ?? 0);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[24..], RepliedAfter ?? 0);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[32..], Sequence);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[36..], Ordinal);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[40..], CreatedAt);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[44..], Sender);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[48..], SenderName);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[52..], Robot);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[56..], Version);
        bytes[60] = (byte)Type;
        bytes[61] = Score;
        bytes[62] = (byte)((HumanIntervened ? Flags.HumanIntervened : 0) | (Replied ? Flags.Replied : 0) | (Deleted ? Flags.Deleted : 0)
            | (Confidence is null ? 0 : Flags.Confidence) | (RepliedAfter is null ? 0 : Flags.RepliedAfter));
    }

    public Counters Count() => Deleted ? default : new Counters(
        1,
        Replied ? 1 : 0,
        Replied && RepliedAfter is not null ? 1 : 0,
        Replied ? RepliedAfter ?? 0 : 0,
        HumanIntervened ? 1 : 0,
        Score > 0 ? 1 : 0,
        Score,
        Score >= 4 ? 1 : 0,
        Score is 1 or 2 ? 1 : 0);

    [Flags]
    private enum Flags : byte
    {
        HumanIntervened = 1,
        Replied = 2,
        Deleted = 4,
        Confidence = 8,
        RepliedAfter = 16,
    }
}
