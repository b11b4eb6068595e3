using System.Text.Json;
using Parley.Workflows.Tests.OpenAi;

namespace Parley.Workflows.Tests.Satisfaction;

/// <summary>What a model says and is asked about satisfaction.</summary>
internal static class Judgements
{
    public static Answer Of(int score) => Answers.Whole($$"""{"score":{{score}},"confidence":0.75,"evidence":["太慢了"]}""");

    /// <summary>Whether a model is asked for a judgement, and not for a reply.</summary>
    public static bool IsJudgement(this ModelRequest request) => request.Body.TryGetProperty("response_format", out _);

    /// <summary>The conversation that the model is shown.</summary>
    public static IReadOnlyList<(string Role, string Text)> Conversation(this ModelRequest request) =>
    [
        .. JsonSerializer.Deserialize<JsonElement>(request.LastMessage!).EnumerateArray()
            .Select(turn => (turn.GetProperty("role").GetString()!, turn.GetProperty("text").GetString()!)),
    ];
}
