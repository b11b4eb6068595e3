namespace Parley.Api.Chat.Exports;

/// <summary>What the spool knows of an export beside its bytes.</summary>
public sealed record SpoolRecord(string FileName, string ContentType, ExportSummary Summary)
{
    /// <summary>When it was over; null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}
