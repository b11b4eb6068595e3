using Parley.Sessions.Tasks;

namespace Parley.Sessions.Tests.Tasks;

public sealed class ModelTask(long id, int level)
{
    public long Id => id;

    public int Level => level;

    public TaskState State { get; set; }

    public long Lease { get; set; }

    public int Deliveries { get; set; }

    public DateTimeOffset Deadline { get; set; }
}
