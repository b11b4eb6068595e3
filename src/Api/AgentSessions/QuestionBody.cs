using System.Runtime.InteropServices;
using System.Text.Json;
using Parley.Api.Contracts;
using Parley.Sessions;
using Parley.Sessions.Messages;

namespace Parley.Api.AgentSessions;

/// <summary>Reads the body of a chat, and gathers what is wrong with it.</summary>
internal sealed class QuestionBody(JsonBody body)
{
    private const int MaxSource = 128;
    private const int MaxContent = 5000;
    private const int MaxMetadataBytes = 16 * 1024;

    private readonly List<FieldError> errors = [];

    public static (NewMessage? Question, IReadOnlyList<FieldError> Errors) Read(JsonBody body)
    {
        if (body.Problem is not null)
        {
            return (null, [body.Problem == JsonBody.NotJson ? FieldError.NoJson : FieldError.NoObject]);
        }

        var reader = new QuestionBody(body);
        var question = reader.Read();
        return (reader.errors.Count == 0 ? question : null, reader.errors);
    }

    private NewMessage Read()
    {
        var (source, content) = (Text("source", MaxSource), Text("content", MaxContent));
        if (!Identifier.IsValid(source))
        {
            Fail("value_error", "Value error, control characters are not allowed", "source");
        }

        if (Member("type") is { } type && (type.ValueKind != JsonValueKind.String || body.Text("type") != AgentViews.TextMessage))
        {
            Fail("enum", $"Input should be '{AgentViews.TextMessage}'", "type");
        }

        return new NewMessage(new Sender(source, SenderRole.User), content) { Usage = ReadUsage(), Metadata = ReadMetadata() };
    }

    private string Text(string name, int most)
    {
        if (Member(name) is null)
        {
            Fail("missing", "Field required", name);
        }
        else if (body.Text(name) is not { } text)
        {
            Fail("string_type", "Input should be a valid string", name);
        }
        else if (text.Length == 0)
        {
            Fail("string_too_short", "String should have at least 1 character", name);
        }
        else if (CodePoints.Count(text) > most)
        {
            Fail("value_error", $"Value error, at most {most} characters are allowed", name);
        }
        else
        {
            return text;
        }

        return "";
    }

    private Usage? ReadUsage()
    {
        if (Member("models_usage") is not { ValueKind: not JsonValueKind.Null } usage)
        {
            return null;
        }

        if (usage.ValueKind == JsonValueKind.Object)
        {
            return new Usage(Tokens(usage, "prompt_tokens"), Tokens(usage, "completion_tokens"));
        }

        Fail("model_attributes_type", "Input should be a valid dictionary or object to extract fields from", "models_usage");
        return null;
    }

    private long Tokens(JsonElement usage, string name)
    {
        if (!usage.TryGetProperty(name, out var tokens))
        {
            Fail("missing", "Field required", "models_usage", name);
        }
        else if (tokens.ValueKind != JsonValueKind.Number || !tokens.TryGetInt64(out var count))
        {
            Fail("int_parsing", "Input should be a valid integer", "models_usage", name);
        }
        else if (count < 0)
        {
            Fail("value_error", "Value error, must not be negative", "models_usage", name);
        }
        else
        {
            return count;
        }

        return 0;
    }

    private JsonElement? ReadMetadata()
    {
        if (Member("metadata") is not { } metadata)
        {
            return null;
        }

        if (metadata.ValueKind != JsonValueKind.Object)
        {
            Fail("model_attributes_type", "Input should be a valid dictionary", "metadata");
            return null;
        }

        if (!PlainJson.IsUnicode(metadata))
        {
            Fail("string_type", "Input should be valid Unicode", "metadata");
            return null;
        }

        if (JsonMarshal.GetRawUtf8Value(metadata).Length > MaxMetadataBytes)
        {
            Fail("value_error", $"Value error, at most {MaxMetadataBytes} bytes are allowed", "metadata");
        }

        foreach (var entry in metadata.EnumerateObject().Where(entry => entry.Value.ValueKind != JsonValueKind.String))
        {
            Fail("string_type", "Input should be a valid string", "metadata", entry.Name);
        }

        return metadata;
    }

    private JsonElement? Member(string name) => body.Object.TryGetProperty(name, out var member) ? member : null;

    private void Fail(string type, string message, params string[] location) => errors.Add(new FieldError(type, ["body", .. location], message));
}
