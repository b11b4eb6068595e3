using System.Globalization;
using Parley.Api.Contracts;

namespace Parley.Api.AgentSessions;

/// <summary>Reads a query's whole numbers, and gathers what is wrong with them.</summary>
internal sealed class QueryNumbers(IQueryCollection query)
{
    public List<FieldError> Errors { get; } = [];

    public int Read(string name, int otherwise, int least, int most)
    {
        if (!query.TryGetValue(name, out var values))
        {
            return otherwise;
        }

        if (!long.TryParse(values.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            Errors.Add(new FieldError("int_parsing", ["query", name], "Input should be a valid integer"));
        }
        else if (number < least || number > most)
        {
            Errors.Add(new FieldError("value_error", ["query", name], $"Value error, must be {least} to {most}"));
        }

        return (int)Math.Clamp(number, least, most);
    }
}
