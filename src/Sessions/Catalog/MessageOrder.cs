using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Parley.Sessions.Messages;

namespace Parley.Sessions.Catalog;

/// <summary>Where a message stands in a sorted list: by the sort's key, then by creation.</summary>
internal readonly record struct MessageOrder(double Value, string Text, long CreatedAt, long Number) : IComparable<MessageOrder>
{
    private static readonly string[] TypeNames = [.. Enum.GetNames<MessageType>()];

    public static MessageOrder Of(MessageSort sort, Row row, Day day) => new(
        sort switch
        {
            MessageSort.UpdatedAt => row.UpdatedAt,
            MessageSort.Confidence => row.Confidence ?? -1,
            MessageSort.SatisfactionScore => row.Score,
            _ => 0,
        },
        sort switch
        {
            MessageSort.SenderName => day.Texts[row.SenderName],
            MessageSort.MessageType => TypeNames[(int)row.Type],
            _ => "",
        },
        day.Start.ToUnixTimeMilliseconds() + row.CreatedAt,
        row.Number);

    public static MessageOrder? Parse(string cursor)
    {
        if (!Base64Url.IsValid(cursor))
        {
            return null;
        }

        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split('|', 4);
        return parts.Length == 4
            && double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var createdAt)
            && long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new MessageOrder(value, parts[3], createdAt, number)
            : null;
    }

    public override string ToString() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{Value:R}|{CreatedAt}|{Number}|{Text}")));

    public int CompareTo(MessageOrder other)
    {
        var order = Value.CompareTo(other.Value);
        order = order != 0 ? order : string.CompareOrdinal(Text, other.Text);
        order = order != 0 ? order : CreatedAt.CompareTo(other.CreatedAt);
        return order != 0 ? order : Number.CompareTo(other.Number);
    }
}
