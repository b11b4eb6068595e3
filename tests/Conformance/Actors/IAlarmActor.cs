using Dapr.Actors;

namespace Parley.Conformance.Actors;

public interface IAlarmActor : IActor
{
    Task Set(string name, string state, TimeSpan dueTime, TimeSpan period);

    Task Clear(string name);
}
