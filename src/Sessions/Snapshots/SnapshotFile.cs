using Parley.Sessions.Documents;

namespace Parley.Sessions.Snapshots;

/// <summary>Snapshots of more sessions than memory should hold, in a file that goes when it is closed.</summary>
public sealed class SnapshotFile(string path) : IAsyncDisposable
{
    private const int BufferSize = 64 * 1024;

    private readonly FileStream file =
        new(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BufferSize, FileOptions.DeleteOnClose);

    /// <summary>How many there are.</summary>
    public long Count { get; private set; }

    public void Add(SessionSnapshot snapshot)
    {
        using var writer = Writer();
        Write(writer, DocumentStore.Write("snapshot", snapshot.Head));
        Write(writer, snapshot.Holes is null ? [] : DocumentStore.Write("snapshot", new SessionHoles { Messages = snapshot.Holes }));
        Count++;
    }

    /// <summary>All of them, in the order in which they were added, a batch at a time.</summary>
    public IEnumerable<IReadOnlyList<SessionSnapshot>> Read(int batchSize)
    {
        file.Position = 0;
        using var reader = new BinaryReader(file, System.Text.Encoding.UTF8, leaveOpen: true);
        for (var read = 0L; read < Count; read += batchSize)
        {
            var batch = new List<SessionSnapshot>(batchSize);
            for (var left = Math.Min(batchSize, Count - read); left > 0; left--)
            {
                var head = DocumentStore.Parse<SessionHead>("snapshot", ReadPart(reader));
                var holes = ReadPart(reader) is { Length: > 0 } part ? DocumentStore.Parse<SessionHoles>("snapshot", part).Messages : null;
                batch.Add(new SessionSnapshot(head, holes));
            }

            yield return batch;
        }
    }

    public ValueTask DisposeAsync() => file.DisposeAsync();

    private BinaryWriter Writer() => new(file, System.Text.Encoding.UTF8, leaveOpen: true);

    private static void Write(BinaryWriter writer, byte[] part)
    {
        writer.Write(part.Length);
        writer.Write(part);
    }

    private static byte[] ReadPart(BinaryReader reader) => reader.ReadBytes(reader.ReadInt32());
}
