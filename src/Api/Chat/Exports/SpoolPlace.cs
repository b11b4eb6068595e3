using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace Parley.Api.Chat.Exports;

/// <summary>The files of one export while it is written.</summary>
internal sealed class SpoolPlace : IAsyncDisposable
{
    public const string Data = ".data";
    public const string Record = ".json";

    private const string Lock = ".lock";

    private readonly string path;
    private readonly TimeProvider time;
    private readonly FileStream held;
    private SpoolRecord? record;

    public SpoolPlace(string path, TimeProvider time)
    {
        (this.path, this.time) = (path, time);
        held = new FileStream(path + Lock, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
    }

    public string DataPath => path + Data;

    public string SnapshotPath => path + ".snapshot";

    public static bool IsLocked(string path)
    {
        try
        {
            using var free = new FileStream(path + Lock, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>Replaces the record at once and whole.</summary>
    public static async Task WriteAsync(string path, SpoolRecord record, CancellationToken cancellation)
    {
        var draft = path + ".draft";
        await File.WriteAllBytesAsync(draft, JsonSerializer.SerializeToUtf8Bytes(record, ExportsJson.Default.SpoolRecord), cancellation);
        File.Move(draft, path + Record, overwrite: true);
    }

    /// <summary>Makes the export known, as running, and opens its bytes.</summary>
    public async Task<SafeFileHandle> BeginAsync(string fileName, string contentType, CancellationToken cancellation)
    {
        var data = File.OpenHandle(DataPath, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, FileOptions.Asynchronous);
        record = new SpoolRecord(fileName, contentType, new ExportSummary(ExportStatus.Running, null, 0, null));
        await WriteAsync(path, record, cancellation);
        return data;
    }

    public async Task EndAsync(ExportSummary summary)
    {
        if (record is not null)
        {
            await WriteAsync(path, record with { Summary = summary, EndedAt = time.GetUtcNow() }, CancellationToken.None);
        }
    }

    public ValueTask DisposeAsync() => held.DisposeAsync();
}
