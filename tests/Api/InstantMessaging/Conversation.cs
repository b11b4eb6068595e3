using System.Text.Json;
using Parley.Hosting;

namespace Parley.Api.Tests.InstantMessaging;

/// <summary>What tests say about a session of instant messaging.</summary>
internal static class Conversation
{
    /// <summary>A session id that no other test uses.</summary>
    public static string NewSession() => "s-" + Guid.NewGuid().ToString("N");

    /// <summary>Waits until a session has so many records and none is open.</summary>
    public static async Task<IReadOnlyList<JsonElement>> SettledAsync(this ParleyHost host, string session, int count)
    {
        List<JsonElement> records = [];
        await Eventually.TrueAsync(
            async () =>
            {
                records = [.. (await host.ListRecordsAsync(session)).GetProperty("records").EnumerateArray()];
                return records.Count == count && records.TrueForAll(record => record.Text("status") != "0");
            },
            $"session {session} has {count} records and none is open",
            evidence: () => string.Join('\n', records) + host.Output);
        return records;
    }

    public static async Task<IReadOnlyList<JsonElement>> MessagesAsync(this ParleyHost host, string session) =>
        [.. (await host.ListMessagesAsync(session)).GetProperty("messages").EnumerateArray()];

    public static IEnumerable<string> Names(this JsonElement json) => json.EnumerateObject().Select(member => member.Name);

    /// <summary>A member as text: strings as they are, all else as JSON.</summary>
    public static string Text(this JsonElement json, string member) => json.GetProperty(member).ToString();

    /// <summary>Null when the member is null; it must be there.</summary>
    public static string? TextOrNull(this JsonElement json, string member) =>
        json.GetProperty(member).ValueKind == JsonValueKind.Null ? null : json.Text(member);
}
