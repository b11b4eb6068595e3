namespace Parley.Workflows.Chats;

/// <summary>Gathers what one call of the model says, and passes it on ten times a second, one piece after the other.</summary>
public sealed class ReplyAttempt : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly Func<ReplyChunk, Task>? tell;
    private readonly Guid id = Guid.NewGuid();
    private readonly Lock gate = new();
    private readonly ITimer? timer;
    private Task telling = Task.CompletedTask;
    private string pending = "";
    private int offset;

    /// <param name="tell">Takes the pieces; null when nobody wants them. It does not throw.</param>
    /// <param name="time">The clock.</param>
    internal ReplyAttempt(Func<ReplyChunk, Task>? tell, TimeProvider time)
    {
        this.tell = tell;
        timer = tell is null ? null : time.CreateTimer(_ => Flush(), null, Interval, Interval);
    }

    public void Add(string text)
    {
        if (tell is not null)
        {
            lock (gate)
            {
                pending += text;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (timer is not null)
        {
            await timer.DisposeAsync();
        }

        Flush();
        await telling;
    }

    private void Flush()
    {
        lock (gate)
        {
            if (pending.Length > 0)
            {
                telling = TellAfterAsync(telling, new ReplyChunk(id, offset, pending));
                (offset, pending) = (offset + pending.Length, "");
            }
        }
    }

    private async Task TellAfterAsync(Task before, ReplyChunk chunk)
    {
        await before;
        await tell!(chunk);
    }
}
