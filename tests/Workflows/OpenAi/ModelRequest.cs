using System.Text.Json;

namespace Parley.Workflows.Tests.OpenAi;

public sealed record ModelRequest(string Method, string Path, string? Authorization, JsonElement Body)
{
    public bool Streamed => Body.TryGetProperty("stream", out var stream) && stream.GetBoolean();

    public string? LastMessage => Body.GetProperty("messages").EnumerateArray().Last().GetProperty("content").GetString();
}
