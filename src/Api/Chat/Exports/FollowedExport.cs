using System.Buffers;
using Microsoft.Net.Http.Headers;
using Microsoft.Win32.SafeHandles;

namespace Parley.Api.Chat.Exports;

/// <summary>Sends an export while it is spooled. When it fails the connection breaks, so that nobody takes the part for the whole.</summary>
internal sealed class FollowedExport(ExportRun run, string dataPath) : IResult
{
    private const int BufferSize = 64 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        // The writer closes its own when it is done, and the spool may sweep the file while a slow client still reads.
        using var file = File.OpenHandle(dataPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.Asynchronous);
        var response = httpContext.Response;
        response.ContentType = run.Export.ContentType;
        response.Headers.ContentLocation = $"{SpooledEndpoint.Root}/{run.Id}";
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(run.Export.FileName);
        response.Headers.ContentDisposition = disposition.ToString();

        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            using var cut = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, run.Stopping);
            if (!await FollowAsync(file, response.Body, buffer, cut.Token))
            {
                httpContext.Abort();
            }
        }
        catch (OperationCanceledException)
        {
            httpContext.Abort();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <returns>False when the export failed.</returns>
    private async Task<bool> FollowAsync(SafeFileHandle file, Stream body, byte[] buffer, CancellationToken cancellation)
    {
        for (var sent = 0L; ;)
        {
            var (length, status, changed) = run.Observe();
            if (sent < length)
            {
                var read = await RandomAccess.ReadAsync(file, buffer.AsMemory(0, (int)Math.Min(buffer.Length, length - sent)), sent, cancellation);
                await body.WriteAsync(buffer.AsMemory(0, read), cancellation);
                sent += read;
            }
            else if (status != ExportStatus.Running)
            {
                return status == ExportStatus.Finished;
            }
            else
            {
                await changed.WaitAsync(cancellation);
            }
        }
    }
}
