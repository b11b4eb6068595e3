using System.Runtime.CompilerServices;
using System.Text.Json;
using Dapr.Embedded.State;

namespace Dapr.Embedded.Actors;

/// <summary>The rows of reminders in the actor store, under a prefix that no application key has.</summary>
internal sealed class ReminderRows(EmbeddedRuntime runtime)
{
    private readonly string prefix = $"{runtime.AppId}||reminders||";

    private IStateStore Store => runtime.ActorStore.Store;

    public Task SaveAsync(Reminder reminder) =>
        Store.WriteAsync([new StateWrite(
            prefix + reminder.Key.InStore,
            JsonSerializer.SerializeToUtf8Bytes(reminder.Document, ReminderJson.Default.ReminderDocument))]);

    public Task DeleteAsync(ReminderKey key) => Store.WriteAsync([new StateWrite(prefix + key.InStore, null)]);

    public async IAsyncEnumerable<Reminder> LoadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var (key, row) in Store.ScanAsync(prefix, cancellation))
        {
            var document = JsonSerializer.Deserialize(row.Value.Span, ReminderJson.Default.ReminderDocument);
            yield return document is { V: <= ReminderDocument.Version }
                ? new Reminder(document)
                : throw new DaprException($"The reminder in row '{key}' was written by a newer version; this one cannot read it.");
        }
    }
}
