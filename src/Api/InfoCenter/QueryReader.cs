using System.Globalization;

namespace Parley.Api.InfoCenter;

/// <summary>Reads a query's parameters one by one and keeps the first refusal. A parameter without a value is not given.</summary>
internal sealed class QueryReader(IQueryCollection query)
{
    public InfoError? Error { get; private set; }

    public string? Text(string name) => query[name].ToString() is { Length: > 0 } text ? text : null;

    public T? OneOf<T>(string name, Vocabulary<T> words)
        where T : struct
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (words.TryFind(text, out var value))
        {
            return value;
        }

        Refuse(name, words.Demand);
        return null;
    }

    public string? OneOf(string name, Vocabulary<string> words)
    {
        var text = Text(name);
        if (text is not null && !words.TryFind(text, out _))
        {
            Refuse(name, words.Demand);
        }

        return text;
    }

    public int Number(string name, int otherwise, int most)
    {
        if (Text(name) is not { } text)
        {
            return otherwise;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most)
        {
            return number;
        }

        Refuse(name, $"must be a whole number from 1 to {most}");
        return otherwise;
    }

    /// <summary>A date or date-time from which on something is wanted.</summary>
    public DateTimeOffset? From(string name) => Instant(name, InfoTime.First);

    /// <summary>The moment before which something is wanted; what the parameter names is wanted itself, a date with its whole day.</summary>
    public DateTimeOffset? Through(string name) => Instant(name, InfoTime.After);

    public void Refuse(string name, string why) => Error ??= InfoError.Invalid(name, why);

    private DateTimeOffset? Instant(string name, Func<string, DateTimeOffset?> parse)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (parse(text) is { } instant)
        {
            return instant;
        }

        Refuse(name, "must be an ISO date or date-time");
        return null;
    }
}
