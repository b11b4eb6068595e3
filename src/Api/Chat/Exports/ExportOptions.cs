using System.ComponentModel.DataAnnotations;

namespace Parley.Api.Chat.Exports;

/// <summary>Section <c>Exports</c>.</summary>
public sealed class ExportOptions
{
    /// <summary>The folder of the spooled files; relative to the directory that the service runs in.</summary>
    [Required]
    public string Path { get; set; } = System.IO.Path.Combine("data", "exports");

    /// <summary>How long a file is kept after it is finished.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How many exports may run at once on a replica.</summary>
    [Range(1, 1000)]
    public int MaxRunning { get; set; } = 4;

    /// <summary>How much may be in the folder for another export to start; what runs then may still exceed it.</summary>
    [Range(1, long.MaxValue)]
    public long MaxBytes { get; set; } = 10L * 1024 * 1024 * 1024;
}
