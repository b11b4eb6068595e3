using Parley.Conformance.Actors;
using Parley.Conformance.PubSub;
using Parley.Conformance.State;
using Parley.Conformance.Workflows;
using Xunit;

namespace Parley.Conformance;

/// <summary>What the embedded runtime promises, promised by real daprd over each store.</summary>
public static class DaprdTests
{
    [Trait("Dapr", "daprd")]
    public sealed class SqliteState() : StateSuite(new SqlitePlatform { BesideDaprd = true });

    [Trait("Dapr", "daprd")]
    public sealed class RedisState() : StateSuite(new RedisPlatform { BesideDaprd = true });

    [Trait("Dapr", "daprd")]
    public sealed class PostgreSqlState() : StateSuite(new PostgreSqlPlatform { BesideDaprd = true });

    [Trait("Dapr", "daprd")]
    public sealed class Faults() : ActorFaults(new SqlitePlatform { BesideDaprd = true });

    [Trait("Dapr", "daprd")]
    public sealed class Lifetimes() : ActorLifetimes(new SqlitePlatform { BesideDaprd = true });

    [Trait("Dapr", "daprd")]
    public sealed class Endpoints() : ActorEndpoints(new SqlitePlatform { BesideDaprd = true });

    [Trait("Dapr", "daprd")]
    public sealed class Turns() : ActorTurns(new SqlitePlatform { BesideDaprd = true });

    [Trait("Dapr", "daprd")]
    public sealed class ReminderTests() : Reminders(new SqlitePlatform { BesideDaprd = true });

    [Trait("Dapr", "daprd")]
    public sealed class DurableReminderTests() : DurableReminders(new SqlitePlatform { BesideDaprd = true });

    [Trait("Dapr", "daprd")]
    public sealed class Topics() : PublishSubscribe(new SqlitePlatform { BesideDaprd = true });

    [Trait("Dapr", "daprd")]
    public sealed class RedisTopics() : PublishSubscribe(new RedisPlatform { BesideDaprd = true });

    [Trait("Dapr", "daprd")]
    public sealed class Runs() : WorkflowRuns(new SqlitePlatform { BesideDaprd = true });

    [Trait("Dapr", "daprd")]
    public sealed class Lifecycle() : WorkflowLifecycle(new SqlitePlatform { BesideDaprd = true });

    [Trait("Dapr", "daprd")]
    public sealed class Restart() : WorkflowRestart(new SqlitePlatform { BesideDaprd = true });

    [Trait("Dapr", "daprd")]
    public sealed class Replay() : WorkflowReplay(new SqlitePlatform { BesideDaprd = true });
}
