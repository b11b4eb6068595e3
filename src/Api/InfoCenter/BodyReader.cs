using System.Text.Json;
using Parley.Api.Contracts;
using Parley.Sessions;

namespace Parley.Api.InfoCenter;

/// <summary>Reads a body's members one by one and keeps the first refusal. Members that nobody asks for are ignored.</summary>
internal sealed class BodyReader(JsonBody body)
{
    public const int MaxId = 128;
    public const int MaxMetadataBytes = 16 * 1024;
    private const int MaxTexts = 32;
    private const int MaxTextLength = 64;

    public static readonly JsonElement EmptyObject = JsonElement.Parse("{}");

    public InfoError? Error { get; private set; }

    /// <summary>Refuses the first of these that is missing or null.</summary>
    public void Require(params string[] names)
    {
        if (Array.Find(names, name => !Has(name)) is { } missing)
        {
            Error ??= InfoError.Missing(missing);
        }
    }

    /// <summary>Whether the member is there, be it null.</summary>
    public bool Names(string name) => body.Object.TryGetProperty(name, out _);

    /// <summary>Whether the member is there and not null.</summary>
    public bool Has(string name) => body.Object.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>A text of 1 to so many characters.</summary>
    public string? Text(string name, int most)
    {
        if (!Has(name))
        {
            return null;
        }

        var text = body.Text(name);
        return Checked(name, text, text is not null && text.Length > 0 && CodePoints.Count(text) <= most, $"must be a text of 1 to {most} characters");
    }

    /// <summary>An id, or a name: 1 to 128 characters, none of them a control character.</summary>
    public string? Id(string name)
    {
        var text = Text(name, MaxId);
        return Checked(name, text, text is null || Identifier.IsValid(text), "must have no control characters");
    }

    public T? OneOf<T>(string name, Vocabulary<T> words)
        where T : struct
    {
        if (!Has(name))
        {
            return null;
        }

        if (body.Text(name) is { } text && words.TryFind(text, out var value))
        {
            return value;
        }

        Refuse(name, words.Demand);
        return null;
    }

    public JsonElement? Metadata()
    {
        const string name = "metadata";
        if (!Has(name))
        {
            return null;
        }

        var value = body.Object.GetProperty(name);
        var why = value.ValueKind != JsonValueKind.Object ? "must be an object"
            : !PlainJson.IsUnicode(value) ? "must be valid Unicode"
            : PlainJson.Measure(value) > MaxMetadataBytes ? $"must have at most {MaxMetadataBytes} bytes"
            : null;
        return why is null ? value : Refused<JsonElement>(name, why);
    }

    /// <summary>Some words such as tags; each once.</summary>
    public IReadOnlyList<string>? Texts(string name)
    {
        if (!Has(name))
        {
            return null;
        }

        var value = body.Object.GetProperty(name);
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() <= MaxTexts && value.EnumerateArray().All(IsWord))
        {
            return [.. value.EnumerateArray().Select(item => item.GetString()!).Distinct()];
        }

        Refuse(name, $"must be a list of at most {MaxTexts} texts of 1 to {MaxTextLength} characters");
        return null;
    }

    public double? Share(string name) =>
        !Has(name) ? null
        : body.Object.GetProperty(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var share) && share is >= 0 and <= 1 ? share
        : Refused<double>(name, "must be a number from 0 to 1");

    public int? WholeNumber(string name, int least, int most) =>
        !Has(name) ? null
        : body.Object.GetProperty(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var value)
            && value >= least && value <= most && double.IsInteger(value) ? (int)value
        : Refused<int>(name, $"must be a whole number from {least} to {most}");

    public bool? Truth(string name) =>
        !Has(name) ? null
        : body.Object.GetProperty(name).ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => Refused<bool>(name, "must be true or false"),
        };

    public DateTimeOffset? Instant(string name) =>
        !Has(name) ? null : (body.Text(name) is { } text ? InfoTime.First(text) : null) ?? Refused<DateTimeOffset>(name, "must be an ISO date-time");

    public void Refuse(string name, string why) => Error ??= InfoError.Invalid(name, why);

    private T? Refused<T>(string name, string why)
        where T : struct
    {
        Refuse(name, why);
        return null;
    }

    private static bool IsWord(JsonElement item) =>
        item.ValueKind == JsonValueKind.String && PlainJson.IsUnicode(item)
        && item.GetString() is { Length: > 0 } text && CodePoints.Count(text) <= MaxTextLength && Identifier.IsValid(text);

    private string? Checked(string name, string? text, bool good, string why)
    {
        if (!good)
        {
            Refuse(name, why);
        }

        return good ? text : null;
    }
}
