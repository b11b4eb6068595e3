using System.Diagnostics;

namespace Parley.Hosting;

/// <summary>Waits for a condition instead of sleeping; says what was expected when it does not come.</summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static async Task TrueAsync(
        Func<Task<bool>> condition, string expectation, TimeSpan? deadline = null, Func<string>? evidence = null)
    {
        var limit = deadline ?? TimeSpan.FromSeconds(30);
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            if (watch.Elapsed > limit)
            {
                throw new TimeoutException($"Within {limit.TotalSeconds:0} s it was expected that {expectation}.\n{evidence?.Invoke()}");
            }

            await Task.Delay(Pause);
        }
    }
}
