namespace Parley.Faults;

/// <summary>Decides what goes wrong. One seed gives one row of decisions; which call meets which decision is up to the scheduler.</summary>
public sealed class FaultSource(int seed, FaultOptions options)
{
    private readonly Lock gate = new();
    private readonly Random random = new(seed);

    public int Seed => seed;

    public FaultOptions Options => options;

    /// <summary>Off while a test sets its scene or looks at the result.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Holds up the read of a key; one that times out goes on.</summary>
    public Func<string, Task>? BeforeRead { get; set; }

    public bool Strikes(double probability)
    {
        lock (gate)
        {
            return Enabled && random.NextDouble() < probability;
        }
    }
}
