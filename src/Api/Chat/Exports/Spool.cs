using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Parley.Api.Chat.Exports;

/// <summary>
/// The folder of exports. Each has its bytes, a record, and while it runs a lock that the operating system drops with the process that
/// writes it, however that ends; so replicas can share the folder.
/// </summary>
internal sealed class Spool(IOptions<ExportOptions> options, TimeProvider time)
{
    private readonly string folder = Path.GetFullPath(options.Value.Path);

    public static string NewId() => Guid.NewGuid().ToString("N");

    /// <summary>Whether it holds all that it may: the disk is the store's as well.</summary>
    public bool IsFull() => Directory.Exists(folder) && new DirectoryInfo(folder).EnumerateFiles().Sum(file => file.Length) >= options.Value.MaxBytes;

    /// <summary>A place in the folder; nobody sees it before its record is written.</summary>
    public SpoolPlace Take(string id)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return new SpoolPlace(Path.Combine(folder, id), time);
    }

    /// <summary>The record of an export; null when it is unknown, or was kept long enough.</summary>
    public async Task<SpoolRecord?> FindAsync(string id, CancellationToken cancellation)
    {
        if (!Guid.TryParseExact(id, "N", out _))
        {
            return null;
        }

        var place = Path.Combine(folder, id.ToLowerInvariant());
        var record = await ReadAsync(place, cancellation);
        if (record?.Summary.Status == ExportStatus.Running && !SpoolPlace.IsLocked(place))
        {
            // It may have ended between the two looks; if not, its writer is dead.
            record = await ReadAsync(place, cancellation) is { Summary.Status: not ExportStatus.Running } ended ? ended : Failed(record);
        }

        return record is null || IsOver(record) ? null : record;
    }

    /// <summary>The bytes of a finished export; null when they are not there as they should be.</summary>
    public FileStream? Open(string id, SpoolRecord record)
    {
        try
        {
            var file = new FileStream(
                Path.Combine(folder, id.ToLowerInvariant()) + SpoolPlace.Data, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.Asynchronous);
            if (file.Length == record.Summary.Bytes)
            {
                return file;
            }

            file.Dispose();
            return null;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Deletes what was kept long enough, and notes what its writer did not live to end.</summary>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        // Whatever else is in the folder is not ours.
        var places = Directory.EnumerateFiles(folder)
            .Select(file => file[..^Path.GetExtension(file).Length])
            .Where(place => Guid.TryParseExact(Path.GetFileName(place), "N", out _))
            .Distinct()
            .ToList();
        foreach (var place in places.Where(place => !SpoolPlace.IsLocked(place)))
        {
            await SweepAsync(place, cancellation);
        }
    }

    private async Task SweepAsync(string place, CancellationToken cancellation)
    {
        var record = await ReadAsync(place, cancellation);
        if (record is null || IsOver(record))
        {
            foreach (var file in Directory.EnumerateFiles(folder, Path.GetFileName(place) + ".*"))
            {
                File.Delete(file);
            }
        }
        else if (record.EndedAt is null)
        {
            await SpoolPlace.WriteAsync(place, Failed(record) with { EndedAt = time.GetUtcNow() }, cancellation);
        }
    }

    private bool IsOver(SpoolRecord record) => record.EndedAt + options.Value.Retention <= time.GetUtcNow();

    private static SpoolRecord Failed(SpoolRecord record) => record with { Summary = record.Summary with { Status = ExportStatus.Failed, Sha256 = null } };

    private static async Task<SpoolRecord?> ReadAsync(string place, CancellationToken cancellation)
    {
        try
        {
            return JsonSerializer.Deserialize(await File.ReadAllBytesAsync(place + SpoolPlace.Record, cancellation), ExportsJson.Default.SpoolRecord);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }
}
