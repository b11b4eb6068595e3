using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;

namespace Parley.Api.Contracts;

/// <summary>Escapes what JSON must and nothing else; the framework's most relaxed encoder still escapes emoji.</summary>
public sealed class PlainJsonEncoder : JavaScriptEncoder
{
    public static readonly PlainJsonEncoder Instance = new();

    private static readonly SearchValues<byte> MustBytes =
        SearchValues.Create([.. Enumerable.Range(0, ' ').Select(c => (byte)c), (byte)'"', (byte)'\\']);

    private static readonly SearchValues<char> MustOrMayChars = SearchValues.Create(
        [.. Enumerable.Range(0, ' ').Select(c => (char)c), '"', '\\', .. Enumerable.Range(0xD800, 0x800).Select(c => (char)c)]);

    public override int MaxOutputCharactersPerInputCharacter => 6;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar is < ' ' or '"' or '\\' || !Rune.IsValid(unicodeScalar);

    public override int FindFirstCharacterToEncodeUtf8(ReadOnlySpan<byte> utf8Text) => utf8Text.IndexOfAny(MustBytes);

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var characters = new ReadOnlySpan<char>(text, textLength);
        for (var position = 0; characters[position..].IndexOfAny(MustOrMayChars) is var next and >= 0; position += next + 2)
        {
            if (Rune.DecodeFromUtf16(characters[(position + next)..], out var rune, out _) != OperationStatus.Done || rune.IsAscii)
            {
                return position + next;
            }
        }

        return -1;
    }

    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten) =>
        UnsafeRelaxedJsonEscaping.TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten);
}
