namespace Parley.Workflows.Chats;

/// <summary>Gathers what one call of the model says, and passes it on ten times a second.</summary>
public sealed class ReplyAttempt : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly ReplyListener? listener;
    private readonly int number;
    private readonly Lock gate = new();
    private readonly ITimer? timer;
    private string pending = "";
    private int offset;

    internal ReplyAttempt(ReplyListener? listener, TimeProvider time)
    {
        this.listener = listener;
        number = listener?.NextAttempt() ?? 0;
        timer = listener is null ? null : time.CreateTimer(_ => Flush(), null, Interval, Interval);
    }

    public void Add(string text)
    {
        lock (gate)
        {
            pending += text;
        }
    }

    public void Dispose()
    {
        timer?.Dispose();
        Flush();
    }

    private void Flush()
    {
        lock (gate)
        {
            if (pending.Length > 0)
            {
                listener?.Add(new ReplyChunk(number, offset, pending));
                (offset, pending) = (offset + pending.Length, "");
            }
        }
    }
}
