using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Parley.Api.Chat.Exports;

/// <summary>Takes what an export writes, batch by batch: what is flushed is in the file, hashed, counted, and there for readers.</summary>
internal sealed class SpoolStream(SafeFileHandle file, Action<long> advanced) : Stream
{
    private const long BytesPerCollection = 1024 * 1024;

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ArrayBufferWriter<byte> batch = new();
    private long written;

    /// <summary>Lines so far, without those of the header; counted by who writes them.</summary>
    public long Rows { get; set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => written;

    public override long Position
    {
        get => written + batch.WrittenCount;
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer) => batch.Write(buffer);

    public override void Write(byte[] buffer, int offset, int count) => batch.Write(buffer.AsSpan(offset, count));

    /// <summary>Writers flush themselves in the middle of a batch; that does nothing.</summary>
    public override void Flush()
    {
    }

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        hash.AppendData(batch.WrittenSpan);
        await RandomAccess.WriteAsync(file, batch.WrittenMemory, written, cancellationToken);
        var collected = written / BytesPerCollection;
        written += batch.WrittenCount;
        batch.ResetWrittenCount();
        if (written / BytesPerCollection > collected)
        {
            // A server's collector would rather let the heap grow by what an export reads and drops than stop for it. All of that is
            // young, and cheap to collect.
            GC.Collect(0, GCCollectionMode.Forced, blocking: false);
        }

        advanced(written);
    }

    /// <summary>Makes the file durable; its hash in lower-case hex.</summary>
    public string Finish()
    {
        RandomAccess.FlushToDisk(file);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        hash.Dispose();
        base.Dispose(disposing);
    }
}
