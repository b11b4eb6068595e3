namespace Parley.Workflows.Models.Offline;

public sealed record OfflineSettings
{
    /// <summary>The folder of the question-and-answer files.</summary>
    public string Knowledge { get; init; } = Path.Combine(AppContext.BaseDirectory, "knowledge");

    /// <summary>How long an answer takes, for tests and benches.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Whether every answer fails as an unreachable provider does, for tests and benches.</summary>
    public bool Fail { get; init; }
}
