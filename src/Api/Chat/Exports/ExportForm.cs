namespace Parley.Api.Chat.Exports;

/// <summary>The form that a client asks for.</summary>
/// <param name="Format">What kind of lines.</param>
/// <param name="Bom">Whether a CSV file begins with a byte order mark, which spreadsheets want.</param>
/// <param name="Safe">Whether no cell may be taken for a formula.</param>
internal sealed record ExportForm(ExportFormat Format, bool Bom, bool Safe)
{
    public const string Csv = "csv";
    public const string Json = "json";

    public const string CsvType = "text/csv; charset=utf-8";

    /// <summary>Null when the format is none of ours.</summary>
    public static ExportForm? Parse(IQueryCollection query)
    {
        ExportFormat? format = query.TryGetValue("format", out var named)
            ? named.ToString() switch { Csv => ExportFormat.Csv, Json => ExportFormat.Json, _ => null }
            : ExportFormat.Json;
        return format is { } known ? new ExportForm(known, IsOn(query, "bom"), IsOn(query, "safe")) : null;
    }

    private static bool IsOn(IQueryCollection query, string name) => query[name] == "1";
}
