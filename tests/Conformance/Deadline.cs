using System.Diagnostics;
using Xunit;

namespace Parley.Conformance;

/// <summary>Waits for what must become true, and says what it was when it does not.</summary>
public static class Deadline
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public static Task Until(Func<bool> condition, string expected) => Until(() => Task.FromResult(condition()), expected);

    public static async Task Until(Func<Task<bool>> condition, string expected)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Patience, $"Expected within {Patience}: {expected}");
            await Task.Delay(5);
        }
    }

    public static async Task Until(Task task, string expected)
    {
        await Task.WhenAny(task, Task.Delay(Patience));
        Assert.True(task.IsCompleted, $"Expected within {Patience}: {expected}");
        await task;
    }
}
