using Parley.Sessions.Tasks;

namespace Parley.Sessions.Tests.Tasks;

/// <summary>What a release wrote of the queue, this one reads.</summary>
public sealed class QueueGoldenTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(1_767_225_600_123);

    [Fact]
    public void Head()
    {
        var head = new TaskQueueHead
        {
            Leases = new Fifo<Lease> { First = 2, Offset = 3, Kept = 1, Next = 4, Tail = [new Lease(5566, 9, At)] },
            Dead = new Fifo<long> { Tail = [17] },
            LastLease = 9,
        };
        head.Lanes[2] = new Lane { Again = new Fifo<long> { Tail = [18] }, Fresh = new Fifo<long> { First = 1, Next = 2, Kept = 1, Tail = [19, 20] }, Waiting = 35 };
        head.Takes.Add("5a1f", 5566);
        Golden.Check("queue-head", head);
    }

    [Fact]
    public void Lane_segment() => Golden.Check("queue-lane", new FifoSegment<long> { Items = [1, 281_474_976_710_655] });

    [Fact]
    public void Lease_segment() => Golden.Check("queue-leases", new FifoSegment<Lease> { Items = [new Lease(5566, 9, At)] });

    [Fact]
    public void Task() => Golden.Check("queue-task", new QueuedTask
    {
        Id = 5566,
        Level = 3,
        State = TaskState.Taken,
        EnqueuedAt = At,
        Lease = 9,
        Deliveries = 2,
        TakenAt = At.AddSeconds(1),
        TakenBy = "5a1f",
    });

    [Fact]
    public void A_queue_of_a_newer_release_is_refused()
    {
        Golden.Refuse<TaskQueueHead>("queue-head");
        Golden.Refuse<FifoSegment<long>>("queue-lane");
        Golden.Refuse<FifoSegment<Lease>>("queue-leases");
        Golden.Refuse<QueuedTask>("queue-task");
    }
}
