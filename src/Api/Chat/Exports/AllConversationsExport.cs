using System.Globalization;
using Parley.Api.Contracts;
using Parley.Sessions.Catalog;
using Parley.Sessions.Snapshots;

namespace Parley.Api.Chat.Exports;

/// <summary>All conversations of this contract that were last active in a period.</summary>
internal sealed class AllConversationsExport(
    ExportPeriod period, ExportForm form, DateTimeOffset startedAt, CatalogReader catalog, SnapshotReader reader) : IExport
{
    private const int BatchSize = 50;

    private SnapshotFile? snapshots;

    public string FileName => string.Create(
        CultureInfo.InvariantCulture,
        $"{(form.Format == ExportFormat.Csv ? "" : "full_")}conversations_export_{startedAt.UtcDateTime:yyyyMMddHHmmss}.{(form.Format == ExportFormat.Csv ? "csv" : "ndjson")}");

    public string ContentType => form.Format == ExportFormat.Csv ? ExportForm.CsvType : "application/x-ndjson";

    public async Task<bool> PrepareAsync(string snapshotPath, CancellationToken cancellation)
    {
        snapshots = new SnapshotFile(snapshotPath);
        for (int? next = 0; next is { } from;)
        {
            var scan = new SessionScan(ChatModule.Channel, from, BatchSize) { ActiveFrom = period.From, ActiveBefore = period.Before };
            var page = await catalog.ScanSessionsAsync(scan);
            foreach (var snapshot in await reader.TakeManyAsync(page.Items, cancellation))
            {
                // The catalog may know an earlier state than the session itself.
                if (scan.Meets(snapshot.Head.Channel, snapshot.Head.LastActivityAt))
                {
                    snapshots.Add(snapshot);
                }
            }

            next = page.Next;
        }

        return true;
    }

    public Task WriteAsync(SpoolStream output, CancellationToken cancellation) =>
        form.Format == ExportFormat.Csv ? WriteCsvAsync(output, cancellation) : WriteJsonAsync(output, cancellation);

    public ValueTask ReleaseAsync() => snapshots?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task WriteCsvAsync(SpoolStream output, CancellationToken cancellation)
    {
        using var csv = new CsvLines(output, form);
        csv.Write("会话ID", "创建时间", "最后活跃时间", "消息数量");
        foreach (var batch in snapshots!.Read(BatchSize))
        {
            foreach (var snapshot in batch)
            {
                csv.Write(
                    snapshot.Head.Id,
                    ContractTime.NaiveUtc(snapshot.Head.CreatedAt),
                    ContractTime.NaiveUtc(snapshot.Head.LastActivityAt),
                    snapshot.Count.ToString(CultureInfo.InvariantCulture));
            }

            output.Rows += batch.Count;
            await csv.FlushAsync(cancellation);
        }

        await csv.FlushAsync(cancellation);
    }

    private async Task WriteJsonAsync(SpoolStream output, CancellationToken cancellation)
    {
        using var lines = new JsonLines(output);
        var header = lines.Begin();
        header.WriteString("export_time", ContractTime.NaiveUtc(startedAt));
        header.WriteNumber("total_conversations", snapshots!.Count);
        lines.End();
        foreach (var batch in snapshots.Read(BatchSize))
        {
            foreach (var snapshot in batch)
            {
                await WriteAsync(lines, snapshot, cancellation);
                output.Rows++;
            }

            await lines.FlushAsync(cancellation);
        }
    }

    private async Task WriteAsync(JsonLines lines, SessionSnapshot snapshot, CancellationToken cancellation)
    {
        var json = lines.Begin();
        json.WriteString("id", snapshot.Head.Id);
        json.WriteString("created_at", ContractTime.NaiveUtc(snapshot.Head.CreatedAt));
        json.WriteString("last_active", ContractTime.NaiveUtc(snapshot.Head.LastActivityAt));
        json.WriteNumber("message_count", snapshot.Count);
        json.WriteStartArray("messages");
        await foreach (var batch in reader.ReadAsync(snapshot, ExportedMessage.BatchSize, cancellation))
        {
            foreach (var message in batch)
            {
                json.WriteStartObject();
                ExportedMessage.Write(json, message);
                json.WriteEndObject();
            }

            await lines.FlushAsync(cancellation);
        }

        json.WriteEndArray();
        lines.End();
    }
}
