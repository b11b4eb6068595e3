using System.Text.Json;
using Parley.Api.Tests.Host;
using Parley.Hosting;
using Xunit;

namespace Parley.Api.Tests.AgentSessions;

/// <summary>What tests say to agent sessions.</summary>
internal static class Agent
{
    public const string Sessions = "/sessions";
    public const string Question = "多久发货？";

    public static object Body(string content = Question) => new { source = "user", content };

    public static async Task<string> CreateAsync(this ParleyHost host, string? name = null) =>
        (await host.PostAsync(Sessions, name is null ? "" : new { name })).Shown().GetProperty("id").GetString()!;

    public static Task<Answer> AskAsync(this ParleyHost host, string id, string content = Question, string? key = null) =>
        host.PostAsync($"{Sessions}/{id}/chat", Body(content), key is null ? [] : [("Idempotency-Key", key)]);

    public static async Task<JsonElement> SessionAsync(this ParleyHost host, string id) => (await host.GetAsync($"{Sessions}/{id}")).Shown();

    public static async Task<IReadOnlyList<JsonElement>> HistoryAsync(this ParleyHost host, string id, string query = "") =>
        [.. (await host.GetAsync($"{Sessions}/{id}/history{query}")).Shown().EnumerateArray()];

    public static async Task<IReadOnlyList<string?>> ListAsync(this ParleyHost host, string query = "") =>
        [.. (await host.GetAsync($"{Sessions}{query}")).Shown().EnumerateArray().Select(session => session.GetProperty("id").GetString())];

    public static JsonElement Shown(this Answer answer)
    {
        Assert.True(answer.Status == 200, $"200 was expected, not {answer.Status}: {answer.Text}");
        Assert.Equal("application/json; charset=utf-8", answer.Headers["content-type"]);
        return answer.Json;
    }

    public static string[] Names(this JsonElement element) => [.. element.EnumerateObject().Select(member => member.Name)];

    public static void Refuses(this Answer answer, int status, string detail) =>
        Assert.Equal((status, $$"""{"detail":"{{detail}}"}"""), (answer.Status, answer.Text));

    /// <summary>Refused for these fields, by type and place.</summary>
    public static void Invalid(this Answer answer, params (string Type, string Place)[] expected)
    {
        Assert.True(answer.Status == 422, $"422 was expected, not {answer.Status}: {answer.Text}");
        var errors = answer.Json.GetProperty("detail").EnumerateArray().ToList();
        Assert.All(errors, error => Assert.Equal(["type", "loc", "msg"], error.Names()));
        Assert.Equal(expected, errors.Select(error => (
            error.GetProperty("type").GetString()!, string.Join('.', error.GetProperty("loc").EnumerateArray().Select(part => part.GetString())))));
    }
}
