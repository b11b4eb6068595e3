using System.Text.Encodings.Web;
using System.Text.Json;

namespace Parley.Sessions.Documents;

/// <summary>How many bytes a text takes in a document: an emoji takes 12, a control character 6.</summary>
public static class JsonWeight
{
    public static int Of(string? text) =>
        text is null ? 0 : JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes.Length;

    public static int Of(JsonElement? json) => json is { } element ? Of(element.GetRawText()) : 0;
}
