namespace Parley.Api.Chat.Exports;

public enum ExportFormat
{
    Json,
    Csv,
}
