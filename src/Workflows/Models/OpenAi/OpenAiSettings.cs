namespace Parley.Workflows.Models.OpenAi;

/// <summary>Section <c>Ai:OpenAi</c>. Not a record: those print their members, and one of them is secret.</summary>
public sealed class OpenAiSettings
{
    /// <summary>The address before <c>/chat/completions</c>, of OpenAI or of anything that speaks as it does.</summary>
    public Uri BaseUrl { get; set; } = new("https://api.openai.com/v1");

    public string? ApiKey { get; set; }

    public string? Model { get; set; }

    /// <summary>From 0 to 2; when absent it is the provider's own.</summary>
    public float? Temperature { get; set; }

    /// <summary>How long one try may take, or the pause between two pieces of a stream.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The longest answer that is read: of a stream, its longest event and its text.</summary>
    public int MaxAnswerBytes { get; set; } = 1024 * 1024;
}
