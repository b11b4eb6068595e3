using Parley.Api.Contracts;
using Parley.Sessions.Snapshots;

namespace Parley.Api.Chat.Exports;

/// <summary>All messages of one conversation.</summary>
internal sealed class ConversationExport(string sessionId, ExportForm form, SnapshotReader reader) : IExport
{
    private SessionSnapshot? snapshot;

    public string FileName => $"conversation_{sessionId}.{(form.Format == ExportFormat.Csv ? "csv" : "jsonl")}";

    public string ContentType => form.Format == ExportFormat.Csv ? ExportForm.CsvType : "application/jsonl";

    public async Task<bool> PrepareAsync(string snapshotPath, CancellationToken cancellation) =>
        (snapshot = await reader.TakeAsync(sessionId, cancellation)) is not null;

    public Task WriteAsync(SpoolStream output, CancellationToken cancellation) =>
        form.Format == ExportFormat.Csv ? WriteCsvAsync(output, cancellation) : WriteJsonAsync(output, cancellation);

    public ValueTask ReleaseAsync() => ValueTask.CompletedTask;

    private async Task WriteCsvAsync(SpoolStream output, CancellationToken cancellation)
    {
        using var csv = new CsvLines(output, form);
        csv.Write("Timestamp", "Role", "Content");
        await foreach (var batch in reader.ReadAsync(snapshot!, ExportedMessage.BatchSize, cancellation))
        {
            foreach (var message in batch)
            {
                ExportedMessage.Write(csv, message);
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
        header.WriteString("conversation_id", snapshot!.Head.Id);
        header.WriteString("created_at", ContractTime.NaiveUtc(snapshot.Head.CreatedAt));
        header.WriteString("last_active", ContractTime.NaiveUtc(snapshot.Head.LastActivityAt));
        lines.End();
        await foreach (var batch in reader.ReadAsync(snapshot, ExportedMessage.BatchSize, cancellation))
        {
            foreach (var message in batch)
            {
                ExportedMessage.Write(lines.Begin(), message);
                lines.End();
            }

            output.Rows += batch.Count;
            await lines.FlushAsync(cancellation);
        }
    }
}
