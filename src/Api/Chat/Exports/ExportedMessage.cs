using System.Text.Json;
using Parley.Api.Contracts;
using Parley.Sessions.Messages;

namespace Parley.Api.Chat.Exports;

/// <summary>A message as exports show it.</summary>
internal static class ExportedMessage
{
    /// <summary>How many are read at once.</summary>
    public const int BatchSize = 100;

    public static void Write(Utf8JsonWriter json, Message message)
    {
        var item = HistoryItem.Of(message);
        json.WriteString("timestamp", item.Timestamp);
        json.WriteString("role", item.Role);
        json.WriteString("content", item.Content);
    }

    public static void Write(CsvLines csv, Message message)
    {
        var item = HistoryItem.Of(message);
        csv.Write(item.Timestamp, item.Role, item.Content);
    }
}
