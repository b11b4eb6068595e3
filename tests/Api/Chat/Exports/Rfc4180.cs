using System.Text;

namespace Parley.Api.Tests.Chat.Exports;

/// <summary>Reads CSV by the letter of RFC 4180, and refuses what is not.</summary>
internal static class Rfc4180
{
    public static List<string[]> Parse(string text)
    {
        var rows = new List<string[]>();
        var cells = new List<string>();
        for (var position = 0; position < text.Length;)
        {
            cells.Add(text[position] == '"' ? Quoted(text, ref position) : Plain(text, ref position));
            if (position < text.Length && text[position] == ',')
            {
                position++;
            }
            else if (text.AsSpan(position).StartsWith("\r\n"))
            {
                position += 2;
                rows.Add([.. cells]);
                cells.Clear();
            }
            else
            {
                throw new FormatException($"A comma or a line end was expected at {position}.");
            }
        }

        return cells.Count == 0 ? rows : throw new FormatException("The last line has no end.");
    }

    private static string Quoted(string text, ref int position)
    {
        var cell = new StringBuilder();
        for (position++; ; position++)
        {
            if (text[position] != '"')
            {
                cell.Append(text[position]);
            }
            else if (position + 1 < text.Length && text[position + 1] == '"')
            {
                cell.Append(text[++position]);
            }
            else
            {
                position++;
                return cell.ToString();
            }
        }
    }

    private static string Plain(string text, ref int position)
    {
        var end = text.AsSpan(position).IndexOfAny(",\r\n\"");
        var cell = text[position..(position + end)];
        position += end;
        return cell;
    }
}
