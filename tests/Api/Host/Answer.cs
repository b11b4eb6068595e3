using System.Text.Json;
using Xunit;

namespace Parley.Api.Tests.Host;

/// <summary>What the service answered, with its headers by lower-case name.</summary>
internal sealed record Answer(int Status, IReadOnlyDictionary<string, string> Headers, string Text)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Text);

    public static async Task<Answer> OfAsync(HttpResponseMessage response)
    {
        var headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key.ToLowerInvariant(), header => string.Join(", ", header.Value));
        return new Answer((int)response.StatusCode, headers, await response.Content.ReadAsStringAsync());
    }

    /// <summary>The error shape of instant messaging, member for member.</summary>
    public void IsError(int status, int code, string? message = null)
    {
        Assert.True(status == Status, $"{status} was expected, not {Status}: {Text}");
        Assert.Equal(["code", "message", "timestamp"], Json.EnumerateObject().Select(member => member.Name));
        Assert.Equal(code, Json.GetProperty("code").GetInt32());
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$", Json.GetProperty("timestamp").GetString());
        Assert.StartsWith("application/json", Headers["content-type"], StringComparison.Ordinal);
        if (message is not null)
        {
            Assert.Equal(message, Json.GetProperty("message").GetString());
        }
    }
}
