namespace Parley.Workflows.Models.OpenAi;

/// <summary>
/// Fails once more than <paramref name="limit"/> bytes were read; with <paramref name="perEvent"/>, more between two empty lines,
/// which is where server-sent events end and a reader forgets what it holds.
/// </summary>
internal sealed class BoundedStream(Stream inner, int limit, bool perEvent) : Stream
{
    private int held;
    private bool atLineStart;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        Count(buffer.Span[..read]);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = inner.Read(buffer, offset, count);
        Count(buffer.AsSpan(offset, read));
        return read;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Count(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            held = perEvent && value == '\n' && atLineStart ? 0 : held + 1;
            atLineStart = value == '\n' || (atLineStart && value == '\r');
            if (held > limit)
            {
                // Here, because not every reader hangs up on what it cannot read.
                inner.Dispose();
                throw new AnswerTooLargeException();
            }
        }
    }
}
