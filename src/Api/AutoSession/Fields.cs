using System.Globalization;
using System.Text.Json;
using Parley.Api.Contracts;
using Parley.Sessions;

namespace Parley.Api.AutoSession;

/// <summary>Reads a body member by member, and gathers what is wrong with any of them.</summary>
internal sealed class Fields(JsonBody body)
{
    public const int MaxId = 256;
    public const int MaxContent = 10_000;
    private const int MaxUrl = 4096;

    private static readonly string[] True = ["true", "1", "yes", "on", "t", "y"];
    private static readonly string[] False = ["false", "0", "no", "off", "f", "n"];

    public List<FieldError> Errors { get; } = [];

    /// <summary>A text that names something.</summary>
    public string Id(string name, string? otherwise = null, bool blank = true)
    {
        var text = Text(name, MaxId, otherwise) ?? "";
        if (!Identifier.IsValid(text))
        {
            Fail("value_error", name, "Value error, control characters are not allowed");
        }
        else if (!blank && Has(name) && string.IsNullOrWhiteSpace(text) && Member(name)?.ValueKind == JsonValueKind.String)
        {
            Fail("value_error", name, "Value error, must not be blank");
        }

        return text;
    }

    public string Content(string name) => Text(name, MaxContent, null) ?? "";

    /// <summary>A text that may be null.</summary>
    public string? Optional(string name) => Member(name) is null or { ValueKind: JsonValueKind.Null } ? null : Text(name, MaxUrl, null);

    public T Choice<T>(string name, IReadOnlyDictionary<string, T> choices, string? otherwise = null)
        where T : struct
    {
        if (!Has(name))
        {
            return otherwise is null ? Missing<T>(name) : choices[otherwise];
        }

        if (body.Text(name) is { } text && choices.TryGetValue(text, out var choice))
        {
            return choice;
        }

        var names = choices.Keys.Select(key => $"'{key}'").ToList();
        return Fail<T>("enum", name, $"Input should be {string.Join(", ", names[..^1])} or {names[^1]}");
    }

    public int Integer(string name, int otherwise)
    {
        if (!Has(name))
        {
            return otherwise;
        }

        var number = Member(name) switch
        {
            { ValueKind: JsonValueKind.Number } value when value.TryGetDouble(out var real) && Math.Abs(real) <= int.MaxValue && real == Math.Floor(real) => (int)real,
            { ValueKind: JsonValueKind.String } when int.TryParse(body.Text(name)?.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed) => parsed,
            _ => (int?)null,
        };
        return number ?? Fail<int>("int_parsing", name, "Input should be a valid integer");
    }

    public long? OptionalInteger(string name) =>
        Member(name) is null or { ValueKind: JsonValueKind.Null } ? null
        : Member(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number
        : long.TryParse(body.Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed
        : Fail<long>("int_parsing", name, "Input should be a valid integer");

    public bool Flag(string name)
    {
        if (!Has(name))
        {
            return Missing<bool>(name);
        }

        var text = Member(name) is { ValueKind: JsonValueKind.True or JsonValueKind.False or JsonValueKind.Number } value
            ? value.GetRawText() : body.Text(name);
        return True.Contains(text, StringComparer.OrdinalIgnoreCase)
            || (!False.Contains(text, StringComparer.OrdinalIgnoreCase) && Fail<bool>("bool_parsing", name, "Input should be a valid boolean"));
    }

    public void Fail(string type, string name, string message) => Errors.Add(FieldError.Of(type, name, message));

    public JsonElement? Member(string name) => body.Object.TryGetProperty(name, out var value) ? value : null;

    private bool Has(string name) => Member(name) is not null;

    private string? Text(string name, int max, string? otherwise)
    {
        if (!Has(name))
        {
            return otherwise ?? Missing<string>(name);
        }

        var text = body.Text(name);
        if (text is null)
        {
            Fail("string_type", name, "Input should be a valid string");
        }
        else if (CodePoints.Count(text) > max)
        {
            Fail("value_error", name, $"Value error, at most {max} characters are allowed");
        }

        return text;
    }

    private T? Missing<T>(string name) => Fail<T>("missing", name, "Field required");

    private T? Fail<T>(string type, string name, string message)
    {
        Fail(type, name, message);
        return default;
    }
}
