using System.Text.Json;

namespace Parley.Hosting;

/// <summary>A server-sent event; without an id line it has no id.</summary>
public sealed record ServerEvent(string Type, string? Id, JsonElement Data)
{
    /// <summary>An event's block of lines; null for a block that is none, such as the one with <c>retry</c>.</summary>
    public static ServerEvent? Parse(string block)
    {
        var fields = block.Split('\n').Select(line => line.Split(": ", 2)).ToDictionary(field => field[0], field => field[1]);
        return fields.TryGetValue("data", out var data)
            ? new ServerEvent(fields["event"], fields.GetValueOrDefault("id"), JsonSerializer.Deserialize<JsonElement>(data))
            : null;
    }
}
