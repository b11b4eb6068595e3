using System.Text;

namespace Parley.Api.Chat;

/// <summary>
/// What of a reply may be sent while it is made: its pieces in order, without <c>**</c> wherever that falls, and without white space
/// that may turn out to be the reply's end.
/// </summary>
/// <param name="most">The longest reply that is kept, in characters.</param>
internal sealed class StreamedText(int most)
{
    private readonly StringBuilder text = new();
    private Guid attempt;
    private int received;
    private int released;
    private bool star;

    /// <summary>Takes a piece; what is to be sent for it, perhaps nothing. Only pieces of the first attempt count, up to the first gap.</summary>
    public string Add(Guid pieceAttempt, int offset, string piece)
    {
        attempt = attempt == Guid.Empty ? pieceAttempt : attempt;
        if (pieceAttempt != attempt || offset != received)
        {
            return "";
        }

        received += piece.Length;
        text.Append(text.Length == 0 ? piece.TrimStart() : piece);
        return Release(SureLength());
    }

    /// <summary>What is missing of the reply as it is stored; null when that does not begin with what was sent.</summary>
    public string? End(string stored)
    {
        if (!stored.StartsWith(text.ToString(0, released), StringComparison.Ordinal))
        {
            return null;
        }

        text.Clear().Append(stored);
        var rest = Release(stored.Length);
        return star ? rest + '*' : rest;
    }

    private int SureLength()
    {
        var end = Math.Min(text.Length, most);
        while (end > released && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        return end > released && char.IsHighSurrogate(text[end - 1]) ? end - 1 : end;
    }

    private string Release(int end)
    {
        var sent = new StringBuilder();
        for (; released < end; released++)
        {
            var c = text[released];
            if (c == '*' && star)
            {
                star = false;
            }
            else if (c == '*')
            {
                star = true;
            }
            else
            {
                sent.Append(star ? "*" : "").Append(c);
                star = false;
            }
        }

        return sent.ToString();
    }
}
