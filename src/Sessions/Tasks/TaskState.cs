namespace Parley.Sessions.Tasks;

public enum TaskState
{
    Waiting,
    Taken,

    /// <summary>Delivered as often as it may be, and never finished.</summary>
    Dead,

    Finished,
}
